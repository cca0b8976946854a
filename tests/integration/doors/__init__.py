"""Who may see what, on the real database."""
