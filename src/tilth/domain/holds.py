"""Legal holds over the whole bank: those that stand, one set, one lifted; also of who left the feed."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F

from tilth.data.models import Hold
from tilth.domain import arguments, guards, locks, subjects
from tilth.domain.acting import Who
from tilth.domain.acts import Act
from tilth.domain.records import hold as records
from tilth.policy.subjects.hold import HOLD
from tilth.policy.things import Action, Thing

MOST = 200
"""Holds that the page shows; more are counted."""


def placing() -> Act:
    """Return the act that sets a hold: its arguments are the page's form."""
    return next(one for one in subjects.acts(HOLD) if one.run is records.place)


def standing(who: Who) -> tuple[tuple[Hold, ...], int]:
    """Return the holds that stand, newest first, each with `by`, and how many there are; NotAllowedError."""
    guards.allowed(who.by, Thing.HOLD, Action.SEARCH)
    rows = Hold.objects.unscoped().filter(lifted_at=None, voided_at=None)
    found = rows.annotate(by=F("made_by__name")).order_by("-made_at", "-id")[: MOST + 1]
    shown = tuple(found[:MOST])
    return shown, rows.count() if len(shown) == MOST else len(shown)


@transaction.atomic
def place(who: Who, customer_id: str, given: Mapping[str, Any]) -> Hold:
    """Set a hold on a customer of the night, or on one who has left the feed.

    Raises NotAllowedError, CustomerNotVisibleError, Unclear, AuthenticationDataError.
    """
    try:
        made = placing().run(who, customer_id, **given)
    except guards.CustomerNotVisibleError:
        if not _has_left(customer_id):
            raise
        made = _of_who_left(who, customer_id, given)
    if not isinstance(made, Hold):
        raise TypeError(made)
    return made


def _of_who_left(who: Who, customer_id: str, given: Mapping[str, Any]) -> Hold:
    """Set a hold on somebody whom no night names: no act finds a customer to act on."""
    guards.allowed(who.by, Thing.HOLD, Action.CREATE)
    told = arguments.checked(placing().arguments, given)
    records.has_come(told["stands_from"], today=who.today)
    locks.hold(customer_id, None)
    made = Hold(
        customer_id=customer_id, staff_id=who.by.staff_id or "", made_by=who.by, made_at=who.at, **told
    )
    if who.key is not None:
        made.id = who.key
        if (sent := Hold.objects.unscoped().filter(pk=who.key, made_by=who.by).first()) is not None:
            return sent
    made.save(force_insert=True)
    return made


@transaction.atomic
def lift(who: Who, hold: UUID) -> Hold:
    """Lift a hold, whoever it is about; NotAllowedError, CustomerNotVisibleError, Unclear."""
    guards.allowed(who.by, Thing.HOLD, Action.UPDATE)
    row = Hold.objects.unscoped().filter(pk=hold, voided_at=None).select_for_update(of=("self",)).first()
    if row is None:
        raise guards.CustomerNotVisibleError(str(hold))
    records.lifted(row, who).save(update_fields=["lifted_at", "lifted_by"])
    return row


def _has_left(customer_id: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tilth_left_on(%s)", [customer_id])
        return (cursor.fetchone() or (None,))[0] is not None
