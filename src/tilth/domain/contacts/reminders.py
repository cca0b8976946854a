"""Reminders that a person took from the words of a note: each becomes a task with its day (REC-04)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from tilth.data.models import Contact, Task
from tilth.domain import refusing
from tilth.domain.tasks.hands import LATEST

MOST = 10
"""Reminders of one record."""


@dataclass(frozen=True, kw_only=True)
class Reminder:
    """What to be reminded of, and when."""

    text: str
    due_on: dt.date
    due_at: dt.time | None = None


def check(reminders: tuple[Reminder, ...], *, day: dt.date) -> None:
    """Raise Unclear where a reminder says nothing, or lies before `day` or more than a year away."""
    if len(reminders) > MOST:
        raise refusing.unclear(f"A record has at most {MOST} reminders: take some away.")
    for one in reminders:
        if not one.text or not day <= one.due_on <= day + LATEST:
            raise refusing.unclear("A reminder says of what, on a day from today on and within a year.")


def plan(made: Contact, reminders: Iterable[Reminder], whose: str) -> None:
    """Turn the reminders of a contact into tasks of `whose`; they are taken back with the contact.

    What the next step says already, or stands open with these words for that day, is not planned twice.
    """
    for one in reminders:
        if (made.step, made.next_step, made.next_step_on) == ("other", one.text, one.due_on):
            continue
        if not _stands(made.customer_id, whose, one):
            _task(made, one, whose)


def _stands(customer_id: str, whose: str, one: Reminder) -> bool:
    rows = Task.objects.unscoped().filter(customer_id=customer_id, staff_id=whose, due_on=one.due_on)
    return any(row.text == one.text for row in rows.filter(done_at=None, voided_at=None))


def _task(made: Contact, one: Reminder, whose: str) -> None:
    Task.objects.create(
        customer_id=made.customer_id,
        staff_id=whose,
        user=made.user,
        kind="task",
        step="other",
        text=one.text,
        due_on=one.due_on,
        due_at=one.due_at,
        contact=made,
        made_at=made.contacted_at,
    )
