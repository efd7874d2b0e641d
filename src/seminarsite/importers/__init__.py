"""Other people's formats: a module each, from bytes to found events and notes; and what becomes of them in a site."""
