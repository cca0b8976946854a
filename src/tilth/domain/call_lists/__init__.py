"""The call list of a manager."""
