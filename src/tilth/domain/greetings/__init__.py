"""The greetings that a night makes, and those that it stops."""
