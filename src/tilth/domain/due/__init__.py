"""What waits for somebody: one queue of everything that is due, with its customers, counted and by page."""
