"""The bank's library: what head office writes for calls, approved by another (LIST-09, NEG-11)."""
