"""For the organisers' own eyes, and never published: how a season stands, and letters that ask for what is missing."""
