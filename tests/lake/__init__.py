"""The lake: a night becomes visible at once or not at all."""
