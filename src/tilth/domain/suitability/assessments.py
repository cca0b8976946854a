"""Which assessment of a customer counts: the core system's or the newest taken in the bank (C-41)."""

import datetime as dt
from typing import TYPE_CHECKING

from tilth.access import reads, visibility
from tilth.data.models import Assessment, Generation, PublishedCustomer, User
from tilth.policy.suitability import Suitability, newer, of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from tilth.access.ahead import Asked


def counting(
    by: User, generation: Generation, customer: PublishedCustomer, *, day: dt.date, years: int
) -> Suitability:
    """Return what the newer of the core's and the bank's own assessment is worth on a day; one query."""
    fed = of(customer.risk_level, customer.risk_assessed_on, day=day, years=years)
    row = next(iter(_newest(by, generation, customer_id=customer.customer_id)), None)
    if row is None:
        return fed
    return newer(fed, of(row.level, row.assessed_on, day=day, years=years, lowest=row.lowest))


def asked(by: User, generation: Generation, customer_id: str) -> "Asked[Assessment]":
    """Return what `counting` asks, to be sent together with other reads."""
    return _newest.asked(by, generation, customer_id=customer_id)


@reads.scoped
def _newest(by: User, generation: Generation, *, customer_id: str) -> "QuerySet[Assessment]":
    mine = visibility.visible(Assessment, by, generation).filter(customer_id=customer_id)
    return mine.order_by("-assessed_on", "-made_at", "-id")[:1]
