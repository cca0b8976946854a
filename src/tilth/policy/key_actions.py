"""What of a map of key actions is done: the days of a span, how many are meant, and the share."""

import calendar
import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from tilth.policy import working_days
from tilth.policy.playbook.work import KeyAction

MONTHS = {"month": 1, "quarter": 3, "year": 12}
SUNDAY = dt.timedelta(days=6)


class Span(NamedTuple):
    """The first and the last day, both included."""

    since: dt.date
    until: dt.date


class Counted(NamedTuple):
    """A count of a span, and how many there are to do where it knows that itself."""

    value: int
    of: int | None = None


@dataclass(frozen=True, kw_only=True)
class Step:
    """One key action as it stands."""

    action: KeyAction
    value: int
    """What was counted; of one by hand 1 once it is ticked."""
    aim: int
    """How many are meant; 0 where there was nothing to do."""

    @property
    def done(self) -> bool:
        """Whether as many as meant are there."""
        return self.aim > 0 and self.value >= self.aim

    @property
    def by_hand(self) -> bool:
        """Whether a person ticks it."""
        return not self.action.counted


class Done(NamedTuple):
    """How many key actions are done, of how many with something to do."""

    number: int
    of: int

    @property
    def percent(self) -> int:
        """The share in whole per cent, rounded down: 100 says that all is done."""
        return 100 * self.number // self.of if self.of else 0


def span(name: str, day: dt.date) -> Span:
    """Return the day, or the week, month, quarter or year in which it lies; weeks begin on Monday."""
    if name == "day":
        return Span(day, day)
    if name == "week":
        monday = day - dt.timedelta(days=day.weekday())
        return Span(monday, monday + SUNDAY)
    months = MONTHS[name]
    first = (day.month - 1) // months * months + 1
    last = first + months - 1
    return Span(dt.date(day.year, first, 1), dt.date(day.year, last, calendar.monthrange(day.year, last)[1]))


def working(days: Span) -> int:
    """Return how many working days of the bank lie in a span."""
    length = (days.until - days.since).days + 1
    return sum(working_days.is_working_day(days.since + dt.timedelta(days=n)) for n in range(length))


def steps(
    actions: Iterable[KeyAction], counted: Mapping[str, Counted], ticked: Collection[str], *, workdays: int
) -> tuple[Step, ...]:
    """Return how each key action stands; `workdays`: working days of the span.

    What is meant on each working day asks for nothing where there is none.
    """
    return tuple(_step(one, counted, ticked, workdays) for one in actions)


def _step(action: KeyAction, counted: Mapping[str, Counted], ticked: Collection[str], workdays: int) -> Step:
    if not action.counted:
        return Step(action=action, value=int(action.code in ticked), aim=1)
    found = counted.get(action.counted, Counted(0, 0))
    aim = action.aim * (workdays if action.each == "working_day" else 1)
    return Step(action=action, value=found.value, aim=aim if found.of is None else found.of)


def done(found: Iterable[Step]) -> Done:
    """Return how many are done, of those that have something to do."""
    asked = [one for one in found if one.aim > 0]
    return Done(sum(one.done for one in asked), len(asked))
