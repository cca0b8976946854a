"""One room at a time; the folders mirror the source."""
