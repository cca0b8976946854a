"""Levels: where a relationship stands, and how far it fulfils a level, as an act reads it."""

from tilth.data.models import Level, PublishedCustomer
from tilth.domain.acting import Acting
from tilth.domain.levels import reading
from tilth.domain.levels.reading import Relationship
from tilth.policy.levels.codes import FIRST
from tilth.policy.levels.judging import Judged


def level_of(at: Acting) -> str:
    """Return the level of the last confirmed step; the first one where nobody confirmed any."""
    newest = at.rows(Level).filter(state="confirmed").order_by("-stepped_on", "-made_at", "-id")
    return next(iter(newest.values_list("reached", flat=True)[:1]), FIRST)


def judged(at: Acting, level: str) -> tuple[Judged, ...]:
    """Return the criteria of a level as they stand today."""
    return relationship(at).judged(level)


def relationship(at: Acting) -> Relationship:
    """Return the relationship with the customer of an act."""
    customer = at.rows(PublishedCustomer).get()
    return reading.of_customer(
        at.who.by, at.who.generation, customer=customer, playbook=at.playbook, today=at.today
    )
