"""Read one customer whole: figures, holdings by category, events, contacts, wishes, place on the list."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet

from tilth.access import personal, reads, scopes, visibility
from tilth.data.models import (
    Generation,
    PublishedCustomer,
    PublishedEvent,
    PublishedHolding,
    PublishedListEntry,
    User,
)
from tilth.domain.contact_times import queries as contact_times
from tilth.domain.customers import deceased, relations, timeline
from tilth.domain.numbers import queries as numbers
from tilth.domain.reasons.queries import Event, closed, event, product_names
from tilth.domain.wishes import queries as wishes
from tilth.policy.vocabulary import CATEGORIES

PRICED = frozenset({"fund", "wealth_product", "bond", "precious_metal", "securities", "trust"})
"""Categories whose value moves: of these a return is told; a deposit earns its rate."""
NEWEST = 8
"""Entries of the timeline on the first page."""


@dataclass(frozen=True, kw_only=True)
class Holding:
    """One open holding."""

    holding_id: str
    product_name: str
    risk_level: str | None
    currency: str
    balance: Decimal
    balance_base: Decimal
    gain: Decimal | None
    """Return since purchase as a share of the cost; None without a cost, and for what has no price."""
    rate: Decimal | None
    opened_on: dt.date
    matures_on: dt.date | None


@dataclass(frozen=True, kw_only=True)
class Category:
    """Open holdings of one category, largest first."""

    code: str
    total: Decimal
    holdings: tuple[Holding, ...]


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where the customer stands on tonight's list and why."""

    rank: int
    side: str
    goal: str
    reasons: tuple[str, ...]
    beside: tuple[str, str] = ("", "")
    """The names before and after on the actor's own list; empty on another's and at its ends."""


@dataclass(frozen=True, kw_only=True)
class Compared:
    """What the order of a list's side looks at in one customer without a date (LIST-06, LIST-07)."""

    familiar: bool
    segment: str | None
    overdue_days: int
    met: bool
    """Whether anybody has had a two-way contact with the customer."""
    aum: Decimal


def compared(row: PublishedCustomer) -> Compared:
    """Return what the order of a side looks at."""
    return Compared(
        familiar=row.familiar,
        segment=row.segment,
        overdue_days=row.overdue_days,
        met=row.last_contact_on is not None,
        aum=row.aum,
    )


@dataclass(frozen=True, kw_only=True)
class Customer:
    """Everything the customer page shows; `figures` is the published row as this actor sees it."""

    figures: PublishedCustomer
    categories: tuple[Category, ...]
    events: tuple[Event, ...]
    history: timeline.Timeline
    """The newest contacts and transactions."""
    relations: relations.Relations
    times: contact_times.ContactTimes | None
    wishes: tuple[wishes.Wish, ...]
    place: Place | None
    last: Compared | None = None
    """The last name of the side on the manager's list, where that list was full before this customer."""


FOREVER = dt.date(9999, 12, 31)
"""What a feed writes for: no expiry."""


def figures(
    actor: User, generation: Generation, *, customer_id: str, channel: str = "detail"
) -> PublishedCustomer | None:
    """Return one customer's row with personal data as this actor sees them; None when out of sight (C-22)."""
    row = next(iter(_one(actor, generation, customer_id=customer_id)), None)
    return None if row is None else personal.show(numbers.weigh(row), scopes.of(actor, generation), channel)


@reads.scoped
def _one(actor: User, generation: Generation, *, customer_id: str) -> "QuerySet[PublishedCustomer]":
    mine = visibility.visible(PublishedCustomer, actor, generation).filter(customer_id=customer_id)
    return deceased.told(numbers.told(mine))


@reads.scoped
def _holdings(actor: User, generation: Generation, *, customer_id: str) -> "QuerySet[PublishedHolding]":
    return visibility.visible(PublishedHolding, actor, generation).filter(customer_id=customer_id)


@reads.scoped
def _events(actor: User, generation: Generation, *, customer_id: str) -> "QuerySet[PublishedEvent]":
    seen = visibility.visible(PublishedEvent, actor, generation).filter(~closed(), customer_id=customer_id)
    return seen.order_by("due_on", "kind", "subject")


