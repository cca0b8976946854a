"""Maps of key actions: what of them is done, and what is ticked by hand (ACT-01…05)."""
