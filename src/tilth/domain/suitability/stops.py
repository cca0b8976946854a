"""Whether a stop holds everything that sells: an open complaint, mourning, a lawsuit (TRAP-19, C-54)."""

import datetime as dt
from typing import TYPE_CHECKING

from tilth.access import reads, visibility
from tilth.data.models import Generation, PublishedCustomer, Suppression, User

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from tilth.access.ahead import Asked


def stopped(by: User, generation: Generation, customer: PublishedCustomer, *, day: dt.date) -> bool:
    """Say whether nothing may be offered to a customer in sight on a day; one query."""
    rows = list(_unlifted(by, generation, customer_id=customer.customer_id))
    stands = any(row.starts_on <= day and (row.ends_on is None or day <= row.ends_on) for row in rows)
    return stands or (customer.closed_on is not None and customer.closed_by(day))


def asked(by: User, generation: Generation, customer_id: str) -> "Asked[Suppression]":
    """Return what `stopped` asks, to be sent together with other reads."""
    return _unlifted.asked(by, generation, customer_id=customer_id)


@reads.scoped
def _unlifted(by: User, generation: Generation, *, customer_id: str) -> "QuerySet[Suppression]":
    mine = visibility.visible(Suppression, by, generation)
    return mine.filter(customer_id=customer_id, lifted_at=None).only("id", "starts_on", "ends_on")
