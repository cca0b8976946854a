"""Today: the list of the day."""
