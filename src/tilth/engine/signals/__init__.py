"""What a night notices besides the events: one module per family of signals, and their mart."""
