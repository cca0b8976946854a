"""Retention: which rows go next, when, and that they go; a legal hold wins over every period."""
