"""Consents: what customers allowed and refused."""
