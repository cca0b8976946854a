"""Why somebody is called tonight, in words: chips, opening lines, purposes."""
