"""Signing in and out, settings."""
