"""The bell: what concerns the reader today, and where each of it is."""
