"""Access: personal data, audit notes, scrubbing, visibility."""
