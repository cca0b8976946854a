"""When a record that waited in a browser was made: by the clock of the server, never of the browser."""

import datetime as dt

LONGEST = dt.timedelta(days=7)


def age(given: str) -> dt.timedelta:
    """Return how long ago a record was made: not in the future, not more than a week, now when in doubt."""
    text = given.strip()
    seconds = int(text) if text.isascii() and text.isdigit() and len(text) < len("100000000") else 0
    return min(dt.timedelta(seconds=seconds), LONGEST)
