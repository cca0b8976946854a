"""What a search of customers finds: a page of lines, how many there are, and sums over all of them."""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal

from tilth.access.walks import Act
from tilth.data.models import Generation, PublishedCustomer
from tilth.data.models.published.customer import Wrong
from tilth.domain.customers.rows import COUNTED
from tilth.domain.numbers import queries as numbers


@dataclass(frozen=True, kw_only=True)
class Row:
    """One customer in the list; name and number as the actor may read them."""

    customer_id: str
    name: str | None
    kind: str
    mobile: str
    wrong: Wrong | None
    """The mark of the number shown, where it is wrong; None for one that can be called."""
    tier: str
    familiar: bool
    lifecycle: str
    segment: str | None
    segment_assumed: bool
    segment_distance: float | None
    segment_second: str | None
    segment_second_distance: float | None
    aum: Decimal
    product_count: int
    last_contact_on: dt.date | None
    next_contact_due_on: dt.date | None
    overdue_days: int
    list_rank: int | None
    closed: bool
    deceased: bool
    branch_id: str
    rm_id: str | None
    opened_on: dt.date
    next_due_on: dt.date | None
    next_tier_gap: Decimal | None
    categories: tuple[str, ...]
    tags: tuple[str, ...]
    under_served: bool
    excluded_cause: str | None
    """Why the customer is not on tonight's list."""
    excluded_until: dt.date | None
    calls: int = 0
    """How often the customer counts in what somebody did in some days, where that was asked for."""
    due_amount: Decimal | None = None
    """What falls due within the days asked for."""
    one_with: str | None = None
    """The number that stays, of one that is merged and listed nevertheless."""

    @classmethod
    def of(cls, row: PublishedCustomer, generation: Generation) -> "Row":
        """Return a customer of `rows.told`, weighed and as the actor may read it."""
        number, wrong = numbers.shown(row)
        return cls(
            customer_id=row.customer_id,
            name=row.name,
            kind=row.kind,
            mobile=number,
            wrong=wrong,
            tier=row.tier,
            familiar=row.familiar,
            lifecycle=row.lifecycle,
            segment=row.segment,
            segment_assumed=row.segment_assumed,
            segment_distance=row.segment_distance,
            segment_second=row.segment_second,
            segment_second_distance=row.segment_second_distance,
            aum=row.aum,
            product_count=row.product_count,
            last_contact_on=row.last_contact_on,
            next_contact_due_on=row.next_contact_due_on,
            overdue_days=row.overdue_days,
            list_rank=row.list_rank,
            closed=row.closed_by(generation.business_date),
            deceased=row.deceased,
            branch_id=row.branch_id,
            rm_id=row.rm_id,
            opened_on=row.opened_on,
            next_due_on=row.next_due_on,
            next_tier_gap=row.next_tier_gap,
            categories=tuple(row.categories),
            tags=tuple(row.tags),
            under_served=row.under_served,
            excluded_cause=row.excluded_cause,
            excluded_until=row.excluded_until,
            calls=getattr(row, "calls", 0),
            due_amount=getattr(row, "due_amount", None),
            one_with=row.one_with,
        )

    @property
    def mobile_wrong(self) -> bool:
        """Whether the number shown is marked wrong."""
        return self.wrong is not None


@dataclass(frozen=True, kw_only=True)
class Sums:
    """Sums over all customers found, on all pages; nothing where they are too many to be counted."""

    aum: Decimal | None = None
    joint: bool = False
    """Whether joint accounts are in sight: the sum counts them for each owner."""
    calls: int = 0
    beyond: int = 0
    """What of `calls` is about customers out of sight by now."""
    due_amount: Decimal | None = None
    numbers: int = 0
    """Customer numbers that meet the same and are one with another: books count them, the list does not."""


@dataclass(frozen=True, kw_only=True)
class Found:
    """One page of customers, how many there are (capped), and the places before and after."""

    rows: tuple[Row, ...]
    total: int
    following: str
    previous: str
    refused: str = ""
    """Why nothing was looked up: NEEDS_KEY, TOO_MANY, ONLY_WILDCARDS, TOO_WIDE."""
    cut: bool = False
    """Whether only names that begin with the text are shown: too many are in sight to be read one by one."""
    unordered: bool = False
    """Whether the order asked for has no index and too many are found: they stand in the first order."""
    act: Act | None = None
    """What the search counts as, for the one who notes it."""
    sums: Sums = field(default_factory=Sums)

    @property
    def many(self) -> bool:
        """More than were counted."""
        return self.total > COUNTED
