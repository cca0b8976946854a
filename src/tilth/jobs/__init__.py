"""Commands: translate a clock tick or a shell line into calls of the inner rooms."""
