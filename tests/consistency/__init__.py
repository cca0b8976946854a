"""The house rules, kept by a machine."""
