"""What managers have promised to do."""
