"""Read what stands open about one customer: tasks, appointments, calls put off, by anybody of the bank."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Q, QuerySet

from tilth.access import reads, visibility
from tilth.access.ahead import Asked
from tilth.data.models import Generation, Task, User

MOST = 50
"""Open tasks and notes of one customer that a page shows; whoever has more sees the oldest tasks."""


_OWN = tuple(field.name for field in Task._meta.concrete_fields)  # noqa: SLF001 - Django's documented door


@dataclass(frozen=True, kw_only=True)
class Promise:
    """One thing that stands open: what, whose, for when."""

    id: UUID
    kind: str
    step: str
    """What was promised, as a code; empty where words alone say it."""
    text: str
    due_on: dt.date
    due_at: dt.time | None
    place: str
    party: str
    staff_id: str
    by: str
    """Who wrote it down."""
    mine: bool
    """It is the actor's to keep."""
    said: bool
    """The actor wrote it down, and so gave the word."""
    given: bool
    """It was said to the customer, in a talk; otherwise somebody planned it."""
    put_off: bool
    """A call put off: nothing that the customer was told."""

    def late(self, today: dt.date) -> bool:
        """Say whether its day has passed."""
        return self.due_on < today


@dataclass(frozen=True, kw_only=True)
class Note:
    """Something written down about a customer without a contact."""

    id: UUID
    text: str
    made_at: dt.datetime
    by: str


def open_of(actor: User, generation: Generation, *, customer_id: str) -> tuple[Promise, ...]:
    """Return what stands open about a customer, the earliest first; one query."""
    return tuple(promise(row, actor) for row in _open(actor, generation, customer_id=customer_id))


def asked(actor: User, generation: Generation, *, customer_id: str) -> Asked[Task]:
    """Return what `open_of` asks, to be sent together with other reads."""
    return _open.asked(actor, generation, customer_id=customer_id)


@reads.scoped
def _open(actor: User, generation: Generation, *, customer_id: str) -> "QuerySet[Task]":
    rows = visibility.visible(Task, actor, generation).filter(customer_id=customer_id, done_at=None)
    return with_giver(rows).order_by("due_on", F("due_at").asc(nulls_last=True), "id")[:MOST]


@reads.plain
def by_key(*, keys: list[str]) -> "QuerySet[Task]":
    """Return tasks with who wrote them down, by numbers that the diary named: they were in sight."""
    return with_giver(Task.objects.unscoped().filter(Q(pk__among=keys)))


def notes_of(actor: User, generation: Generation, *, customer_id: str) -> tuple[Note, ...]:
    """Return the notes about a customer, the newest first; one query."""
    rows = visibility.visible(Task, actor, generation).filter(customer_id=customer_id, kind="note")
    found = rows.select_related("user").defer("user__password").order_by("-made_at", "-id")[:MOST]
    return tuple(Note(id=row.pk, text=row.text, made_at=row.made_at, by=row.user.name) for row in found)


def with_giver(rows: "QuerySet[Task]") -> "QuerySet[Task]":
    """Return tasks with who wrote them down, and whether that was in a talk: no query of its own."""
    told = ("user__name", "user__role", "contact__two_way")
    return rows.select_related("user", "contact").only(*_OWN, *told)


def promise(row: Task, actor: User) -> Promise:
    """Return an open task, fetched with its user, as a page shows it."""
    return Promise(
        id=row.pk,
        kind=row.kind,
        step=row.step or "",
        text=row.text,
        due_on=row.due_on,
        due_at=row.due_at,
        place=row.place or "",
        party=row.party or "",
        staff_id=row.staff_id,
        by=row.user.name,
        mine=row.staff_id == actor.staff_id,
        said=row.user_id == actor.pk,
        given=bool(row.contact and row.contact.two_way),
        put_off=put_off(row),
    )


def put_off(row: Task) -> bool:
    """Say whether a task is a call put off, in which nobody promised anything."""
    return row.kind == "call" and row.contact_id is None and not row.step and not row.text
