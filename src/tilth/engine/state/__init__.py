"""What a night carries forward, so that its cost does not grow with the windows."""
