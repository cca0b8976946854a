"""Read what stands beside the list: tasks, skips, and what was left over from the list before."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import JSONObject
from django.db.models.lookups import Exact

from tilth.access import reads, visibility
from tilth.access.ahead import Raw
from tilth.data.models import DiaryLine, Generation, PublishedCustomer, PublishedListEntry, Skip, Task, User
from tilth.domain.call_lists import of_hours
from tilth.domain.call_lists.model import Leftover, Met, Skipped, Todo
from tilth.domain.diary import queries as diary
from tilth.domain.tasks import queries
from tilth.domain.tasks.queries import Promise
from tilth.kernel import dates

LEFT = Raw("SELECT customer_id, rank, business_date FROM tilth_leftovers()", "text", "bigint", "date")
"""Names of the actor's list before without a result, by number, judged by the database."""
_NOTE: Any = Skip._meta.get_field("note")  # noqa: SLF001 - Django's documented door
MOST = 200
"""Open tasks that a page can carry; whoever has more sees the oldest."""


class Left(NamedTuple):
    """A name of the list before without a result, by number."""

    customer_id: str
    rank: int
    business_date: dt.date


def open_tasks(lines: Sequence[DiaryLine]) -> list[Task]:
    """Return the open tasks that `lines` of the diary name, in their order; one query, none for none."""
    rows = {str(row.pk): row for row in queries.by_key(keys=keys(lines))} if lines else {}
    return [rows[one.row_id] for one in lines if one.row_id in rows]


def keys(lines: Sequence[DiaryLine]) -> list[str]:
    """Return the numbers of the tasks that these lines name."""
    return [one.row_id for one in lines]


@reads.scoped
def lines(  # noqa: PLR0913 - whose tasks and which, told in keywords
    actor: User,
    generation: Generation,
    *,
    whose: str,
    today: dt.date,
    until: dt.date,
    night: str,
    timed: bool,
) -> "QuerySet[DiaryLine]":
    """Return the lines of a manager's open tasks until a day, of those about the list's names whenever.

    Calls put off from the list of `night`, the night's day as text, are among them; the nearest come first.
    `timed`: of other names only what has its place on the day's timeline, the rest is read by the due queue.
    """
    of_list: Exact[Any] = Exact(KeyTextTransform("business_date", "said"), night)
    listed = visibility.visible(PublishedListEntry, actor, generation).filter(rm_id=whose)
    until_then = of_hours.lines(today) & Q(due_on__lte=until) if timed else Q(due_on__lte=until)
    asked = until_then | Q(of_list) | Q(customer_id__in=listed.values("customer_id"))
    rows = diary.open_ones(actor, generation).filter(diary.owned_by(whose), asked, subject="task")
    return diary.nearest(rows, MOST)


def with_skips(
    rows: "QuerySet[PublishedListEntry]", generation: Generation
) -> "QuerySet[PublishedListEntry]":
    """Return entries of a list in sight, each with who passed the name over and why, where somebody did."""
    skipped = Skip.objects.unscoped().filter(
        customer_id=OuterRef("customer_id"), business_date=generation.business_date, voided_at=None
    )
    told = JSONObject(id="id", reason="reason", note="note", made_at="made_at", user="user")
    return rows.annotate(skip=Subquery(skipped.values(told=told)[:1]))


def with_met(rows: "QuerySet[PublishedListEntry]", *, today: dt.date) -> "QuerySet[PublishedListEntry]":
    """Return entries of a list, each with what came of an appointment of its manager, if said today."""
    told = Task.objects.unscoped().filter(
        customer_id=OuterRef("customer_id"),
        staff_id=OuterRef("rm_id"),
        kind="appointment",
        came__isnull=False,
        done_at__date__gte=today,
        voided_at=None,
    )
    latest = told.order_by("-due_on", F("due_at").desc(nulls_last=True))
    return rows.annotate(
        met=Subquery(latest.values(told=JSONObject(came="came", on="due_on", at="due_at"))[:1])
    )


def met(row: PublishedListEntry) -> Met | None:
    """Return what came of an appointment with a name of the list; no query."""
    told: dict[str, str] = getattr(row, "met", None) or {}
    due_on = dates.read_day(told.get("on", ""))
    if due_on is None:
        return None
    due_at = dt.time.fromisoformat(told["at"]) if told["at"] else None
    return Met(came=told["came"], due_on=due_on, due_at=due_at)


def skips(rows: Iterable[PublishedListEntry], actor: User) -> dict[str, Skipped]:
    """Return which names of a list were passed over tonight, by the manager or a substitute; no query."""
    found = ((row.customer_id, getattr(row, "skip", None)) for row in rows)
    told_of = ((customer_id, told, dates.read_moment(told["made_at"])) for customer_id, told in found if told)
    return {
        customer_id: Skipped(
            id=UUID(told["id"]),
            reason=told["reason"],
            note=_NOTE.opened(told["note"]),
            made_at=made_at,
            mine=told["user"] == actor.pk,
        )
        for customer_id, told, made_at in told_of
        if made_at
    }


def leftovers() -> list[Left]:
    """Return the names of the actor's list before without a result; one query."""
    return [Left(*row) for row in LEFT.rows()]


def todos(
    tasks: Sequence[Task],
    customers: Mapping[str, PublishedCustomer],
    generation: Generation,
    *,
    listed: frozenset[str],
) -> tuple[Todo, ...]:
    """Return tasks with the names of their customers; one of tonight's list where it is `listed`."""
    return tuple(
        Todo(
            id=row.pk,
            kind=row.kind,
            customer_id=row.customer_id,
            name=customers[row.customer_id].name,
            text=row.text,
            due_on=row.due_on,
            due_at=row.due_at,
            made_at=row.made_at,
            of_list=row.business_date == generation.business_date and row.customer_id in listed,
            step=row.step or "",
            place=row.place or "",
            party=row.party or "",
        )
        for row in tasks
        if row.customer_id in customers
    )


def named(left: Sequence[Left], customers: Mapping[str, PublishedCustomer]) -> tuple[Leftover, ...]:
    """Return leftovers with the names of those that are in the actor's sight."""
    return tuple(
        Leftover(
            customer_id=one.customer_id,
            name=customers[one.customer_id].name,
            rank=one.rank,
            business_date=one.business_date,
        )
        for one in left
        if one.customer_id in customers
    )


def given(tasks: Sequence[Task], actor: User) -> dict[str, Promise]:
    """Return the earliest promise of each customer among tasks in their order; calls put off are none."""
    found: dict[str, Promise] = {}
    for row in tasks:
        if not queries.put_off(row) and row.business_date is None:
            found.setdefault(row.customer_id, queries.promise(row, actor))
    return found
