"""Retention on a real database."""
