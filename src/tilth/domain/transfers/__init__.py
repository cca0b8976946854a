"""Customers that change hands, and who owned them when."""
