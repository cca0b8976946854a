"""Names of the list that were passed over."""
