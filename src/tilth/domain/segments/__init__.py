"""The segment that a person confirms for a customer (PROF-24, SEG-21)."""
