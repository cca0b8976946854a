"""When a contact point reaches somebody best, and for when the next call is proposed (PROF-05)."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tilth.policy.codes import WEEKDAYS
from tilth.policy.contact_gate.facts import DAY_MINUTES, Window
from tilth.policy.words import Codes, Words
from tilth.policy.working_days import next_working_day

BEST_DAYS: Codes = {
    "": Words("Not said", "未说明"),
    "every": Words("Every day", "每天"),
    "workdays": Words("Monday to Friday", "周一至周五"),
    "weekend": Words("Saturday and Sunday", "周末"),
    **WEEKDAYS,
}
_SEVERAL = {"every": range(1, 8), "workdays": range(1, 6), "weekend": range(6, 8)}
SEARCHED_DAYS = 14
"""So far ahead a day that suits is looked for."""


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """For when the next call is proposed: a working day, and the hour where one suits best."""

    on: dt.date
    at: dt.time | None = None


def windows(days: str, begins: dt.time | None, until: dt.time | None) -> tuple[Window, ...]:
    """Return the hours of a week; none where neither days nor hours were told. Without hours: the whole day.

    `days` is a code of BEST_DAYS; empty with hours means every day.
    """
    if not days and begins is None:
        return ()
    first = 0 if begins is None else begins.hour * 60 + begins.minute
    last = DAY_MINUTES if until is None else until.hour * 60 + until.minute
    chosen = _SEVERAL.get(days or "every") or (int(days),)
    return tuple(Window(weekday, first, last) for weekday in chosen)


def suits(local: dt.datetime, best: Iterable[Window]) -> bool:
    """Say whether a moment on the customer's clock is one of the best."""
    return any(one.holds(local) for one in best)


def next_call(today: dt.date, best: Sequence[Window]) -> Proposed:
    """Return for when the next call after `today` is proposed: the first working day and hour that suit.

    Where no working day of the next two weeks does, or nothing is known: the next working day, no hour.
    """
    day = first = next_working_day(today)
    while (day - today).days <= SEARCHED_DAYS:
        begins = [one.begins for one in best if one.weekday == day.isoweekday()]
        if begins:
            hour = min(begins)
            return Proposed(on=day, at=dt.time(hour // 60, hour % 60) if hour else None)
        day = next_working_day(day)
    return Proposed(on=first)
