"""The limits beyond which looking is a walk."""
