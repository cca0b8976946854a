"""What leaves the house about one customer: every record and every published row, as one file."""
