"""Customer numbers that turned out to be one person: merged, and undone exactly."""
