"""The rows of customers who meet a condition, and how many there are.

Where the customer's row alone answers the condition, the SQL is compiled once and prepared (ADR 0013); where
other tables are asked (what falls due, whom somebody dialled) it is made anew.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import DecimalField, Exists, Q, QuerySet, Subquery

from tilth.access import reads, visibility
from tilth.data.models import Generation, PublishedCustomer, PublishedStaff, User
from tilth.domain import deceased
from tilth.domain.customers import joint, order, standing
from tilth.domain.customers.order import Rows, Sort
from tilth.domain.numbers import queries as numbers
from tilth.domain.spelt import manager

PAGE = 50
COUNTED = 1000
"""Counting stops here: an exact number of a million rows helps nobody and costs a second."""
HIT = (
    *("generation", "customer_id", "rm_id", "branch_id", "name", "mobile", "phone", "tier", "aum", "kind"),
    "one_with",
)
_MORE = """
    familiar lifecycle segment segment_assumed segment_distance segment_second segment_second_distance
    product_count last_contact_on next_contact_due_on overdue_days
    list_rank excluded_cause excluded_until closed_on opened_on next_due_on next_tier_gap categories tags
    under_served name_pinyin tier_floor
"""
LINE = (*HIT, *_MORE.split())
"""What a line of the list shows: the other columns are wide, and some of them sealed."""


@dataclass(frozen=True, kw_only=True)
class Totals:
    """How many rows there are, at most COUNTED + 1, and the sum of their assets."""

    number: int = 0
    aum: Decimal = Decimal(0)


def told(rows: Rows) -> Rows:
    """Return customers with the marks of their numbers, and whether they are dead: no query of its own."""
    return deceased.told(numbers.told(rows))


def walk(rows: Rows, sort: Sort, *, backwards: bool) -> Rows:
    """Return the lines of a page and the one behind it, in the order of a walk."""
    return order.ordered(told(rows.only(*LINE)), sort, backwards=backwards)[: PAGE + 1]


def met(actor: User, generation: Generation, rule: Q, *, merged: bool = False) -> Rows:
    """Return the customers in sight who meet a condition; merged numbers only where `merged`."""
    return _met(visibility.visible(PublishedCustomer, actor, generation), rule, merged=merged)


def _met(everybody: Rows, rule: Q, *, merged: bool) -> Rows:
    found = everybody.filter(rule)
    return found if merged else found.filter(one_with__isnull=True)


def survivors(actor: User, generation: Generation, rule: Q, *, most: int) -> tuple[str, ...]:
    """Return whom the numbers that meet a condition are one with; one query, by the merged numbers alone."""
    found = visibility.visible(PublishedCustomer, actor, generation).filter(rule, one_with__isnull=False)
    return tuple(str(one) for one in found.order_by().values_list("one_with", flat=True).distinct()[:most])


@reads.scoped
def walked(  # noqa: PLR0913 - one page of a walk, told in keywords
    actor: User, generation: Generation, *, rule: Q, sort: Sort, backwards: bool, merged: bool
) -> Rows:
    """Return the lines of a page and the one behind it; one query."""
    everybody = standing.placed(visibility.visible(PublishedCustomer, actor, generation), sort, generation)
    return walk(_met(everybody, rule, merged=merged), sort, backwards=backwards)


def totals(actor: User, generation: Generation, rule: Q) -> tuple[Totals, Totals, bool]:
    """Return the people who meet a condition, the merged numbers that meet it besides; one query.

    And whether there are joint accounts in sight, which such a sum counts for each owner (A23).
    """
    people, numbers, shared = next(iter(_totals(actor, generation, rule=rule)), (None, None, False))
    return _counted(people), _counted(numbers), bool(shared)


def _counted(told: tuple[int, Decimal | None] | None) -> Totals:
    """Return a count with its assets; whoever sees nobody is told nothing, which is nought."""
    number, total = told or (0, None)
    return Totals(number=int(number), aum=total or Decimal(0))


@reads.scoped
def _totals(actor: User, generation: Generation, *, rule: Q) -> "QuerySet[Any, Any]":
    everybody = met(actor, generation, rule, merged=True).order_by().values("customer_id", "aum")
    counted = (
        _Totals(everybody.filter(one_with__isnull=not merged)[: COUNTED + 1]) for merged in (False, True)
    )
    shared = Exists(joint.in_sight(actor, generation))
    return Generation.objects.filter(pk=generation.pk).values_list(*counted, shared)


class _Totals(Subquery):
    """How many rows a queryset has, and the sum of their assets."""

    template = "(SELECT ARRAY[count(*), sum(aum)] FROM (%(subquery)s) AS counted)"
    output_field = ArrayField(DecimalField())


@reads.scoped
def spelt(actor: User, generation: Generation, *, customer: str) -> "QuerySet[Any, Any]":
    """Return how the name of a customer in sight is spelt; nothing for any other; one query."""
    found = met(actor, generation, Q(customer_id=customer)).order_by()
    return found.values_list("name_pinyin", flat=True)


@reads.plain
def manager_spelt(*, generation: int, staff: str) -> "QuerySet[Any, Any]":
    """Return how the name of a manager is spelt, with the number; nothing for nobody; one query."""
    rows = PublishedStaff.objects.filter(generation=generation, staff_id=staff)
    return rows.annotate(spelt=manager()).values_list("spelt", flat=True)
