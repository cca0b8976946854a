"""Needs and opportunities: the board, the list, the forecast, one opportunity, a part of the file."""
