"""Hypothesis strategies for random small banks over a few nights."""
