"""Nights in a row: one customer's assets, and the flow of customers between tiers."""
