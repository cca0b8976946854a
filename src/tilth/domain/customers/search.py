"""Find customers: name, pinyin, initials, phone, identity and customer number; 50 a page (C-23)."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.db.models import Q, QuerySet

from tilth.access import personal, scopes, visibility
from tilth.access.scopes import Scope
from tilth.data.models import Generation, PublishedCustomer, User
from tilth.domain.customers import keys
from tilth.policy.permissions import Action, Thing, may

PAGE = 50
QUICK = 8
"""Customers that the palette shows while somebody types."""
COUNTED = 1000
"""Counting stops here: an exact number of a million rows helps nobody and costs a second."""
MOST = 200
"""Customers that a search of the whole bank may meet; more are refused, not cut."""
NEEDS_KEY, TOO_MANY, ONLY_WILDCARDS = "needs_key", "too_many", "only_wildcards"


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What is looked for; empty texts mean: no matter."""

    text: str = ""
    tier: str = ""
    side: str = ""
    overdue: bool = False
    sort: str = "aum"


@dataclass(frozen=True, kw_only=True)
class Row:
    """One customer in the list; name and number as the actor may read them."""

    customer_id: str
    name: str | None
    kind: str
    mobile: str
    tier: str
    familiar: bool
    lifecycle: str
    segment: str | None
    segment_assumed: bool
    aum: Decimal
    product_count: int
    last_contact_on: dt.date | None
    next_contact_due_on: dt.date | None
    overdue_days: int
    list_rank: int | None
    closed: bool


@dataclass(frozen=True, kw_only=True)
class Found:
    """One page of customers, how many there are (capped), and the places before and after."""

    rows: tuple[Row, ...]
    total: int
    following: str
    previous: str
    refused: str = ""
    """Why nothing was looked up: NEEDS_KEY, TOO_MANY, ONLY_WILDCARDS."""

    @property
    def many(self) -> bool:
        """More than were counted."""
        return self.total > COUNTED


@dataclass(frozen=True, kw_only=True)
class Hit:
    """One customer as the palette names them, as the actor may read it."""

    customer_id: str
    name: str | None
    mobile: str
    tier: str
    aum: Decimal
    kind: str


_HIT = (
    "generation",
    "customer_id",
    "rm_id",
    "branch_id",
    "name",
    "mobile",
    "phone",
    "tier",
    "aum",
    "kind",
)
_SORTS = {"aum": ("aum", True), "name": ("name_pinyin", False), "overdue": ("overdue_days", True)}
SORTS = tuple(_SORTS)


def find(
    actor: User, generation: Generation, *, filters: Filters, after: str = "", before: str = ""
) -> Found:
    """Return the page after (or before) a place; a place is the last row's sort value and number.

    Whoever sees the whole bank must name somebody: a strong key, and at most 200 customers behind it (C-23).
    """
    scope = scopes.of(actor, generation)
    key = keys.understood(filters.text, identity=may(actor.role, Thing.PERSONAL_DATA, Action.UNMASK))
    if refused := _refused(filters, key, scope):
        return _nothing(refused)
    everybody = visibility.visible(PublishedCustomer, actor, generation)
    matching = _matching(everybody, key, filters, generation)
    total = matching[: COUNTED + 1].count()
    if scope.bank_wide and total > MOST:
        return _nothing(TOO_MANY)
    column, descending = _SORTS.get(filters.sort, _SORTS["aum"])
    backwards = bool(before) and not after
    place = _place(everybody, column, before if backwards else after)
    rows = _ordered(matching, column, descending=descending, backwards=backwards, place=place)
    found = list(rows[: PAGE + 1])
    more = len(found) > PAGE
    page = found[:PAGE][::-1] if backwards else found[:PAGE]
    channel = "search" if filters.text else "list"
    return Found(
        rows=tuple(_row(personal.show(row, scope, channel), generation) for row in page),
        total=total,
        following=_key(page[-1], column) if page and (more or backwards) else "",
        previous=_key(page[0], column) if page and (more if backwards else place is not None) else "",
    )


def quick(actor: User, generation: Generation, *, text: str) -> tuple[tuple[Hit, ...], str]:
    """Return the first few customers that a text finds, and why there are none; the rule of `find` holds."""
    scope = scopes.of(actor, generation)
    key = keys.understood(text, identity=may(actor.role, Thing.PERSONAL_DATA, Action.UNMASK))
    if key is None or (scope.bank_wide and not key.strong):
        return (), ONLY_WILDCARDS if key is None else NEEDS_KEY
    rows = visibility.visible(PublishedCustomer, actor, generation).filter(key.condition).only(*_HIT)
    if not scope.bank_wide:
        return _hits(rows.order_by("-aum", "customer_id")[:QUICK], scope), ""
    found = list(rows.order_by()[: MOST + 1])
    if len(found) > MOST:
        return (), TOO_MANY
    return _hits(sorted(found, key=lambda row: (-row.aum, row.customer_id))[:QUICK], scope), ""


