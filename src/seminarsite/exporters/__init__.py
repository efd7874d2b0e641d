"""Formats for others: a spreadsheet, the aggregator, an archive. Pure functions from a Site to bytes."""
