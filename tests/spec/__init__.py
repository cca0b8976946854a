"""Rules as small tables that are test and documentation at once."""
