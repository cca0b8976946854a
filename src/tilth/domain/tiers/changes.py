"""Read when a customer's tier and lifecycle became others (TIER-15, LIFE-01)."""

import datetime as dt
from typing import TYPE_CHECKING

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


@reads.scoped
def _changes(
    actor: User, generation: Generation, *, customer_id: str, day: dt.date
) -> "QuerySet[StandingChange]":
    rows = visibility.visible(StandingChange, actor, generation)
    mine = rows.filter(customer_id=customer_id, changed_on__lte=day)
    return mine.order_by("-changed_on", "what")[: MOST + 1]
