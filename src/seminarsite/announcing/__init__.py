"""What there is to tell of an event or a week, and the letters that tell it."""
