"""What calendars are told (RFC 5545): entries, their lines, the rules of zones, the files."""
