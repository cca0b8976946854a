"""Say that nobody may contact a customer at present, and why; and lift it (C-07, C-10, C-11, C-54)."""

import datetime as dt
from typing import Annotated

from tilth.data.models import Suppression
from tilth.domain import guards, refusing
from tilth.domain.acting import Acting
from tilth.domain.acts import adds, changes
from tilth.domain.arguments import Note, OneOf
from tilth.policy import codes
from tilth.policy.subjects.suppression import SUPPRESSION
from tilth.policy.things import Action, Thing
from tilth.policy.words import Words

RESTRICTED = "restricted"
"""Stops all processing but storage; a permission of its own (C-07)."""


@adds(SUPPRESSION, Words("Stop contacts", "停止联络"))
def add(
    at: Acting,
    *,
    kind: Annotated[str, OneOf(codes.SUPPRESSIONS)],
    starts_on: dt.date | None = None,
    ends_on: dt.date | None = None,
    reason: Note = "",
) -> Suppression:
    """Store one suppression from `starts_on` (default: today) to `ends_on` (None: until lifted).

    A restricted customer is out of everybody's sight but compliance's from this moment on.
    """
    _restricting(at, kind, Action.CREATE)
    return Suppression.objects.create(
        customer_id=at.customer.customer_id,
        kind=kind,
        starts_on=guards.first_day("It", starts_on=starts_on, ends_on=ends_on, today=at.today),
        ends_on=ends_on,
        reason=reason,
        recorded_by=at.who.by,
    )


@changes(SUPPRESSION, Suppression, Words("Lift it", "解除"))
def lift(at: Acting, stop: Suppression) -> Suppression:
    """Lift one suppression at once."""
    _restricting(at, stop.kind, Action.UPDATE)
    if stop.lifted_at is not None:
        raise refusing.ended("This suppression has been lifted before.")
    stop.lifted_at, stop.lifted_by = at.who.at, at.who.by
    return at.changed(stop)


def _restricting(at: Acting, kind: str, action: Action) -> None:
    if kind == RESTRICTED:
        guards.allowed(at.who.by, Thing.RESTRICTION, action)