def customer(actor: User, generation: Generation, *, customer_id: str, today: dt.date) -> Customer | None:
    """Return one customer whole in at most twelve queries; None when the actor may not see it."""
    row = figures(actor, generation, customer_id=customer_id)
    if row is None:
        return None
    holdings = _holdings(actor, generation, customer_id=customer_id)
    names = {holding.holding_id: holding.product_name for holding in holdings}
    events = _events(actor, generation, customer_id=customer_id)
    return Customer(
        figures=row,
        categories=_categories(holdings),
        events=tuple(event(found, names, generation) for found in events),
        history=timeline.of_customer(
            actor, generation, customer=row, kinds=("contact", "transaction"), most=NEWEST
        ),
        relations=relations.of_customer(actor, generation, customer_id=customer_id),
        times=contact_times.of_customer(actor, generation, customer_id=customer_id),
        wishes=wishes.of_customer(actor, generation, customer_id=customer_id, today=today),
        place=_place(actor, generation, row),
        last=_last(actor, generation, row) if row.excluded_cause == "quota_full" else None,
    )


def _last(actor: User, generation: Generation, row: PublishedCustomer) -> Compared | None:
    """Return the last listed name of the customer's side; one query."""
    found = _lowest(actor, generation, owner=row.rm_id, familiar=row.familiar)
    return compared(found[0]) if found else None


@reads.scoped
def _lowest(
    actor: User, generation: Generation, *, owner: str | None, familiar: bool
) -> "QuerySet[PublishedCustomer]":
    mine = visibility.visible(PublishedCustomer, actor, generation)
    listed = mine.filter(rm_id=owner, familiar=familiar, list_rank__isnull=False).order_by("-list_rank")
    return listed.only("familiar", "segment", "overdue_days", "last_contact_on", "aum")[:1]


def _place(actor: User, generation: Generation, row: PublishedCustomer) -> Place | None:
    if row.list_rank is None:
        return None
    near = Q(customer_id=row.customer_id)
    if row.rm_id == actor.staff_id:
        near |= Q(rm_id=row.rm_id, rank__in=(row.list_rank - 1, row.list_rank + 1))
    found = {
        one.customer_id: one for one in visibility.visible(PublishedListEntry, actor, generation).filter(near)
    }
    entry = found.pop(row.customer_id, None)
    if entry is None:
        return None
    ranks = {one.rank: one.customer_id for one in found.values()}
    return Place(
        rank=entry.rank,
        side=entry.side,
        goal=entry.goal,
        reasons=tuple(entry.reasons),
        beside=(ranks.get(entry.rank - 1, ""), ranks.get(entry.rank + 1, "")),
    )


def _categories(rows: list[PublishedHolding]) -> tuple[Category, ...]:
    grouped: dict[str, list[PublishedHolding]] = defaultdict(list)
    for row in rows:
        grouped[row.category].append(row)
    order = {code: place for place, code in enumerate(CATEGORIES)}
    return tuple(
        Category(
            code=code,
            total=sum((row.balance_base for row in grouped[code]), Decimal(0)),
            holdings=tuple(
                _holding(row)
                for row in sorted(grouped[code], key=lambda row: (-row.balance_base, row.holding_id))
            ),
        )
        for code in sorted(grouped, key=lambda code: order.get(code, len(order)))
    )


def _holding(row: PublishedHolding) -> Holding:
    return Holding(
        holding_id=row.holding_id,
        product_name=row.product_name,
        risk_level=row.risk_level,
        currency=row.currency,
        balance=row.balance,
        balance_base=row.balance_base,
        gain=(row.balance - row.cost) / row.cost if row.cost and row.category in PRICED else None,
        rate=row.rate,
        opened_on=row.opened_on,
        matures_on=None if row.matures_on == FOREVER else row.matures_on,
    )


def reasons(
    actor: User, generation: Generation, *, customer_id: str
) -> tuple[PublishedCustomer, tuple[Event, ...], tuple[str, ...]] | None:
    """Return a customer, tonight's events and, where listed, the reasons; None when not the actor's."""
    row = figures(actor, generation, customer_id=customer_id)
    if row is None:
        return None
    found = _events(actor, generation, customer_id=customer_id)
    names = product_names(actor, generation, (one.subject for one in found))
    place = _place(actor, generation, row)
    kinds = place.reasons if place else tuple(dict.fromkeys(one.kind for one in found))
    return row, tuple(event(one, names, generation) for one in found), kinds
