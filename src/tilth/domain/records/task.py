"""Put a call off, plan, change and tick a task, and take it back (REC-03, REC-04)."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from tilth.data.models import Task
from tilth.domain import days, guards
from tilth.domain.acting import Acting, Unclear, Who
from tilth.domain.tasks import no_show
from tilth.domain.tasks.hands import LATEST, begin, own
from tilth.kernel.sentences import marked as _


@transaction.atomic
def put_off(who: Who, customer_id: str, *, due_on: dt.date, due_at: dt.time | None = None) -> Task:
    """Move a call to later today or another day; the name keeps its rank of the day.

    Put off again, the newer moment counts; the same moment again changes nothing, nor does what is sent again
    under its key. Raises NotAllowedError, CustomerNotVisibleError, Unclear.
    """
    at = begin(who, customer_id)
    sent = at.sent(Task)
    if sent is not None:
        return sent
    _check(who.at, due_on, due_at)
    made = _call(at, due_on, due_at)
    open_calls = Task.objects.unscoped().filter(
        customer_id=customer_id,
        staff_id=made.staff_id,
        kind="call",
        business_date=made.business_date,
        done_at=None,
    )
    for earlier in open_calls.filter(voided_at=None):
        if (earlier.due_on, earlier.due_at) == (due_on, due_at):
            return earlier
        at.void(earlier)
    made.save(force_insert=True)
    return made


def withdrawn(at: Acting, *, due_on: dt.date, due_at: dt.time | None = None) -> Task:
    """Store a call put off that was undone before it came: it counts nowhere, and its key is used."""
    made = _call(at, due_on, due_at)
    made.voided_at, made.voided_by = at.who.at, at.who.by
    made.save(force_insert=True)
    return made


def _call(at: Acting, due_on: dt.date, due_at: dt.time | None) -> Task:
    """Return a call put off, not stored yet: of the list where the customer stands on it."""
    who = at.who
    whose = guards.keeper(who.by, who.generation, at.customer.rm_id)
    listed = at.customer.list_rank is not None and at.customer.rm_id == whose
    return Task(
        id=at.number,
        customer_id=at.customer.customer_id,
        staff_id=whose,
        user=who.by,
        kind="call",
        due_on=due_on,
        due_at=due_at,
        business_date=at.customer.business_date if listed else None,
        made_at=who.at,
    )


@transaction.atomic
def take_back(who: Who, customer_id: str, task_id: UUID) -> Task:
    """Undo a call put off a moment ago; again changes nothing.

    Raises NotAllowedError, CustomerNotVisibleError, NothingToUndoError, TooLateError.
    """
    at, found = own(who, customer_id, task_id)
    return at.take_back(found)


@transaction.atomic
def tick(who: Who, customer_id: str, task_id: UUID) -> Task:
    """Say that a task is done; again changes nothing.

    Raises NotAllowedError, CustomerNotVisibleError, NothingToUndoError.
    """
    _at, found = own(who, customer_id, task_id)
    if found.done_at is None and found.voided_at is None:
        found.done_at = who.at
        found.save(update_fields=["done_at"])
    return found


@transaction.atomic
def reopen(who: Who, customer_id: str, task_id: UUID) -> Task:
    """Undo that a task is done, moments after; again changes nothing. A call that followed is taken back.

    Raises NotAllowedError, CustomerNotVisibleError, NothingToUndoError, TooLateError.
    """
    at, found = own(who, customer_id, task_id)
    if found.done_at is not None and found.kind != "note":
        guards.undoable(found.done_at, who.at)
        if found.came == "did_not_come":
            no_show.take_back(at, found)
        found.done_at = found.came = None
        found.save(update_fields=["done_at", "came"])
    return found


def _check(at: dt.datetime, due_on: dt.date, due_at: dt.time | None) -> None:
    now = at.astimezone(days.ZONE)
    if due_on > now.date() + LATEST:
        raise Unclear(_("That is more than a year away: choose an earlier day."))
    if due_on < now.date() or (due_on == now.date() and (due_at is None or due_at <= now.time())):
        raise Unclear(_("That moment has passed: choose a later time, or another day."))
