"""What happens between one evening and the next, subject by subject."""
