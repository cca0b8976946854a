"""Appointments made, and who came."""
