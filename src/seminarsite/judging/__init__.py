"""What is true of a Site as of a moment: rules that are broken, what of a link is shown, what is news."""
