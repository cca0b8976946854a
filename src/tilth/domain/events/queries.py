"""Read tonight's events and the open reasons of a book or a branch, and how many there are of each kind."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from tilth.access import personal, reads, scopes, visibility
from tilth.access.ahead import Asked
from tilth.data.models import (
    Generation,
    PublishedCustomer,
    PublishedEvent,
    PublishedSignal,
    ReasonClosure,
    User,
)
from tilth.domain import deceased, guards
from tilth.domain.counted import COUNTED, Rows
from tilth.domain.customers import owners
from tilth.domain.events import filters, order, standing
from tilth.domain.events.filters import Filters
from tilth.domain.ordered import TURN
from tilth.domain.reasons.queries import Event, event, product_names
from tilth.domain.signals import queries as signals

PAGE = 50
OPEN = "open"


@dataclass(frozen=True, kw_only=True)
class Closed:
    """That a person closed it: when, why, and whether the reader may take it back still."""

    id: UUID
    reason: str
    note: str
    by: str
    closed_at: dt.datetime
    undoable: bool


@dataclass(frozen=True, kw_only=True)
class Row:
    """One event with its customer as the reader may see it."""

    event_id: str
    customer_id: str
    name: str | None
    tier: str
    birth_calendar: str
    familiar: bool
    deceased: bool
    rm_id: str | None
    branch_id: str
    event: Event
    told_on: dt.date | None
    lapses_on: dt.date | None
    open: bool
    """The night keeps it as an open reason: a person may close it."""
    fresh: bool
    """Told tonight for the first time."""
    list_rank: int | None
    excluded_cause: str | None
    excluded_until: dt.date | None
    closed: Closed | None


@dataclass(frozen=True, kw_only=True)
class Found:
    """One page of events, how many there are of each kind, and the places before and after."""

    rows: tuple[Row, ...] = ()
    kinds: Mapping[str, int] | None = None
    """Of the same filters but the kind."""
    total: int = 0
    following: str = ""
    previous: str = ""
    unordered: bool = False
    """Whether there are too many to stand in the order asked for."""
    too_wide: bool = False
    """Nobody lists the events of the whole bank: a customer must be named (C-23)."""


def counted(actor: User, generation: Generation, asked: Filters) -> dict[str, int]:
    """Return how many events of each kind there are, whatever the kind asked for; one query."""
    return _by_kind(_kinds(_matching(actor, generation, asked)))


def beside(actor: User, generation: Generation) -> dict[str, int]:
    """Return how many open events of each kind own customers have who are not on the list; one query."""
    return _by_kind(_beside(actor, generation))


def asked_beside(actor: User, generation: Generation) -> Asked[dict[str, Any]]:
    """Return what `beside` asks, to be sent together with other reads."""
    return _beside.asked(actor, generation)


@reads.scoped
def _beside(actor: User, generation: Generation) -> "QuerySet[PublishedEvent, dict[str, Any]]":
    return _kinds(_matching(actor, generation, Filters(owner=owners.OWN, listed="no")))


def _kinds(rows: "QuerySet[PublishedEvent]") -> "QuerySet[PublishedEvent, dict[str, Any]]":
    return rows.order_by().values("kind").annotate(number=Count("event_id"))


def _by_kind(found: Iterable[dict[str, Any]]) -> dict[str, int]:
    return {one["kind"]: one["number"] for one in found}


def number(actor: User, generation: Generation, asked: Filters) -> int:
    """Return how many events there are, COUNTED + 1 for more than COUNTED; one query."""
    plain = replace(asked, branch="", within=())
    named = () if scopes.of(actor, generation).lies_within(asked.within) else asked.within
    branch = asked.branch if named else ""
    known: dict[str, Any] = {"asked": plain, "branch": branch, "within": [*named], "most": COUNTED + 1}
    return _number(actor, generation, **known)[0]


@reads.scoped
def _number(  # noqa: PLR0913 - the parts of what is asked, each a value of its own
    actor: User, generation: Generation, *, asked: Filters, branch: str, within: list[str], most: int
) -> "QuerySet[Generation, int]":
    rows = _matching(actor, generation, replace(asked, branch=branch, within=tuple(within)))
    counted = Rows(rows.order_by().values("event_id")[:most])
    return Generation.objects.filter(pk=generation.pk).values_list(counted, flat=True)


def find(  # noqa: PLR0913 - who asks, what for, and where the page begins, told in keywords
    actor: User,
    generation: Generation,
    *,
    asked: Filters,
    today: dt.date,
    after: str = "",
    before: str = "",
    words: Sequence[str] = (),
) -> Found:
    """Return the page after (or before) a place; at most six queries.

    `words`: the kinds in the order of their words, for the order by kind.
    """
    if scopes.of(actor, generation).bank_wide:
        return Found(too_wide=True)
    kinds = counted(actor, generation, asked)
    total = kinds.get(asked.kind, 0) if asked.kind else sum(kinds.values())
    unordered = asked.sort.removeprefix(TURN) in standing.SORTS and total > COUNTED
    sort, backwards = "" if unordered else asked.sort, bool(before) and not after
    rows = _matching(actor, generation, asked)
    rows = rows.filter(kind=asked.kind) if asked.kind else rows
    if sort.removeprefix(TURN) in standing.SORTS:
        page = standing.page(
            actor, generation, rows, sort, kinds=words, after=after, before=before, most=PAGE
        )
        return Found(
            rows=_rows(actor, generation, page.items, today=today),
            kinds=kinds,
            total=total,
            following=page.following,
            previous=page.previous,
        )
    sort = sort or order.AMOUNT
    rows = order.sized(rows)
    place = order.read(sort, before if backwards else after)
    found = order.after(rows, sort, place, backwards=backwards, most=PAGE + 1) if total else []
    more = len(found) > PAGE
    shown = found[:PAGE][::-1] if backwards else found[:PAGE]
    return Found(
        rows=_rows(actor, generation, shown, today=today),
        kinds=kinds,
        total=total,
        unordered=unordered,
        following=order.written(shown[-1], sort) if shown and (more or backwards) else "",
        previous=order.written(shown[0], sort)
        if shown and (more if backwards else place is not None)
        else "",
    )


def one(
    actor: User, generation: Generation, *, customer_id: str, event_id: str
) -> PublishedEvent | PublishedSignal | None:
    """Return one event or signal of a customer in sight; None for any other."""
    mine = visibility.visible(PublishedEvent, actor, generation)
    event = mine.filter(customer_id=customer_id, event_id=event_id).first()
    return event or signals.one(actor, generation, customer_id=customer_id, event_id=event_id)


def _matching(actor: User, generation: Generation, asked: Filters) -> "QuerySet[PublishedEvent]":
    """Return the events in sight that meet all parts but the kind."""
    rule = filters.condition(asked, scope=scopes.of(actor, generation), generation=generation)
    return visibility.visible(PublishedEvent, actor, generation).filter(rule)


_FACTS = (
    *("generation", "customer_id", "rm_id", "branch_id", "name", "kind", "tier", "birth_calendar"),
    *("familiar", "list_rank", "excluded_cause", "excluded_until"),
)
"""What a line shows of the customer."""


def _rows(
    actor: User, generation: Generation, page: Sequence[PublishedEvent], *, today: dt.date
) -> tuple[Row, ...]:
    if not page:
        return ()
    scope = scopes.of(actor, generation)
    mine = visibility.visible(PublishedCustomer, actor, generation)
    people = deceased.told(mine.filter(customer_id__in={row.customer_id for row in page}).only(*_FACTS))
    customers = {one.customer_id: personal.show(one, scope, "list") for one in people}
    names = product_names(actor, generation, (row.subject for row in page))
    closures = _closures(actor, generation, page, today=today)
    return tuple(
        _row(
            row,
            customers[row.customer_id],
            generation,
            event(row, names, generation),
            closures.get(row.event_id),
        )
        for row in page
        if row.customer_id in customers
    )


def _closures(
    actor: User, generation: Generation, page: Sequence[PublishedEvent], *, today: dt.date
) -> dict[str, Closed]:
    rows = visibility.visible(ReasonClosure, actor, generation)
    rows = rows.filter(event_id__in=[row.event_id for row in page]).select_related("user")
    return {
        row.event_id: Closed(
            id=row.pk,
            reason=row.reason,
            note=row.note,
            by=row.user.name or row.user.username,
            closed_at=row.closed_at,
            undoable=row.user_id == actor.pk and guards.day(row.closed_at) == today,
        )
        for row in rows.only(
            *("event_id", "reason", "note", "closed_at", "user_id", "user__name", "user__username")
        )
    }


def _row(
    row: PublishedEvent,
    customer: PublishedCustomer,
    generation: Generation,
    told: Event,
    closed: Closed | None,
) -> Row:
    return Row(
        event_id=row.event_id,
        customer_id=row.customer_id,
        name=customer.name,
        tier=customer.tier,
        birth_calendar=customer.birth_calendar,
        familiar=customer.familiar,
        deceased=customer.deceased,
        rm_id=customer.rm_id,
        branch_id=customer.branch_id,
        event=told,
        told_on=row.told_on,
        lapses_on=row.lapses_on,
        open=row.state == OPEN,
        fresh=row.told_on is None or row.told_on >= generation.business_date,
        list_rank=customer.list_rank,
        excluded_cause=customer.excluded_cause,
        excluded_until=customer.excluded_until,
        closed=closed,
    )
