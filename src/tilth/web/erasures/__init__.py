"""Erasures of persons, as compliance sees them."""
