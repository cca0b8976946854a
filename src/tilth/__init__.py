"""Tilth 深耕: relationship management for banks."""

__version__ = "0.1.0"
