"""Read why a customer may not be contacted, now and before."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from tilth.access import visibility
from tilth.data.models import Generation, Suppression, User


@dataclass(frozen=True, kw_only=True)
class Suppressed:
    """One suppression as the customer page shows it."""

    id: UUID
    kind: str
    starts_on: dt.date
    ends_on: dt.date | None
    reason: str
    recorded_by: str
    lifted_at: dt.datetime | None
    lifted_by: str
    running: bool


def of_customer(
    actor: User, generation: Generation, *, customer_id: str, today: dt.date
) -> tuple[Suppressed, ...]:
    """Return a customer's suppressions, newest first, the lifted ones too; one query."""
    rows = (
        visibility.visible(Suppression, actor, generation)
        .filter(customer_id=customer_id)
        .select_related("recorded_by", "lifted_by")
        .defer("recorded_by__password", "lifted_by__password")
        .order_by("-starts_on", "-id")
    )
    return tuple(_item(row, today) for row in rows)


def _item(row: Suppression, today: dt.date) -> Suppressed:
    held = row.starts_on <= today and (row.ends_on is None or row.ends_on >= today)
    return Suppressed(
        id=row.pk,
        kind=row.kind,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        reason=row.reason,
        recorded_by=row.recorded_by.name,
        lifted_at=row.lifted_at,
        lifted_by="" if row.lifted_by is None else row.lifted_by.name,
        running=held and row.lifted_at is None,
    )
