"""Replies of speakers become edits of content files."""
