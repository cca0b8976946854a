"""The private address of a person's calendar: made, withdrawn, and whose it is."""
