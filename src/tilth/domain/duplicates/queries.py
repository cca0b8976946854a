"""Read likely duplicates: those that wait, the likeliest first, and one of them side by side (IDN-02)."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from tilth.access import audit, personal, reads, scopes, visibility
from tilth.access.ahead import Asked
from tilth.access.audit import Event
from tilth.data.models import Duplicate, Generation, PublishedCustomer, User
from tilth.domain import guards
from tilth.policy.duplicates.weights import probability
from tilth.policy.things import Action, Thing

PAGE = 50
COUNTED = 1000
SUREST = 0.9999
"""So many are counted; a list says when there are more."""
_SHOWN = (
    *("customer_id", "kind", "name", "gender", "birth_date", "id_type", "id_number", "mobile", "phone"),
    *("employer", "rm_id", "branch_id", "aum", "opened_on", "closed_on"),
)


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two customers as the actor may read them, and what speaks for one person."""

    id: UUID
    one: PublishedCustomer
    other: PublishedCustomer
    found: str
    found_on: dt.date
    weight: Decimal | None
    """Points; None where a colleague reported the pair and nothing was compared."""
    told: tuple[tuple[str, str, float], ...]
    """Evidence, level, points."""
    note: str
    reported_by: str
    state: str

    @property
    def likely(self) -> float | None:
        """How likely they are one person, 0…1."""
        return None if self.weight is None else probability(float(self.weight))

    @property
    def shown(self) -> float | None:
        """The same as a page writes it: nothing is certain before somebody has looked."""
        return None if self.likely is None else min(self.likely, SUREST)

    @property
    def together(self) -> Decimal:
        """What both have at the bank, each number's holdings counted as its own."""
        return self.one.aum + self.other.aum


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """One page of the pairs that wait."""

    pairs: tuple[Pair, ...]
    count: int
    """At most `COUNTED`."""
    more: bool
    """There is a page after this one."""


def waiting(by: User, generation: Generation, *, page: int = 1) -> Waiting:
    """Return a page of the pairs that nobody has looked at, the likeliest first; three queries, audited.

    Pairs that a colleague reported come before those that comparing all customers found. NotAllowedError.
    """
    guards.allowed(by, Thing.DUPLICATE, Action.LIST)
    rows = _open(by, generation)
    first = (page - 1) * PAGE
    found = list(rows.order_by(F("weight").desc(nulls_first=True), "id")[first : first + PAGE + 1])
    pairs = _told(by, generation, found[:PAGE])
    audit.note(
        Event.LIST,
        customers=[one.customer_id for pair in pairs for one in (pair.one, pair.other)],
        subject_type="duplicate",
        detail={"page": page},
    )
    return Waiting(pairs=pairs, count=rows[:COUNTED].count(), more=len(found) > PAGE)


def of_customer(by: User, generation: Generation, *, customer_id: str) -> tuple[Pair, ...]:
    """Return the pairs of a number, whichever way round, decided ones too; NotAllowedError."""
    guards.allowed(by, Thing.DUPLICATE, Action.LIST)
    return _told(by, generation, _pairs(by, generation, customer_id=customer_id))


def asked(by: User, generation: Generation, *, customer_id: str) -> Asked[Duplicate]:
    """Return what `of_customer` begins with, to be sent together with other reads."""
    return _pairs.asked(by, generation, customer_id=customer_id)


@reads.scoped
def _pairs(by: User, generation: Generation, *, customer_id: str) -> "QuerySet[Duplicate]":
    seen = _named(visibility.visible(Duplicate, by, generation))
    mine = seen.filter(Q(customer_id=customer_id) | Q(other_id=customer_id))
    return mine.order_by("state", "-weight", "id")[:PAGE]


def _open(by: User, generation: Generation) -> "QuerySet[Duplicate, Duplicate]":
    """Return the pairs in sight that wait: not decided, and neither number one with another."""
    rows = _named(visibility.visible(Duplicate, by, generation)).filter(state="open")
    single = visibility.visible(PublishedCustomer, by, generation).filter(one_with=None)
    for end in ("customer_id", "other_id"):
        rows = rows.filter(Exists(single.filter(customer_id=OuterRef(end))))
    return rows


def _named(rows: "QuerySet[Duplicate, Duplicate]") -> "QuerySet[Duplicate, Duplicate]":
    return rows.annotate(reporter=F("made_by__name"))


def _told(by: User, generation: Generation, rows: list[Duplicate]) -> tuple[Pair, ...]:
    if not rows:
        return ()
    shown = _customers(by, generation, {number for row in rows for number in (row.customer_id, row.other_id)})
    return tuple(_pair(row, shown) for row in rows if row.customer_id in shown and row.other_id in shown)


def _customers(by: User, generation: Generation, numbers: Iterable[str]) -> Mapping[str, PublishedCustomer]:
    scope = scopes.of(by, generation)
    rows = visibility.visible(PublishedCustomer, by, generation).filter(Q(customer_id__among=sorted(numbers)))
    return {row.customer_id: personal.show(row, scope, "detail") for row in rows.only(*_SHOWN)}


def _pair(row: Duplicate, shown: Mapping[str, PublishedCustomer]) -> Pair:
    return Pair(
        id=row.id,
        one=shown[row.customer_id],
        other=shown[row.other_id],
        found=row.found,
        found_on=row.found_on,
        weight=row.weight,
        told=tuple((code, level, points) for code, level, points in row.told),
        note=row.note,
        reported_by=getattr(row, "reporter", None) or "",
        state=row.state,
    )
