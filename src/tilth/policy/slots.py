"""Which two appointments are offered: hours free in the manager's diary, on different half days (B2)."""

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from tilth.policy.best_times import suits
from tilth.policy.contact_gate import Window
from tilth.policy.subjects.task import TaskRules
from tilth.policy.working_days import next_working_day, working_day

_HOUR = dt.timedelta(hours=1)


@dataclass(frozen=True, kw_only=True)
class Slot:
    """A day and an hour at which an appointment can begin, in the bank's zone."""

    due_on: dt.date
    due_at: dt.time


def days(today: dt.date, rules: TaskRules) -> tuple[dt.date, ...]:
    """Return the working days on which an appointment is looked for, today the earliest."""
    found = [working_day(today)]
    while len(found) < rules.days_ahead:
        found.append(next_working_day(found[-1]))
    return tuple(found)


def offered(
    now: dt.datetime, busy: Collection[dt.datetime], rules: TaskRules, best: Collection[Window] = ()
) -> tuple[Slot, ...]:
    """Return the earliest free slot of each of the first two half days that have one; fewer where none has.

    `now` and `busy`, the moments at which something is due, are read as the bank's clock shows them. Nothing
    is offered before the next full hour after now, nor closer to a busy moment than the playbook says, nor
    outside the `best` hours of whom it is about, where those leave any.
    """
    return (_found(now, busy, rules, best) if best else ()) or _found(now, busy, rules, ())


def _found(
    now: dt.datetime, busy: Collection[dt.datetime], rules: TaskRules, best: Collection[Window]
) -> tuple[Slot, ...]:
    clock = now.replace(tzinfo=None)
    first = clock.replace(minute=0, second=0, microsecond=0) + _HOUR
    taken = [one.replace(tzinfo=None) for one in busy]
    found: list[Slot] = []
    for day in days(clock.date(), rules):
        for begins, ends in rules.half_days:
            free = (at for at in _starts(day, begins, ends, rules) if at >= first and _free(at, taken, rules))
            at = next((one for one in free if not best or suits(one, best)), None)
            if at is not None:
                found.append(Slot(due_on=day, due_at=at.time()))
            if len(found) == 2:
                return tuple(found)
    return tuple(found)


def _starts(day: dt.date, begins: dt.time, ends: dt.time, rules: TaskRules) -> Iterator[dt.datetime]:
    """Yield the moments of a half day at which an appointment can begin and still has its time."""
    step = dt.timedelta(minutes=rules.slot_minutes)
    at, last = dt.datetime.combine(day, begins), dt.datetime.combine(day, ends) - step
    while at <= last:
        yield at
        at += step


def _free(at: dt.datetime, taken: list[dt.datetime], rules: TaskRules) -> bool:
    apart = dt.timedelta(minutes=rules.apart_minutes)
    return all(abs(at - one) >= apart for one in taken)