def these(actor: User, generation: Generation, *, numbers: Sequence[str]) -> tuple[Hit, ...]:
    """Return the customers of these numbers whom the actor still sees, in this order; 1 query."""
    scope = scopes.of(actor, generation)
    mine = Q(customer_id__among=list(numbers))
    rows = visibility.visible(PublishedCustomer, actor, generation).filter(mine)
    by_number = {hit.customer_id: hit for hit in _hits(rows.only(*_HIT), scope)}
    return tuple(by_number[number] for number in numbers if number in by_number)


def _hits(rows: Iterable[PublishedCustomer], scope: Scope) -> tuple[Hit, ...]:
    shown = (personal.show(row, scope, "search") for row in rows)
    return tuple(
        Hit(
            customer_id=row.customer_id,
            name=row.name,
            mobile=row.mobile or row.phone or "",
            tier=row.tier,
            aum=row.aum,
            kind=row.kind,
        )
        for row in shown
    )


def _refused(filters: Filters, key: keys.Key | None, scope: Scope) -> str:
    if filters.text and key is None:
        return ONLY_WILDCARDS
    return NEEDS_KEY if scope.bank_wide and (key is None or not key.strong) else ""


def _nothing(refused: str) -> Found:
    return Found(rows=(), total=0, following="", previous="", refused=refused)


def _matching(
    rows: "QuerySet[PublishedCustomer]", key: keys.Key | None, filters: Filters, generation: Generation
) -> "QuerySet[PublishedCustomer]":
    if key is not None:
        rows = rows.filter(key.condition)
    if filters.tier:
        rows = rows.filter(tier=filters.tier)
    if filters.side:
        rows = rows.filter(familiar=filters.side == "familiar")
    if filters.overdue:
        rows = rows.filter(overdue_days__gt=0).exclude(closed_on__lte=generation.business_date)
    return rows


def _place(
    rows: "QuerySet[PublishedCustomer]", column: str, key: str
) -> tuple[Decimal | int | str, str] | None:
    """Read a place; one that does not read counts as none: a page is shown, not an error."""
    value, _, customer_id = key.rpartition("~")
    if not customer_id:
        return None
    if column == "name_pinyin":
        spelt = rows.filter(customer_id=customer_id).values_list(column, flat=True).first()
        return None if spelt is None else (spelt, customer_id)
    try:
        kinds = {"aum": Decimal, "overdue_days": int}
        return kinds[column](value), customer_id
    except (InvalidOperation, ValueError):
        return None


def _key(row: PublishedCustomer, column: str) -> str:
    """Return the place of a row; the spelling of a name stays in the database, its owner names it."""
    value = "" if column == "name_pinyin" else getattr(row, column)
    return f"{value}~{row.customer_id}"


def _ordered(
    rows: "QuerySet[PublishedCustomer]",
    column: str,
    *,
    descending: bool,
    backwards: bool,
    place: tuple[Decimal | int | str, str] | None,
) -> "QuerySet[PublishedCustomer]":
    down = descending != backwards
    if place is not None:
        value, customer_id = place
        beyond = "lt" if down else "gt"
        tie = Q(**{column: value, f"customer_id__{'lt' if backwards else 'gt'}": customer_id})
        # the outer bound is what the index can use; the inner one decides ties
        rows = rows.filter(Q(**{f"{column}__{beyond}e": value}) & (Q(**{f"{column}__{beyond}": value}) | tie))
    return rows.order_by(f"-{column}" if down else column, "-customer_id" if backwards else "customer_id")


def _row(row: PublishedCustomer, generation: Generation) -> Row:
    return Row(
        customer_id=row.customer_id,
        name=row.name,
        kind=row.kind,
        mobile=row.mobile or row.phone or "",
        tier=row.tier,
        familiar=row.familiar,
        lifecycle=row.lifecycle,
        segment=row.segment,
        segment_assumed=row.segment_assumed,
        aum=row.aum,
        product_count=row.product_count,
        last_contact_on=row.last_contact_on,
        next_contact_due_on=row.next_contact_due_on,
        overdue_days=row.overdue_days,
        list_rank=row.list_rank,
        closed=row.closed_on is not None and row.closed_on <= generation.business_date,
    )
