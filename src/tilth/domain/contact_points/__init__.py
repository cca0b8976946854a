"""By what and where a customer is reached, as people were told it."""
