"""Needs and opportunities: what fits a customer, how likely a close is, what stands on the board."""
