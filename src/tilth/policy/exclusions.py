"""Two reasons that count days: a rest after a contact, and frequency caps; the contact gate asks both."""

import datetime as dt
from collections.abc import Sequence

from tilth.policy.playbook import Cap


def rest_days(quiet_days: int, cadence_days: int | None) -> int:
    """Return how long a customer rests after a talk: half the cadence, rounded up, at most `quiet_days`."""
    return quiet_days if cadence_days is None else min(quiet_days, (cadence_days + 1) // 2)


def contacted_recently(two_way_on: Sequence[dt.date], day: dt.date, quiet_days: int) -> dt.date | None:
    """Return until when a customer rests after the last two-way contact, None where it is over (LIST-15)."""
    last = max(two_way_on, default=None)
    if last is None or (day - last).days >= quiet_days:
        return None
    return last + dt.timedelta(days=quiet_days)


def frequency_cap(tried_on: Sequence[dt.date], day: dt.date, caps: Sequence[Cap]) -> dt.date | None:
    """Return the first day on which no cap is reached, None where none is (TRAP-24).

    `tried_on` has a day as often as there was a contact or an attempt on it.
    """
    newest_first = sorted(tried_on, reverse=True)
    lifts = [
        newest_first[cap.count - 1] + dt.timedelta(days=cap.days)
        for cap in caps
        if len(newest_first) >= cap.count
    ]
    until = max(lifts, default=day)
    return until if until > day else None
