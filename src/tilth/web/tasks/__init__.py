"""What stands open about a customer."""
