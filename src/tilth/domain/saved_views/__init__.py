"""Saved views of the list of customers."""
