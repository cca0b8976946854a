"""The hand-written night and the engine's say the same."""
