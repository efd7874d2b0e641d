"""A package only so that its test_pages.py is another module than the one beside this folder."""
