"""Banks on which reference and engine once differed, cut down to the smallest that showed it."""
