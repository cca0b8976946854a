"""Signing in and out, preferences."""
