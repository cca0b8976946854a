"""The staff: who signs in, who owns customers, who leads whom."""
