"""Service memos: written down, answered."""
