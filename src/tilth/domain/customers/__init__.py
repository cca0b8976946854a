"""Customers, one or many."""
