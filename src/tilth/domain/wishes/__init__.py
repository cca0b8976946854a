"""Wishes not to be disturbed."""
