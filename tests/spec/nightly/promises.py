"""Promises as the tables of a night write them."""

import datetime as dt

from reference.inputs import Promise


def promised(*moments: str) -> tuple[Promise, ...]:
    """Return open promises for days, or for days and hours: 2026-06-17 15:00."""
    found = []
    for moment in moments:
        on, _, hour = moment.partition(" ")
        clock = dt.time.fromisoformat(hour) if hour else None
        minute = None if clock is None else clock.hour * 60 + clock.minute
        found.append(
            Promise(promise_id="", customer_id="", due_on=dt.date.fromisoformat(on), due_minute=minute)
        )
    return tuple(found)
