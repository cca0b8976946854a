"""How long what the bank promises takes: told by its own kept commitments."""
