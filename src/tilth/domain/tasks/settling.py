"""What a contact makes of the promises that stood open: kept, moved, or not yet; nothing is lost unseen."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from django.db.models import F, QuerySet

from tilth.access import reads
from tilth.data.models import Contact, Task
from tilth.domain.acting import Who
from tilth.domain.tasks import queries
from tilth.policy import codes

MEETINGS = frozenset({"visit", "branch_meeting"})
"""Channels by which one meets: only these keep an appointment without a word."""
_MOVED = ("settled_in", "voided_at", "voided_by", "due_on", "due_at", "moved_from_on", "moved_from_at")
KEPT, MOVED, OPEN = codes.PROMISES


@dataclass(frozen=True, kw_only=True)
class Settled:
    """What the writer of a contact says about one promise; `moved` with the new day."""

    task_id: UUID
    how: str
    due_on: dt.date | None = None
    due_at: dt.time | None = None


class OpenPromise(Protocol):
    """What decides about a promise of which nothing was said."""

    @property
    def kind(self) -> str:
        """A word of `codes.TASKS`."""

    @property
    def due_on(self) -> dt.date:
        """Its day."""


@dataclass(frozen=True, kw_only=True)
class Dealing:
    """What is known of a contact when nothing was said about a promise."""

    day: dt.date
    channel: str
    two_way: bool
    step: str
    put_off: bool = False
    mine: bool = True


def likely(task: OpenPromise, dealing: Dealing) -> str:
    """Return what a contact makes of a promise of which nothing was said.

    A talk of its owner on its day or later keeps it, an attempt leaves it open; a call put off was made, and
    one promised again is moved to the new day. A meeting alone keeps an appointment.
    """
    if not dealing.mine or task.due_on > dealing.day:
        return OPEN
    if dealing.put_off:
        return KEPT
    if task.kind == "appointment":
        return KEPT if dealing.two_way and dealing.channel in MEETINGS else OPEN
    if dealing.two_way:
        return KEPT
    return MOVED if task.kind == "call" and dealing.step == "call_again" else OPEN


def settle(made: Contact, said: Iterable[Settled]) -> None:
    """Keep, move or leave what stood open about the customer before `made` was stored."""
    told = {one.task_id: one for one in said}
    for task in _open(customer_id=made.customer_id):
        one = told.get(task.pk) or Settled(task_id=task.pk, how=_likely(task, made))
        if _promised_again(task, made):
            one = Settled(task_id=task.pk, how=MOVED)
        if one.how == KEPT:
            _keep(task, made)
        elif one.how == MOVED:
            _move(task, made, one)


@reads.plain
def _open(*, customer_id: str) -> "QuerySet[Task]":
    rows = Task.objects.unscoped().filter(customer_id=customer_id, done_at=None, voided_at=None)
    return rows.select_for_update(of=("self",)).order_by("due_on", "id")


def restore(contact: Contact, who: Who) -> None:
    """Undo what a contact made of promises: its own are no tasks, those it kept or moved stand as before."""
    tasks = Task.objects.unscoped().filter(customer_id=contact.customer_id)
    tasks.filter(contact=contact, voided_at=None).update(voided_at=who.at, voided_by=who.by)
    settled = tasks.filter(settled_in=contact)
    moved = {"due_on": F("moved_from_on"), "due_at": F("moved_from_at")}
    settled.filter(moved_from_on__isnull=False).update(**moved, moved_from_on=None, moved_from_at=None)
    settled.update(settled_in=None, done_at=None, came=None, voided_at=None, voided_by=None)


def _promised_again(task: Task, made: Contact) -> bool:
    """Say whether the contact promises the same thing for the same day: nobody has it to do twice."""
    said = (made.step, made.next_step_on, made.next_step or "")
    return (
        bool(made.step) and said == (task.step, task.due_on, task.text or "") and task.kind != "appointment"
    )


def _likely(task: Task, made: Contact) -> str:
    dealing = Dealing(
        day=made.contact_on,
        channel=made.channel,
        two_way=made.two_way,
        step=made.step or "",
        put_off=queries.put_off(task),
        mine=task.staff_id == made.staff_id,
    )
    return likely(task, dealing)


def _keep(task: Task, made: Contact) -> None:
    task.done_at, task.settled_in = made.contacted_at, made
    task.moved_from_on = task.moved_from_at = None  # so that undoing this contact leaves it on its day
    if task.kind == "appointment":
        task.came = "came"
    task.save(update_fields=["done_at", "settled_in", "came", "moved_from_on", "moved_from_at"])


def _move(task: Task, made: Contact, one: Settled) -> None:
    """Move a promise to its new day; one that the new next step promises anew is taken back instead."""
    task.settled_in = made
    call = task.kind == "call" and made.step == "call_again"
    anew = (call or _promised_again(task, made)) and one.due_on in {None, made.next_step_on}
    if anew or one.due_on is None:
        task.voided_at, task.voided_by = made.contacted_at, made.user
        task.moved_from_on = task.moved_from_at = None
    else:
        task.moved_from_on, task.moved_from_at = task.due_on, task.due_at
        task.due_on, task.due_at = one.due_on, one.due_at
    task.save(update_fields=_MOVED)
