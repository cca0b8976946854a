"""Who else owns a customer's joint accounts, as far as the actor sees them (A23)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import BooleanField, F, Func, Q, QuerySet

from tilth.access import personal, reads, scopes, visibility
from tilth.data.models import Generation, PublishedCustomer, PublishedHolding, User
from tilth.domain.customers.queries import Category

_SEVERAL = Func(F("owners"), template="%(expressions)s > 1", output_field=BooleanField())


@dataclass(frozen=True, kw_only=True)
class Owner:
    """Another owner in sight."""

    customer_id: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Owners:
    """The other owners of one account: those in sight by name, of the others how many there are."""

    named: tuple[Owner, ...]
    others: int


Shared = Mapping[str, Owners]
"""Number of a joint account → its other owners."""


def owners(
    actor: User, generation: Generation, *, customer_id: str, categories: Iterable[Category]
) -> Shared:
    """Return the other owners of the joint accounts among a customer's holdings; two queries, mostly none."""
    held = [one for category in categories for one in category.holdings if one.owners > 1]
    if not held:
        return {}
    shared: dict[str, list[str]] = defaultdict(list)
    for holding_id, owner in _shared(actor, generation, holdings=[one.holding_id for one in held]):
        if owner != customer_id:
            shared[holding_id].append(owner)
    names = _names(actor, generation, sorted({one for found in shared.values() for one in found}))
    return {one.holding_id: _owners(one.owners, shared[one.holding_id], names) for one in held}


def ids(shared: Shared) -> tuple[str, ...]:
    """Return the numbers of all who are named."""
    return tuple(sorted({one.customer_id for found in shared.values() for one in found.named}))


def in_sight(actor: User, generation: Generation) -> "QuerySet[PublishedHolding]":
    """Return the joint accounts of customers in sight, for a condition of another query.

    The number stands in the statement itself: of a value sent with it the planner cannot know that the index
    of joint accounts holds all that are asked for, and reads every holding of the bank.
    """
    return visibility.visible(PublishedHolding, actor, generation).filter(_SEVERAL)


def _owners(number: int, found: list[str], names: Mapping[str, str]) -> Owners:
    named = tuple(Owner(customer_id=one, name=names[one]) for one in found if one in names)
    return Owners(named=named, others=max(0, number - 1 - len(named)))


@reads.scoped
def _shared(
    actor: User, generation: Generation, *, holdings: list[str]
) -> "QuerySet[PublishedHolding, tuple[str, str]]":
    rows = visibility.visible(PublishedHolding, actor, generation).filter(Q(holding_id__among=holdings))
    return rows.order_by("holding_id", "customer_id").values_list("holding_id", "customer_id")


def _names(actor: User, generation: Generation, people: list[str]) -> dict[str, str]:
    if not people:
        return {}
    scope = scopes.of(actor, generation)
    rows = [personal.show(row, scope, "list") for row in _people(actor, generation, people=people)]
    return {row.customer_id: row.name for row in rows}


@reads.scoped
def _people(actor: User, generation: Generation, *, people: list[str]) -> "QuerySet[PublishedCustomer]":
    rows = visibility.visible(PublishedCustomer, actor, generation).filter(Q(customer_id__among=people))
    return rows.only("generation", "customer_id", "name", "kind", "rm_id", "branch_id")
