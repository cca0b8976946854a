"""Who may see what, answered in one place."""
