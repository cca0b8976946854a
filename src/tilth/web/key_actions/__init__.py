"""The pages of key actions: the own map by span, and those of a team (ACT-01…05)."""
