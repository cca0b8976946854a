"""Read opportunities: the board by stage, the list, the forecast by month, and one with all about it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncMonth

from tilth.access import reads, visibility
from tilth.data.models import (
    BuyingSignal,
    Generation,
    Need,
    Opportunity,
    PublishedCustomer,
    User,
)
from tilth.domain import staff_names

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from tilth.access.ahead import Asked

PAGE = 100
"""Opportunities of one page of the list."""
_STEPS = "SELECT stage, since FROM tilth_deal_steps(%s)"
COLUMNS = (
    *("customer_id", "staff_id", "source", "type", "category", "product", "amount", "stage", "stage_on"),
    *("opened_on", "expected_on", "psychology", "state", "reason", "ended_at", "bought_amount", "bought_on"),
)


@dataclass(frozen=True, kw_only=True)
class Whose:
    """Which opportunities are looked at: of one manager, in one stage, of one month; empty: of all."""

    staff_id: str = ""
    stage: str = ""
    month: dt.date | None = None

    def of(self, rows: "QuerySet[Opportunity]") -> "QuerySet[Opportunity]":
        """Return those of the rows that are meant."""
        some = rows.filter(staff_id=self.staff_id) if self.staff_id else rows
        some = some.filter(stage=self.stage) if self.stage else some
        if self.month is None:
            return some
        return some.filter(expected_on__year=self.month.year, expected_on__month=self.month.month)


@dataclass(frozen=True, kw_only=True)
class Deal:
    """One opportunity with its customer's name."""

    row: Opportunity
    name: str
    owner: str


@dataclass(frozen=True, kw_only=True)
class Group:
    """Open opportunities of one stage, category and month: how many, their amount, how many without one."""

    stage: str
    category: str | None
    month: dt.date
    number: int
    amount: Decimal
    unknown: int
    late: int
    """In their stage for longer than its median."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """One stage in which an opportunity stood, and since when."""

    stage: str
    since: dt.date


@dataclass(frozen=True, kw_only=True)
class About:
    """What stands around one opportunity."""

    deal: Deal
    needs: tuple[Need, ...]
    """Those it answers, then the customer's other open ones."""
    signals: tuple[BuyingSignal, ...]
    steps: tuple[Step, ...]


def groups(
    actor: User, generation: Generation, whose: Whose, *, late: dict[str, dt.date]
) -> tuple[Group, ...]:
    """Return what is open, counted; `late`: stage → whoever stands in it since before is late; one query."""
    old = Q()
    for stage, day in late.items():
        old |= Q(stage=stage, stage_on__lt=day)
    rows = whose.of(still_open(actor, generation)).order_by()
    counted = rows.annotate(month=TruncMonth("expected_on")).values("stage", "category", "month")
    found = counted.annotate(
        number=Count("id"),
        money=Sum("amount"),
        unknown=Count("id", filter=Q(amount=None)),
        late=Count("id", filter=old) if late else Count("id", filter=Q(pk=None)),
    )
    return tuple(
        Group(
            stage=one["stage"],
            category=one["category"],
            month=one["month"],
            number=one["number"],
            amount=one["money"] or Decimal(0),
            unknown=one["unknown"],
            late=one["late"],
        )
        for one in found.order_by("stage", "category", "month")
    )


def board(  # noqa: PLR0913 - whose, which stages, since when and how many, told in keywords
    actor: User,
    generation: Generation,
    whose: Whose,
    *,
    stages: Iterable[str],
    since: dt.datetime,
    most: int,
) -> tuple[dict[str, tuple[Deal, ...]], tuple[Deal, ...]]:
    """Return by stage the open ones that stand longest in it, and the newest that ended since a moment.

    At most so many of each; a query a stage, and three beside.
    """
    rows = whose.of(still_open(actor, generation)).order_by("stage_on", "id").only(*COLUMNS)
    found = {stage: list(rows.filter(stage=stage)[:most]) for stage in stages}
    over = list(_ended(actor, generation, whose, since).order_by("-ended_at", "-id").only(*COLUMNS)[:most])
    deals = {
        one.row.pk: one
        for one in named(actor, generation, [*(row for mine in found.values() for row in mine), *over])
    }
    return (
        {stage: tuple(deals[row.pk] for row in mine if row.pk in deals) for stage, mine in found.items()},
        tuple(deals[row.pk] for row in over if row.pk in deals),
    )


