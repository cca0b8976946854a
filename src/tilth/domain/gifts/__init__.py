"""Gifts and hospitality: given, approved, refused."""
