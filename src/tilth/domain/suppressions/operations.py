"""Say that nobody may contact a customer at present, and why; and lift it (C-07, C-10, C-11, C-54)."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from tilth.access import visibility
from tilth.data.models import Generation, Suppression, User
from tilth.domain import guards
from tilth.policy.permissions import Action, Thing
from tilth.policy.vocabulary import SUPPRESSIONS

RESTRICTED = "restricted"
"""Stops all processing but storage; a permission of its own (C-07)."""


class SuppressionUnclearError(ValueError):
    """A suppression names no known kind, or ends before it starts."""


class AlreadyLiftedError(ValueError):
    """The suppression was lifted before."""


@transaction.atomic
def add(  # noqa: PLR0913 - one act, told in keywords
    *,
    by: User,
    at: dt.datetime,
    generation: Generation,
    customer_id: str,
    kind: str,
    starts_on: dt.date | None = None,
    ends_on: dt.date | None = None,
    reason: str = "",
) -> Suppression:
    """Store one suppression from `starts_on` (default: today) to `ends_on` (None: until lifted).

    Raises NotAllowedError, CustomerNotVisibleError, SuppressionUnclearError, AuthenticationDataError. A
    restricted customer is out of everybody's sight but compliance's from this moment on.
    """
    guards.allowed(by, _thing(kind), Action.CREATE)
    if kind not in SUPPRESSIONS:
        raise SuppressionUnclearError(f"{kind!r} is no reason: choose one of {', '.join(SUPPRESSIONS)}.")
    guards.free_text(reason)
    guards.customer(by, generation, customer_id)
    first = starts_on or guards.day(at)
    if ends_on is not None and ends_on < first:
        raise SuppressionUnclearError(f"It cannot end on {ends_on}, before it starts on {first}.")
    return Suppression.objects.create(
        customer_id=customer_id,
        kind=kind,
        starts_on=first,
        ends_on=ends_on,
        reason=reason.strip(),
        recorded_by=by,
    )


@transaction.atomic
def lift(*, by: User, at: dt.datetime, generation: Generation, suppression_id: UUID) -> None:
    """Lift one suppression at once; CustomerNotVisibleError when it is not in sight, AlreadyLiftedError."""
    guards.allowed(by, Thing.SUPPRESSION, Action.UPDATE)
    rows = visibility.visible(Suppression, by, generation).filter(pk=suppression_id)
    kind = rows.values_list("kind", flat=True).first()
    if kind is None:
        raise guards.CustomerNotVisibleError(str(suppression_id))
    guards.allowed(by, _thing(kind), Action.UPDATE)
    if not rows.filter(lifted_at__isnull=True).update(lifted_at=at, lifted_by=by):
        raise AlreadyLiftedError("This suppression has been lifted before.")


def _thing(kind: str) -> Thing:
    return Thing.RESTRICTION if kind == RESTRICTED else Thing.SUPPRESSION
