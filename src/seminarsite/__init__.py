"""seminarsite: a website and calendars for a seminar or lecture series, from YAML and Markdown."""

__version__ = "0.1.0"
