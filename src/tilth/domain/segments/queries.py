"""Read which segment a person confirmed."""

import datetime as dt
from dataclasses import dataclass

from tilth.access import visibility
from tilth.data.models import Generation, SegmentAssignment, User


@dataclass(frozen=True, kw_only=True)
class Confirmed:
    """What stands: the segment, empty where the customer was left to the rules again; why, by whom, when."""

    segment: str
    reason: str
    by: str
    at: dt.datetime


def confirmed(actor: User, generation: Generation, *, customer_id: str, scheme: str) -> Confirmed | None:
    """Return what a person last said of a customer's segment in one scheme; one query."""
    rows = visibility.visible(SegmentAssignment, actor, generation).filter(
        customer_id=customer_id, scheme=scheme
    )
    row = rows.select_related("confirmed_by").defer("confirmed_by__password").first()
    if row is None:
        return None
    return Confirmed(segment=row.segment, reason=row.reason, by=row.confirmed_by.name, at=row.confirmed_at)
