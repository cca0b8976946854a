"""Tick a key action that nothing counts, and take the tick back (ACT-01…05)."""

import datetime as dt

from django.db import transaction

from tilth.data.models import ActionTick
from tilth.domain import bank, guards, locks
from tilth.domain.acting import Unclear, Who
from tilth.kernel.sentences import marked as _
from tilth.policy import key_actions
from tilth.policy.permissions import Action, Thing
from tilth.policy.playbook.work import KeyAction


@transaction.atomic
def tick(who: Who, code: str, *, since: dt.date) -> ActionTick:
    """Say that a key action of the running span is done; a second time changes nothing.

    `since`: first day of the span. Raises NotAllowedError, Unclear.
    """
    _meant(who, code, since)
    locks.hold_day(who.by.pk, since.isoformat())
    return _row(who, code, since) or ActionTick.objects.create(
        staff_id=who.by.staff_id or "", action=code, since=since, written_by=who.by, ticked_at=who.at
    )


@transaction.atomic
def take_back(who: Who, code: str, *, since: dt.date) -> None:
    """Say that it is not done after all; where it was not ticked nothing changes.

    Raises NotAllowedError, Unclear.
    """
    _meant(who, code, since)
    locks.hold_day(who.by.pk, since.isoformat())
    row = _row(who, code, since)
    if row is not None:
        row.taken_back_at = who.at
        row.save(update_fields=["taken_back_at"])


def _row(who: Who, code: str, since: dt.date) -> ActionTick | None:
    """Return the tick that stands, if any does."""
    mine = ActionTick.objects.filter(staff_id=who.by.staff_id, action=code, since=since)
    return mine.filter(taken_back_at=None).first()


def _meant(who: Who, code: str, since: dt.date) -> KeyAction:
    """Return the key action of the own map; Unclear where it may not be ticked for that span."""
    guards.allowed(who.by, Thing.KEY_ACTION, Action.CREATE)
    guards.allowed(who.by, Thing.KEY_ACTION, Action.UPDATE)
    if not who.by.staff_id:
        raise Unclear(_("Your account has no staff number: ask the administrator to enter it."))
    work = bank.playbook_of(who.generation.business_date).work
    mine = (one for one in work.actions if who.by.role in one.roles and not one.counted)
    found = next((one for one in mine if one.code == code), None)
    if found is None:
        raise Unclear(_("Nothing is ticked: this key action is not in your map any more."))
    if key_actions.span(found.span, who.today).since != since:
        raise Unclear(_("Nothing is ticked: that day, week or month has ended."))
    return found
