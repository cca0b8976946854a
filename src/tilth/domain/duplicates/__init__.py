"""Likely duplicates: keep what comparing all customers found, and read which pairs wait."""
