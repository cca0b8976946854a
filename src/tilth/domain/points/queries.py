"""Read the nightly points: the trend of one customer, and who went from which tier to which.

A point is seen by whoever sees its customer today: a customer who was handed over brings the past along.
"""

import datetime as dt
import functools
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from tilth.access import personal, reads, scopes, visibility
from tilth.data.models import CustomerPoint, Generation, PointNight, PublishedCustomer, User

NIGHTS = 60
"""Points of one trend: enough for a line, few enough to be read in milliseconds."""
CHOICES = 400
"""Nights offered for choice."""


@dataclass(frozen=True, kw_only=True)
class Point:
    """One customer on one night."""

    business_date: dt.date
    aum: Decimal
    tier: str
    coverage: float | None
    """Product coverage, as account activity 0 to 1; None in nights of an earlier version."""
    activity: float | None


@dataclass(frozen=True, kw_only=True)
class Cell:
    """Customers who were in one tier and are in another: None before = new, None after = closed."""

    before: str | None
    after: str | None
    customers: int


@dataclass(frozen=True, kw_only=True)
class Flow:
    """How the customers of today's book moved between two nights."""

    from_date: dt.date
    to_date: dt.date
    cells: tuple[Cell, ...]
    nights: tuple[int | None, int | None] = (None, None)
    """The numbers of the two nights; None for one without points."""

    def count(self, before: str | None, after: str | None) -> int:
        """Return the customers of one cell."""
        return sum(cell.customers for cell in self.cells if (cell.before, cell.after) == (before, after))


def trend(
    actor: User, generation: Generation, customer_id: str, *, nights: int = NIGHTS
) -> tuple[Point, ...]:
    """Return a customer's points in order of date, at most `nights` evenly chosen, the newest always.

    Empty for a customer out of sight; two queries.
    """
    numbers = _spread(list(_nights(generation).values_list("pk", flat=True)), nights)
    if not numbers:
        return ()
    found = _points(actor, generation, customer_id=customer_id, nights=numbers)
    return tuple(
        Point(business_date=day, aum=aum, tier=tier, coverage=held, activity=used)
        for day, aum, tier, held, used in found
    )


@reads.scoped
def _points(
    actor: User, generation: Generation, *, customer_id: str, nights: list[int]
) -> "QuerySet[CustomerPoint, tuple[dt.date, Decimal, str, float | None, float | None]]":
    seen = visibility.visible(CustomerPoint, actor, generation)
    rows = seen.filter(customer_id=customer_id, night__in=nights).order_by("business_date")
    return rows.values_list("business_date", "aum", "tier", "product_coverage", "account_activity")


def history(generation: Generation, *, kept: int) -> int | None:
    """Return for how many days the bank's figures go back, with the night itself; None where nobody can tell.

    Points are kept for `kept` days: where they reach as far back, earlier nights may be gone.
    """
    days = _history(generation.pk, generation.business_date, generation.published_at)
    return None if days is None or days >= kept else days


@functools.lru_cache(maxsize=64)
def _history(_pk: int, night: dt.date, _published_at: dt.datetime | None) -> int | None:
    """Return the days since the first night whose points are kept; once per generation."""
    nights = PointNight.objects.filter(business_date__lte=night)
    first = nights.order_by("business_date").values_list("business_date", flat=True).first()
    return None if first is None else (night - first).days + 1


def dates(generation: Generation) -> tuple[dt.date, ...]:
    """Return the nights that can be compared, the newest first; one query."""
    return tuple(_nights(generation).values_list("business_date", flat=True)[:CHOICES])


@dataclass(frozen=True, kw_only=True)
class Moved:
    """One customer who rose or fell; the name as the actor may read it."""

    customer_id: str
    name: str | None
    before: str
    after: str


def moved(
    actor: User, generation: Generation, found: Flow, *, whose: Q | None = None, most: int
) -> tuple[Moved, ...]:
    """Return who rose or fell in a flow, none where they are more than `most`; at most one query."""
    number = sum(cell.customers for cell in found.cells if _between_tiers(cell.before, cell.after))
    if not 0 < number <= most:
        return ()
    scope = scopes.of(actor, generation)
    rows = (
        visibility.visible(PublishedCustomer, actor, generation)
        .filter(whose or Q())
        .annotate(before=_tier(found.nights[0]), after=_tier(found.nights[1]))
        .filter(before__isnull=False, after__isnull=False)
        .exclude(before=F("after"))
        .order_by("-aum", "customer_id")[:most]
    )
    return tuple(
        Moved(
            customer_id=row.customer_id,
            name=personal.show(row, scope, "list").name,
            before=row.before,
            after=row.after,
        )
        for row in rows
    )


def _between_tiers(before: str | None, after: str | None) -> bool:
    return before is not None and after is not None and before != after


def flow(
    actor: User,
    generation: Generation,
    from_date: dt.date,
    to_date: dt.date,
    *,
    whose: Q | None = None,
) -> Flow:
    """Return the flow between two nights of the customers in sight, of `whose` only where given.

    Customers without a point on either night are left out; so are nights without points. Two queries.
    """
    known = dict(
        _nights(generation).filter(business_date__in=[from_date, to_date]).values_list("business_date", "pk")
    )
    rows: QuerySet[PublishedCustomer] = visibility.visible(PublishedCustomer, actor, generation)
    counted = (
        rows.filter(whose or Q())
        .annotate(before=_tier(known.get(from_date)), after=_tier(known.get(to_date)))
        .exclude(before__isnull=True, after__isnull=True)
        .order_by()
        .values_list("before", "after")
        .annotate(number=Count("customer_id"))
    )
    cells = tuple(Cell(before=before, after=after, customers=n) for before, after, n in counted)
    nights = known.get(from_date), known.get(to_date)
    return Flow(from_date=from_date, to_date=to_date, cells=cells, nights=nights)


def _nights(generation: Generation) -> "QuerySet[PointNight]":
    """Return the nights up to the one that is shown, the newest first."""
    return PointNight.objects.filter(business_date__lte=generation.business_date).order_by("-business_date")


def _tier(night: int | None) -> Subquery:
    """Return a customer's tier on a night, whether a point is there or not."""
    # reads no other customer than the outer query's, which is in sight
    points = CustomerPoint.objects.unscoped().filter(night=night or 0, customer_id=OuterRef("customer_id"))
    return Subquery(points.values("tier")[:1])


def _spread(newest_first: list[int], most: int) -> list[int]:
    """Return at most `most` of the nights, evenly spaced, beginning with the newest."""
    step = -(-len(newest_first) // most) if most > 0 else 0
    return newest_first[::step] if step else []
