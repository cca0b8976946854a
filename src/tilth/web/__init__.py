"""Pages: translate a click into one domain call."""