def ends(
    actor: User, generation: Generation, whose: Whose, *, since: dt.datetime
) -> dict[str, tuple[int, Decimal]]:
    """Return reason of dropping, or `won` → how many ended so since a moment and their amount; one query."""
    rows = _ended(actor, generation, whose, since).order_by().values("state", "reason")
    found = rows.annotate(number=Count("id"), money=Sum("amount"), sold=Sum("bought_amount"))
    return {
        one["reason"] or one["state"]: (one["number"], one["sold"] or one["money"] or Decimal(0))
        for one in found
    }


def people(actor: User, generation: Generation) -> tuple[tuple[str, str], ...]:
    """Return whose opportunities are open, by name; two queries."""
    found = set(still_open(actor, generation).order_by().values_list("staff_id", flat=True).distinct())
    names = staff_names.of(generation, found)
    return tuple(sorted(((one, names.get(one, one)) for one in found), key=lambda one: one[1]))


def asked(actor: User, generation: Generation, *, customer_id: str) -> "tuple[Asked[Any], ...]":
    """Return what `needs` and `of_customer` ask first, to be sent together with other reads."""
    return tuple(one.asked(actor, generation, customer_id=customer_id) for one in (_needs, _deals))


def of_customer(actor: User, generation: Generation, customer_id: str) -> tuple[Deal, ...]:
    """Return a customer's opportunities, open ones first; one query, and two where there are any."""
    return named(actor, generation, _deals(actor, generation, customer_id=customer_id))


def needs(actor: User, generation: Generation, customer_id: str) -> tuple[Need, ...]:
    """Return a customer's needs, open ones first by priority and day; one query."""
    found = _needs(actor, generation, customer_id=customer_id)
    return tuple(sorted(found, key=lambda one: one.state != "open"))


@reads.scoped
def _deals(actor: User, generation: Generation, *, customer_id: str) -> "QuerySet[Opportunity]":
    rows = visibility.visible(Opportunity, actor, generation).filter(customer_id=customer_id)
    return rows.order_by("-ended_at", "-opened_on", "-id").only(*COLUMNS)[:PAGE]


@reads.scoped
def _needs(actor: User, generation: Generation, *, customer_id: str) -> "QuerySet[Need]":
    rows = visibility.visible(Need, actor, generation).filter(customer_id=customer_id)
    return rows.order_by("-ended_at", "priority", "due_on", "-id")[:PAGE]


def about(actor: User, generation: Generation, customer_id: str, deal_id: UUID) -> About | None:
    """Return one opportunity of a customer with needs, signals, stages; None out of sight; five queries."""
    rows = visibility.visible(Opportunity, actor, generation).filter(customer_id=customer_id, pk=deal_id)
    found = named(actor, generation, rows)
    if not found:
        return None
    wanted = needs(actor, generation, customer_id)
    mine = [one for one in wanted if one.deal == deal_id]
    others = [one for one in wanted if one.deal != deal_id and one.state == "open"]
    heard = visibility.visible(BuyingSignal, actor, generation).filter(customer_id=customer_id, deal=deal_id)
    return About(
        deal=found[0],
        needs=(*mine, *others),
        signals=tuple(heard.order_by("-noticed_on", "-id")[:PAGE]),
        steps=_steps(deal_id),
    )


def _steps(deal_id: UUID) -> tuple[Step, ...]:
    with connection.cursor() as cursor:
        cursor.execute(_STEPS, [deal_id])
        return tuple(Step(stage=stage, since=since) for stage, since in cursor.fetchall())


def still_open(actor: User, generation: Generation) -> "QuerySet[Opportunity]":
    """Return the open opportunities in sight."""
    return visibility.visible(Opportunity, actor, generation).filter(state="open")


def _ended(actor: User, generation: Generation, whose: Whose, since: dt.datetime) -> "QuerySet[Opportunity]":
    rows = visibility.visible(Opportunity, actor, generation).filter(ended_at__gte=since)
    return whose.of(rows)


def named(actor: User, generation: Generation, rows: Iterable[Any]) -> tuple[Deal, ...]:
    """Return opportunities with the names of their customers and of whose they are; two queries."""
    found = list(rows)
    if not found:
        return ()
    mine = visibility.visible(PublishedCustomer, actor, generation)
    shown = mine.filter(customer_id__in={one.customer_id for one in found})
    names = dict(shown.values_list("customer_id", "name"))
    owners = staff_names.of(generation, {one.staff_id for one in found})
    return tuple(
        Deal(row=one, name=names[one.customer_id], owner=owners.get(one.staff_id, one.staff_id))
        for one in found
        if one.customer_id in names
    )
