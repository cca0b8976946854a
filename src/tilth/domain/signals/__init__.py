"""What the night noticed in customers besides the events."""
