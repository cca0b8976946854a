"""The rules of contact of one customer, and the people around the file."""
