"""Sentences that may and that may not be said to customers, older than the check that they judge."""
