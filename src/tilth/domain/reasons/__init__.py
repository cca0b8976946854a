"""One event as a reason to call: with its product in words, and whether somebody closed it."""
