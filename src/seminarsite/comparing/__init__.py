"""What visitors will see change, between two sites that were made."""
