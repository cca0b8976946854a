"""Likely duplicates on pages: the queue, one pair side by side, and a customer's own."""
