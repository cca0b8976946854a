"""Substitutes of absent managers."""
