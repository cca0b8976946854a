"""Property tests: random small banks, engine = reference, and what must hold of every night."""
