"""A real bank's nights against figures computed in plain SQL."""
