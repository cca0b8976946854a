"""Comparing all customers: what is found of what was planted, and that Splink says what the rules say."""
