"""Suitability as it stands: which assessment counts, what is judged, and by which rules it was."""
