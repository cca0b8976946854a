"""The bank's shelf: what is on sale."""
