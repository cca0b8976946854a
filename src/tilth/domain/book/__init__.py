"""A book and a branch in numbers: what the night counted, and what was done since."""
