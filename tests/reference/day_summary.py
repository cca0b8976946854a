"""What a person's day counts, read row by row from plain records."""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

ZONE = dt.timezone(dt.timedelta(hours=8))


class Promise(NamedTuple):
    """One task as it was written down, moments in UTC."""

    kind: str
    due_on: dt.date
    made_at: dt.datetime
    done_at: dt.datetime | None = None
    put_off: bool = False
    after_attempt: bool = False


def promises(rows: Iterable[Promise], day: dt.date) -> dict[str, int]:
    """Return promises made on a day, and those due on it that were kept and not kept."""
    found = {"promised": 0, "kept": 0, "broken": 0}
    for row in rows:
        if row.kind in ("note", "appointment") or row.put_off or row.after_attempt:
            continue
        if row.made_at.astimezone(ZONE).date() == day:
            found["promised"] += 1
        if row.due_on == day:
            in_time = row.done_at is not None and row.done_at.astimezone(ZONE).date() <= day
            found["kept" if in_time else "broken"] += 1
    return found
