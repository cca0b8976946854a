"""A time of day as settings write it."""

import datetime as dt
from typing import Annotated

from pydantic import BeforeValidator


def _clock(value: object) -> object:
    """Return a time written as 21:00; whole minutes only, in no zone."""
    try:
        clock = value if isinstance(value, dt.time) else dt.time.fromisoformat(str(value))
    except ValueError:
        clock = None
    if clock is None or clock.second or clock.microsecond or clock.tzinfo:
        raise ValueError(f"{value!r} is no time of day in whole minutes; write it as 21:00")
    return clock


Clock = Annotated[dt.time, BeforeValidator(_clock)]
"""Whole minutes of a day, in no zone."""
