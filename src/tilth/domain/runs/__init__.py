"""The nightly runs."""
