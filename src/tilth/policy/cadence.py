"""Cadence: customer-agreed, else the segment's, else the tier's; one rule decides (TRAP-05, NEED-12)."""

import datetime as dt
from dataclasses import dataclass

from tilth.policy.playbook import Playbook


@dataclass(frozen=True)
class Cadence:
    """Whole days between contacts, and which rule set them: agreed, segment or tier."""

    days: int
    source: str


def in_force(playbook: Playbook, *, agreed: int | None, segment: str | None, tier: str) -> Cadence:
    """Return the cadence of a customer; halves of a day are rounded down, so that care is never late."""
    if agreed is not None:
        return Cadence(agreed, "agreed")
    found = playbook.segments.scheme.segment(segment)
    if found is not None and found.cadence_days is not None:
        return Cadence(int(found.cadence_days), "segment")
    return Cadence(playbook.tier_cadence[tier], "tier")


def due_on(cadence: Cadence, *, last_contact_on: dt.date | None, opened_on: dt.date) -> dt.date:
    """Return the day by which the next contact is due."""
    return (last_contact_on or opened_on) + dt.timedelta(days=cadence.days)


def overdue_days(due: dt.date, day: dt.date) -> int:
    """Return how many days `day` lies after `due`; 0 when it does not."""
    return max(0, (day - due).days)
