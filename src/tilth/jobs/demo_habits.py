"""How the managers of the demo bank work: each has habits, and what comes of a call follows from them.

Decided by customer and day alone, so that every demo bank tells the same story.
"""

import datetime as dt
import zlib
from typing import NamedTuple

from tilth.domain import days


class Habit(NamedTuple):
    """How one manager works; shares are of 100."""

    keeps_up: int
    """Customers of the book whom the manager calls at all."""
    every: int
    """Days between two calls of one customer, about."""
    reaches: int
    """Calls that somebody answers."""
    meets: int
    """Talks that end in an appointment."""
    comes: int
    """Appointments to which the customer comes."""
    keeps: int
    """Promises kept on their day."""
    a_day: int
    """Names of a day's list called."""


HABITS = (
    Habit(keeps_up=74, every=38, reaches=58, meets=14, comes=78, keeps=88, a_day=16),
    Habit(keeps_up=52, every=55, reaches=47, meets=9, comes=62, keeps=62, a_day=11),
    Habit(keeps_up=86, every=30, reaches=64, meets=18, comes=86, keeps=95, a_day=19),
    Habit(keeps_up=38, every=70, reaches=41, meets=6, comes=50, keeps=46, a_day=7),
)
"""Steady; promises more than he keeps; works the whole list; behind. Dealt out in turn by staff number."""
HOURS = tuple(dt.time(hour, minute) for hour in (9, 10, 11, 14, 15, 16) for minute in (0, 30))
"""When appointments are held: one manager meets one customer at a time."""
CALLED_BACK = dt.time(14)
Taken = set[tuple[dt.date, dt.time | None]]
"""Days and hours of a manager's appointments."""
FIRST_CALL = dt.time(9, 10)
BETWEEN_CALLS = dt.timedelta(minutes=17)
SOON = 3
"""Working days until an appointment, at least."""
_ANSWERED = (("refused", 4), ("call_back", 12))
"""What else a call may come to that somebody answers: so many of 100, one after the other."""
_SILENT = (("no_answer", 55), ("busy", 83), ("left_message", 98), ("wrong_number", 100))
_STEPS = (("call_again", 18), ("send_material", 32), ("prepare_offer", 40), ("bring_papers", 45))
"""What a talk promises, where it promises anything."""


class Dealt(NamedTuple):
    """What came of one call, and what comes next."""

    outcome: str
    two_way: bool
    step: str = "none"
    on: dt.date | None = None
    at: dt.time | None = None
    place: str = ""


def chance(*about: object, of: int = 100) -> int:
    """Return a number from 0 to below `of` that these words have in every demo bank."""
    return zlib.crc32(" ".join(map(str, about)).encode()) % of


def deal(habit: Habit, customer_id: str, day: dt.date, taken: Taken) -> Dealt:
    """Return what came of a call of this customer on this day; who will come finds a free hour."""
    if chance("answers", customer_id, day) >= habit.reaches:
        drawn = chance("silent", customer_id, day)
        outcome = next(name for name, below in _SILENT if drawn < below)
        if outcome == "wrong_number":
            return Dealt(outcome, two_way=False)
        return Dealt(outcome, two_way=False, step="call_again", on=days.next_working_day(day))
    drawn = chance("said", customer_id, day)
    outcome = next((name for name, below in _ANSWERED if drawn < below), "")
    if outcome == "refused":
        return Dealt(outcome, two_way=False)
    if outcome == "call_back":
        return Dealt(outcome, two_way=False, step="call_again", on=_after(day, 1 + drawn % 3), at=CALLED_BACK)
    if chance("meets", customer_id, day) < habit.meets:
        meeting = _after(day, SOON + drawn % 5)
        hour = free(customer_id, meeting, taken)
        return Dealt("appointment", two_way=True, step="visit", on=meeting, at=hour, place="branch")
    drawn = chance("promises", customer_id, day)
    step = next((name for name, below in _STEPS if drawn < below), "none")
    on = None if step == "none" else _after(day, 2 + drawn % 9)
    return Dealt("connected", two_way=True, step=step, on=on)


def free(customer_id: str, day: dt.date, taken: Taken) -> dt.time:
    """Return an hour of a day for an appointment, and take it; where none is left, two come at once."""
    first = chance(customer_id, day, of=len(HOURS))
    hours = (*HOURS[first:], *HOURS[:first])
    found = next((hour for hour in hours if (day, hour) not in taken), hours[0])
    taken.add((day, found))
    return found


def kept(habit: Habit, customer_id: str, day: dt.date) -> bool:
    """Say whether what was promised for this day is done on it."""
    return chance("kept", customer_id, day) < habit.keeps


def came(habit: Habit, customer_id: str, day: dt.date) -> str:
    """Return whether the customer came to the appointment of this day."""
    return "came" if chance("came", customer_id, day) < habit.comes else "did_not_come"


def calls(habit: Habit, customer_id: str, *, since: dt.date, until: dt.date, ahead: bool) -> list[dt.date]:
    """Return the working days from `since` to `until` on which the customer was called, oldest first.

    Whoever has much comes `ahead`: managers look after the large ones sooner than after the others.
    """
    if chance("keeps up", customer_id) >= habit.keeps_up + (12 if ahead else -6):
        return []
    found = []
    day = until - dt.timedelta(days=8 + chance("last", customer_id, of=2 * habit.every))
    while day >= since:
        found.append(days.working_day(day))
        day -= dt.timedelta(days=habit.every // 2 + chance("gap", customer_id, day, of=habit.every))
    return found[::-1]


def _after(day: dt.date, number: int) -> dt.date:
    return days.working_day(day + dt.timedelta(days=number))
