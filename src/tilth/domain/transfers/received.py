"""Who came to a manager lately by a hand-over, and is with the manager still."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from tilth.access import personal, reads, scopes, visibility
from tilth.data.models import Generation, PublishedCustomer, PublishedStaff, Transfer, User
from tilth.domain.days import ZONE

if TYPE_CHECKING:
    from tilth.access.ahead import Asked

DAYS = 7
"""So long a hand-over is news to whom it brought customers."""
MOST = 100


@dataclass(frozen=True, kw_only=True)
class Received:
    """One customer who came, by name as the reader may see it."""

    customer_id: str
    name: str
    origin: str
    """Name of the manager before; empty for nobody."""
    moved_at: dt.datetime


def lately(actor: User, generation: Generation, *, today: dt.date) -> tuple[Received, ...]:
    """Return who came to the actor in the last days, each once, the newest first; one query, 100 at most."""
    scope = scopes.of(actor, generation)
    found: dict[str, Received] = {}
    for row in _received(actor, generation, **_values(actor, today)):
        told = row.customer or {}
        if told.get("rm_id") != actor.staff_id:
            continue
        one = Received(
            customer_id=row.customer_id,
            name=personal.listed(row.customer_id, told, scope),
            origin=row.origin or "",
            moved_at=row.moved_at,
        )
        found.setdefault(row.customer_id, one)
    return tuple(found.values())


def asked(actor: User, generation: Generation, *, today: dt.date) -> "Asked[Transfer]":
    """Return what `lately` asks, to be sent together with other reads."""
    return _received.asked(actor, generation, **_values(actor, today))


def _values(actor: User, today: dt.date) -> dict[str, Any]:
    since = dt.datetime.combine(today - dt.timedelta(days=DAYS), dt.time(), ZONE)
    return {"to": actor.staff_id or "", "since": since}


@reads.scoped
def _received(
    actor: User, generation: Generation, *, to: str, since: dt.datetime
) -> "QuerySet[Transfer, Any]":
    customer = visibility.visible(PublishedCustomer, actor, generation).filter(
        customer_id=OuterRef("customer_id")
    )
    told = JSONObject(name="name", kind="kind", rm_id="rm_id", branch_id="branch_id")
    person = PublishedStaff.objects.filter(generation=generation.pk, staff_id=OuterRef("from_staff_id"))
    rows = visibility.visible(Transfer, actor, generation).filter(to_staff_id=to, moved_at__gte=since)
    return rows.annotate(
        customer=Subquery(customer.values(told=told)[:1]), origin=Subquery(person.values("name")[:1])
    ).order_by("-moved_at", "-id")[:MOST]
