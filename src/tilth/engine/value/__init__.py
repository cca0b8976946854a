"""What a call is worth: grounds with money and a deadline, chances from the bank's own contacts, points."""
