"""When a customer likes to be contacted."""
