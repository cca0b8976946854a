"""Suppressions: why nobody may contact a customer at present."""
