"""Find customers: name, pinyin, initials, last digits of the phone, customer number; 50 a page."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.db.models import Q, QuerySet

from tilth.access import visibility
from tilth.data.models import Generation, PublishedCustomer, User

PAGE = 50
COUNTED = 1000
"""Counting stops here: an exact number of a million rows helps nobody and costs a second."""
TAIL = 4


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
    """One customer in the list."""

    customer_id: str
    name: str
    kind: str
    mobile: str | None
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

    @property
    def many(self) -> bool:
        """More than were counted."""
        return self.total > COUNTED


_SORTS = {"aum": ("aum", True), "name": ("name_pinyin", False), "overdue": ("overdue_days", True)}
SORTS = tuple(_SORTS)


def find(
    actor: User, generation: Generation, *, filters: Filters, after: str = "", before: str = ""
) -> Found:
    """Return the page after (or before) a place; a place is the last row's sort value and number."""
    matching = _matching(visibility.visible(PublishedCustomer, actor, generation), filters, generation)
    column, descending = _SORTS.get(filters.sort, _SORTS["aum"])
    backwards = bool(before) and not after
    place = _place(column, before if backwards else after)
    rows = _ordered(matching, column, descending=descending, backwards=backwards, place=place)
    found = list(rows[: PAGE + 1])
    more = len(found) > PAGE
    page = found[:PAGE][::-1] if backwards else found[:PAGE]
    return Found(
        rows=tuple(_row(row, generation) for row in page),
        total=matching[: COUNTED + 1].count(),
        following=_key(page[-1], column) if page and (more or backwards) else "",
        previous=_key(page[0], column) if page and (more if backwards else place is not None) else "",
    )


def _matching(
    rows: "QuerySet[PublishedCustomer]", filters: Filters, generation: Generation
) -> "QuerySet[PublishedCustomer]":
    if filters.text:
        rows = rows.filter(_text(filters.text.strip()))
    if filters.tier:
        rows = rows.filter(tier=filters.tier)
    if filters.side:
        rows = rows.filter(familiar=filters.side == "familiar")
    if filters.overdue:
        rows = rows.filter(overdue_days__gt=0).exclude(closed_on__lte=generation.business_date)
    return rows


def _text(text: str) -> Q:
    digits = text.replace(" ", "").replace("-", "")
    if digits.isdigit():
        number = Q(customer_id__startswith=text) | Q(mobile=digits)
        return number | Q(mobile_tail=digits) if len(digits) == TAIL else number
    if text.isascii():
        letters = text.lower().replace(" ", "")
        spoken = Q(name_pinyin__startswith=letters) | Q(name_initials__startswith=letters)
        return spoken | Q(name__icontains=text) | Q(customer_id__istartswith=text)
    return Q(name__contains=text)


def _place(column: str, key: str) -> tuple[Decimal | int | str, str] | None:
    """Read a place; one that does not read counts as none: a page is shown, not an error."""
    value, _, customer_id = key.rpartition("~")
    if not customer_id:
        return None
    try:
        kinds = {"aum": Decimal, "overdue_days": int}
        return kinds[column](value) if column in kinds else value, customer_id
    except (InvalidOperation, ValueError):
        return None


def _key(row: PublishedCustomer, column: str) -> str:
    return f"{getattr(row, column)}~{row.customer_id}"


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
        mobile=row.mobile or row.phone,
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
