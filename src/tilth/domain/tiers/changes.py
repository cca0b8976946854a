"""Read when a customer's tier and lifecycle became others (TIER-15, LIFE-01)."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db.models import Q

from tilth.access import reads, visibility
from tilth.access.ahead import Asked
from tilth.data.models import Generation, StandingChange, User

if TYPE_CHECKING:
    from django.db.models import QuerySet

MOST = 12
"""Changes that are named of one customer, the newest."""


def of_customer(actor: User, generation: Generation, *, customer_id: str) -> tuple[StandingChange, ...]:
    """Return the newest changes up to the night that is shown, and one more than `MOST` where there are.

    Empty for a customer out of sight; one query.
    """
    day = generation.business_date
    return tuple(_changes(actor, generation, customer_id=customer_id, day=day))


def asked(actor: User, generation: Generation, *, customer_id: str) -> Asked[StandingChange]:
    """Return what `of_customer` asks, to be sent together with other reads."""
    return _changes.asked(actor, generation, customer_id=customer_id, day=generation.business_date)


def page(
    actor: User, generation: Generation, *, customer_id: str, after: int | None, most: int
) -> tuple[StandingChange, ...]:
    """Return changes up to the night that is shown, newest first, those behind `after`, at most `most`.

    Nothing behind a number that is none of the customer's; one query, two with `after`.
    """
    rows = visibility.visible(StandingChange, actor, generation)
    mine = rows.filter(customer_id=customer_id, changed_on__lte=generation.business_date)
    if after is not None:
        last = mine.filter(pk=after).first()
        if last is None:
            return ()
        same = Q(changed_on=last.changed_on, what__gt=last.what)
        mine = mine.filter(Q(changed_on__lt=last.changed_on) | same)
    return tuple(mine.order_by("-changed_on", "what")[:most])


@reads.scoped
def _changes(
    actor: User, generation: Generation, *, customer_id: str, day: dt.date
) -> "QuerySet[StandingChange]":
    rows = visibility.visible(StandingChange, actor, generation)
    mine = rows.filter(customer_id=customer_id, changed_on__lte=day)
    return mine.order_by("-changed_on", "what")[: MOST + 1]
