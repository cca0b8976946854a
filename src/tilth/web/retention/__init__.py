"""Retention: what goes next, and the legal holds."""
