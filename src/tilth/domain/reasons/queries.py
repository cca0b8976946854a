"""An event as it is told: with the words of the product it is about."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q

from tilth.access import visibility
from tilth.data.models import Generation, PublishedEvent, PublishedHolding, ReasonClosure, User


@dataclass(frozen=True, kw_only=True)
class Event:
    """One event of tonight with the words of the product it is about."""

    kind: str
    due_on: dt.date
    amount: Decimal | None
    detail: Mapping[str, object]
    product_name: str = ""
    subject: str = ""
    """The holding's number; empty for an event about none."""
    event_id: str = ""
    open: bool = False
    """The night keeps it as an open reason: a person may close it."""
    since: dt.date | None = None
    """The earlier night whose figures it tells; None for tonight's."""


def product_names(actor: User, generation: Generation, holdings: Iterable[str]) -> dict[str, str]:
    """Return the product's name per holding, for those that are about a holding."""
    wanted = sorted({holding for holding in holdings if holding})
    if not wanted:
        return {}
    rows = visibility.visible(PublishedHolding, actor, generation).filter(holding_id__in=wanted)
    return dict(rows.values_list("holding_id", "product_name"))


def event(row: PublishedEvent, names: dict[str, str], generation: Generation) -> Event:
    """Return a published event with the name of the product it is about."""
    before = row.business_date < generation.business_date
    return Event(
        kind=row.kind,
        due_on=row.due_on,
        amount=row.amount,
        detail=row.detail,
        product_name=names.get(row.subject, ""),
        subject=row.subject,
        event_id=row.event_id,
        open=row.state == "open",
        since=row.business_date if before else None,
    )


def closed() -> Q:
    """Return: a person closed the event, and did not open it again."""
    closures = ReasonClosure.objects.unscoped().filter(event_id=OuterRef("event_id"), voided_at=None)
    return Q(Exists(closures))
