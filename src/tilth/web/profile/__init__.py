"""What is written into one customer's profile: shown item by item, written in place."""
