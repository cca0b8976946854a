"""Read the signals of one customer, with what they were computed from."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import JSONObject

from tilth.access import reads, visibility
from tilth.access.ahead import Asked
from tilth.data.models import Generation, PublishedCallValue, PublishedSignal, ReasonClosure, User
from tilth.domain.reasons.queries import closed
from tilth.kernel.dates import read_day

if TYPE_CHECKING:
    from django.db.models import QuerySet


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One figure from which a signal was computed."""

    source: str
    number: str
    """Of a holding or a product; empty for what has none."""
    name: str
    """The product's name, where it is about one."""
    day: dt.date
    amount: Decimal | None


@dataclass(frozen=True, kw_only=True)
class Closed:
    """That a person closed it, and why."""

    id: str
    reason: str
    mine: bool
    """Whether the reader did: he may take it back on the same day."""
    on: dt.date


@dataclass(frozen=True, kw_only=True)
class Signal:
    """One signal as the night told it."""

    event_id: str
    kind: str
    subject: str
    due_on: dt.date
    amount: Decimal | None
    money: Decimal | None
    detail: Mapping[str, object]
    purpose: str
    told_on: dt.date
    lapses_on: dt.date
    acted_on: bool
    """Somebody talked about it, as the night knows, or closed it."""
    evidence: tuple[Figure, ...]
    closed: Closed | None = None


def of_customer(actor: User, generation: Generation, *, customer_id: str) -> tuple[Signal, ...]:
    """Return the signals of a customer in sight, what is at stake most first; one query."""
    rows = _of_customer(actor, generation, customer_id=customer_id)
    found = [_signal(row, figures=row.evidence, by=actor) for row in rows]
    return tuple(sorted(found, key=lambda one: (one.acted_on, -(one.money or Decimal(0)), one.event_id)))


def still_open(signals: Iterable[Signal], *, called_for: str = "") -> tuple[Signal, ...]:
    """Return those on which nobody acted yet, in their order: what lists read.

    `called_for`: the event for which a list names the customer, again if somebody acted on it before.
    """
    return tuple(one for one in signals if not one.acted_on or one.event_id == called_for)


def asked(actor: User, generation: Generation, *, customer_id: str) -> Asked[PublishedSignal]:
    """Return what `of_customer` asks, to be sent together with other reads."""
    return _of_customer.asked(actor, generation, customer_id=customer_id)


_SHORT = (
    *("generation", "event_id", "customer_id", "kind", "subject", "due_on", "amount", "detail", "money"),
    *("purpose", "told_on", "lapses_on", "state"),
)
"""What a line of a list shows: all but the figures."""


@reads.scoped
def open_of(actor: User, generation: Generation, *, ids: list[str]) -> "QuerySet[PublishedSignal]":
    """Return the signals of these customers that still ask for a contact, without their figures.

    So does one that was acted on and for which the list calls again.
    """
    seen = visibility.visible(PublishedSignal, actor, generation)
    named = Q(customer_id__among=ids)
    listed = visibility.visible(PublishedCallValue, actor, generation).filter(named)
    asks = Q(state="open") | Q(event_id__in=listed.values("event_id"))
    return seen.filter(~closed(), named, asks).only(*_SHORT)


def one(actor: User, generation: Generation, *, customer_id: str, event_id: str) -> PublishedSignal | None:
    """Return one signal of a customer in sight; None for any other."""
    seen = visibility.visible(PublishedSignal, actor, generation)
    return seen.filter(customer_id=customer_id, event_id=event_id).first()


def by_customer(rows: Iterable[PublishedSignal]) -> dict[str, tuple[Signal, ...]]:
    """Return customer → signals of a list, what is at stake most first."""
    found: dict[str, list[Signal]] = defaultdict(list)
    for row in rows:
        found[row.customer_id].append(_signal(row, figures=()))
    return {
        key: tuple(sorted(some, key=lambda one: (-(one.money or Decimal(0)), one.event_id)))
        for key, some in found.items()
    }


@reads.scoped
def _of_customer(actor: User, generation: Generation, *, customer_id: str) -> "QuerySet[PublishedSignal]":
    seen = visibility.visible(PublishedSignal, actor, generation).filter(customer_id=customer_id)
    closures = ReasonClosure.objects.unscoped().filter(event_id=OuterRef("event_id"), voided_at=None)
    parts = JSONObject(id="id", reason="reason", by="user_id", on="closed_at__date")
    return seen.annotate(closed_by_hand=Subquery(closures.values_list(parts)[:1]))


def _closed(row: PublishedSignal, by: User | None) -> Closed | None:
    found = getattr(row, "closed_by_hand", None)
    if found is None:
        return None
    mine = by is not None and found["by"] == by.pk
    on = read_day(found["on"]) or row.business_date
    return Closed(id=found["id"], reason=found["reason"], mine=mine, on=on)


def _signal(row: PublishedSignal, *, figures: Iterable[Mapping[str, Any]], by: User | None = None) -> Signal:
    closure = _closed(row, by)
    return Signal(
        event_id=row.event_id,
        kind=row.kind,
        subject=row.subject,
        due_on=row.due_on,
        amount=row.amount,
        money=row.money,
        detail=row.detail,
        purpose=row.purpose,
        told_on=row.told_on,
        lapses_on=row.lapses_on,
        acted_on=row.state == "acted_on" or closure is not None,
        closed=closure,
        evidence=tuple(
            Figure(
                source=one["source"],
                number=one["number"],
                name=one["name"],
                day=read_day(one["day"]) or row.business_date,
                amount=None if one["amount"] is None else Decimal(one["amount"]),
            )
            for one in figures
        ),
    )
