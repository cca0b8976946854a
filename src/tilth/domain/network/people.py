"""The people at the ends of ties, as the actor is shown them."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet

from tilth.access import personal, reads, scopes, visibility
from tilth.access.ahead import Asked
from tilth.data.models import Generation, PublishedCustomer, User
from tilth.domain import deceased

_COLUMNS = (
    *("generation", "customer_id", "name", "kind", "gender", "tier", "aum", "rm_id", "branch_id"),
    *("closed_on", "last_contact_on", "business_date"),
)


@dataclass(frozen=True, kw_only=True)
class Person:
    """A customer in sight."""

    customer_id: str
    name: str
    kind: str
    gender: str | None
    """F or M where the actor is shown it."""
    tier: str
    aum: Decimal
    own: bool
    """The actor keeps the customer."""
    kept: bool
    """Somebody does."""
    spoken_on: dt.date | None
    """When anybody last spoke with the customer, as of the night."""
    closed: bool
    deceased: bool


def asked(actor: User, generation: Generation, ids: Iterable[str]) -> Asked[PublishedCustomer]:
    """Return what `of` asks, to be sent together with other reads."""
    return _people.asked(actor, generation, ids=sorted(set(ids)))


def of(actor: User, generation: Generation, ids: Iterable[str]) -> dict[str, Person]:
    """Return the customers in sight by number; one query, none for nobody."""
    numbers = sorted(set(ids))
    if not numbers:
        return {}
    scope = scopes.of(actor, generation)
    rows = [personal.show(row, scope, "detail") for row in _people(actor, generation, ids=numbers)]
    return {row.customer_id: _person(row, actor) for row in rows}


@reads.scoped
def _people(actor: User, generation: Generation, *, ids: list[str]) -> "QuerySet[PublishedCustomer]":
    seen = visibility.visible(PublishedCustomer, actor, generation).filter(Q(customer_id__among=ids))
    return deceased.told(seen.only(*_COLUMNS))


def _person(row: PublishedCustomer, actor: User) -> Person:
    return Person(
        customer_id=row.customer_id,
        name=row.name,
        kind=row.kind,
        gender=row.gender,
        tier=row.tier,
        aum=row.aum,
        own=bool(actor.staff_id) and row.rm_id == actor.staff_id,
        kept=row.rm_id is not None,
        spoken_on=row.last_contact_on,
        closed=row.closed_by(row.business_date),
        deceased=row.deceased,
    )
