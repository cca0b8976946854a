"""Read what a customer allowed and refused: what stands now, and how it came to that."""

import datetime as dt
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from tilth.access import visibility
from tilth.data.models import Consent, Generation, User


@dataclass(frozen=True, kw_only=True)
class ConsentDecision:
    """One decision as the customer page shows it."""

    id: UUID
    decision: str
    text_version: str
    evidence: str
    decided_at: dt.datetime
    recorded_by: str


@dataclass(frozen=True, kw_only=True)
class Consented:
    """What stands for one purpose and one channel or `any`, and what was decided before, newest first."""

    purpose: str
    channel: str
    latest: ConsentDecision
    earlier: tuple[ConsentDecision, ...]


def of_customer(actor: User, generation: Generation, *, customer_id: str) -> tuple[Consented, ...]:
    """Return a customer's decisions by purpose and channel, `any` among them; one query."""
    rows = (
        visibility.visible(Consent, actor, generation)
        .filter(customer_id=customer_id)
        .select_related("recorded_by")
        .defer("recorded_by__password")
        .order_by("purpose", "channel", "-decided_at", "-id")
    )
    found = []
    for (purpose, channel), group in groupby(rows, key=lambda row: (row.purpose, row.channel)):
        items = tuple(_item(row) for row in group)
        found.append(Consented(purpose=purpose, channel=channel, latest=items[0], earlier=items[1:]))
    return tuple(found)


def _item(row: Consent) -> ConsentDecision:
    return ConsentDecision(
        id=row.pk,
        decision=row.decision,
        text_version=row.text_version,
        evidence=row.evidence,
        decided_at=row.decided_at,
        recorded_by=row.recorded_by.name,
    )
