"""Erasure of a person: what stands in the way, what is done, and what remains to be done."""
