"""What was done from the list without a network, and is brought later."""
