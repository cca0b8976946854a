"""The demo bank: its feeds, its people, its planted truths."""
