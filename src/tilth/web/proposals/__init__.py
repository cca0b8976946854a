"""Proposals: drawn up, approved, delivered and answered on a page of their own, and printed as a PDF."""
