"""What is published, planned: functions from a Site to outputs, and what they put together."""
