"""Suitability on pages: certificates and assessments of a customer, the shelf for one, the shelf for all."""
