"""Contacts with customers."""
