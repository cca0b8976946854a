"""How numbers, days and numbers of people are written, in both languages; pure functions."""
