"""The end of a day: its numbers, and what a manager writes about it to whoever leads."""
