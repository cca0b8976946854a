"""Telephone numbers that turned out wrong."""
