"""Read a customer's family and relations, as far as the actor sees both people.

A relative out of sight is not counted either: how many there are would tell something about them.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet

from tilth.access import personal, reads, scopes, visibility
from tilth.data.models import Generation, PublishedCustomer, PublishedRelation, User
from tilth.domain.customers import deceased

MOST = 50
"""Relations read at most; an employer may have thousands."""
_INVERSE = {
    "parent": "child",
    "child": "parent",
    "employer": "employee",
    "referred_by": "referred",
    "legal_representative": "represents",
    "shareholder": "holds_shares_of",
    "controls": "controlled_by",
    "finance_contact": "finance_contact_of",
    "supplier": "buyer",
    "buyer": "supplier",
    "guarantor": "guarantees",
}
"""What `from` is to `to`, where that is another word than the kind itself."""
_ORDER = ("spouse", "child", "parent", "sibling", "relative")


@dataclass(frozen=True, kw_only=True)
class Relative:
    """Somebody in sight, and everything that he, she or it is to the customer."""

    customer_id: str
    name: str
    kind: str
    tier: str
    aum: Decimal
    ties: tuple[str, ...]
    since: dt.date | None
    closed: bool
    deceased: bool


@dataclass(frozen=True, kw_only=True)
class Relations:
    """The relatives in sight, family first; `more` says that the customer has over fifty of them."""

    items: tuple[Relative, ...]
    more: bool

    @property
    def customer_ids(self) -> list[str]:
        """Whom the page shows by it."""
        return [one.customer_id for one in self.items]


def of_customer(actor: User, generation: Generation, *, customer_id: str) -> Relations:
    """Return a customer's relations in either direction, each relative once; two queries."""
    rows = _rows(actor, generation, customer_id=customer_id)
    ties: dict[str, dict[str, dt.date | None]] = {}
    for row in rows[:MOST]:
        other, tie = _seen_from(row, customer_id)
        if other != customer_id:
            ties.setdefault(other, {}).setdefault(tie, row.since)
    people = _people(actor, generation, list(ties))
    found = [_relative(person, ties[person.customer_id]) for person in people]
    return Relations(items=tuple(sorted(found, key=_key)), more=len(rows) > MOST)


@reads.scoped
def _rows(actor: User, generation: Generation, *, customer_id: str) -> "QuerySet[PublishedRelation]":
    seen = visibility.visible(PublishedRelation, actor, generation)
    either = seen.filter(Q(from_id=customer_id) | Q(to_id=customer_id))
    return either.order_by("from_id", "to_id", "kind")[: MOST + 1]


def _seen_from(row: PublishedRelation, customer_id: str) -> tuple[str, str]:
    if row.from_id == customer_id:
        return row.to_id, row.kind
    return row.from_id, _INVERSE.get(row.kind, row.kind)


def _people(actor: User, generation: Generation, ids: list[str]) -> list[PublishedCustomer]:
    if not ids:
        return []
    scope = scopes.of(actor, generation)
    return [personal.show(row, scope, "list") for row in _told(actor, generation, ids=ids)]


@reads.scoped
def _told(actor: User, generation: Generation, *, ids: list[str]) -> "QuerySet[PublishedCustomer]":
    rows = visibility.visible(PublishedCustomer, actor, generation).filter(Q(customer_id__among=ids))
    only = ("generation", "customer_id", "name", "kind", "tier", "aum", "rm_id", "branch_id", "closed_on")
    return deceased.told(rows.only(*only, "business_date"))


def _relative(person: PublishedCustomer, ties: dict[str, dt.date | None]) -> Relative:
    return Relative(
        customer_id=person.customer_id,
        name=person.name,
        kind=person.kind,
        tier=person.tier,
        aum=person.aum,
        ties=tuple(sorted(ties, key=_place)),
        since=min((day for day in ties.values() if day is not None), default=None),
        closed=person.closed_by(person.business_date),
        deceased=person.deceased,
    )


def _place(tie: str) -> tuple[int, str]:
    return (_ORDER.index(tie) if tie in _ORDER else len(_ORDER), tie)


def _key(one: Relative) -> tuple[int, str, Decimal, str]:
    return (*_place(one.ties[0]), -one.aum, one.customer_id)
