"""Erasures of the whole bank as compliance reads them: what waits first, then what was decided."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import F

from tilth.access import audit, visibility
from tilth.access.audit import Event
from tilth.data.models import Erasure, Generation, User
from tilth.domain import guards
from tilth.policy.things import Action, Thing

MOST = 200


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One erasure: of which number, why, since when, how it stands, and who was at it."""

    customer_id: str
    reason: str
    state: str
    asked_on: dt.date
    asked_by: str
    decided_at: dt.datetime | None
    decided_by: str
    own: bool
    """The reader asked for it, and somebody else decides."""


def standing(by: User, generation: Generation) -> tuple[Asked, ...]:
    """Return at most `MOST` erasures, those that wait first, the oldest of them on top; one query, audited.

    Raises NotAllowedError.
    """
    guards.allowed(by, Thing.ERASURE, Action.LIST)
    rows = visibility.visible(Erasure, by, generation).filter(voided_at=None)
    named = rows.annotate(asker=F("made_by__name"), decider=F("decided_by__name"))
    found = named.order_by(F("decided_at").desc(nulls_first=True), "asked_on", "id")[:MOST]
    asked = tuple(_asked(row, by) for row in found)
    audit.note(
        Event.LIST, customers=[one.customer_id for one in asked], subject_type="erasure", detail={"page": 1}
    )
    return asked


def _asked(row: Erasure, by: User) -> Asked:
    return Asked(
        customer_id=row.customer_id,
        reason=row.reason,
        state=row.state,
        asked_on=row.asked_on,
        asked_by=getattr(row, "asker", ""),
        decided_at=row.decided_at,
        decided_by=getattr(row, "decider", None) or "",
        own=row.made_by_id == by.pk,
    )
