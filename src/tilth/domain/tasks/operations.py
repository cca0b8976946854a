"""Put a call off, plan, change and tick a task, and take it back (REC-03, REC-04)."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from tilth.data.models import Generation, Task, User
from tilth.domain import days, guards, locks
from tilth.policy.permissions import Action, Thing

LATEST = dt.timedelta(days=366)


class MomentUnclearError(ValueError):
    """A call is put off to a moment that has passed, or to more than a year away."""


@transaction.atomic
def put_off(  # noqa: PLR0913 - one act, told in keywords
    *,
    by: User,
    at: dt.datetime,
    generation: Generation,
    customer_id: str,
    due_on: dt.date,
    due_at: dt.time | None = None,
) -> Task:
    """Move a call to later today or another day; the name keeps its rank of the day.

    Put off again, the newer moment counts; the same moment again changes nothing. Raises NotAllowedError,
    CustomerNotVisibleError, MomentUnclearError.
    """
    guards.allowed(by, Thing.TASK, Action.CREATE)
    customer = guards.customer(
        by, generation, customer_id, only=("customer_id", "business_date", "list_rank", "rm_id")
    )
    if by.staff_id is None:
        raise guards.CustomerNotVisibleError(customer_id)
    _check(at, due_on, due_at)
    locks.hold(customer_id, None)
    whose = guards.keeper(by, generation, customer.rm_id)
    listed = customer.list_rank is not None and customer.rm_id == whose
    night = customer.business_date if listed else None
    open_calls = Task.objects.unscoped().filter(
        customer_id=customer_id, staff_id=whose, kind="call", business_date=night, done_at=None
    )
    for earlier in open_calls.filter(voided_at=None):
        if (earlier.due_on, earlier.due_at) == (due_on, due_at):
            return earlier
        _void(earlier, by, at)
    return Task.objects.create(
        customer_id=customer_id,
        staff_id=whose,
        user=by,
        kind="call",
        due_on=due_on,
        due_at=due_at,
        business_date=night,
        made_at=at,
    )


@transaction.atomic
def take_back(*, by: User, at: dt.datetime, generation: Generation, customer_id: str, task_id: UUID) -> Task:
    """Undo a call put off a moment ago; again changes nothing.

    Raises NotAllowedError, CustomerNotVisibleError, NothingToUndoError, TooLateError.
    """
    found = own(by, generation, customer_id, task_id)
    if found.voided_at is None:
        guards.undoable(found.made_at, at)
        _void(found, by, at)
    return found


@transaction.atomic
def tick(*, by: User, at: dt.datetime, generation: Generation, customer_id: str, task_id: UUID) -> Task:
    """Say that a task is done; again changes nothing.

    Raises NotAllowedError, CustomerNotVisibleError, NothingToUndoError.
    """
    found = own(by, generation, customer_id, task_id)
    if found.done_at is None and found.voided_at is None:
        found.done_at = at
        found.save(update_fields=["done_at"])
    return found


@transaction.atomic
def reopen(*, by: User, at: dt.datetime, generation: Generation, customer_id: str, task_id: UUID) -> Task:
    """Undo that a task is done, moments after; again changes nothing.

    Raises NotAllowedError, CustomerNotVisibleError, NothingToUndoError, TooLateError.
    """
    found = own(by, generation, customer_id, task_id)
    if found.done_at is not None and found.kind != "note":
        guards.undoable(found.done_at, at)
        found.done_at = found.came = None
        found.save(update_fields=["done_at", "came"])
    return found


def own(by: User, generation: Generation, customer_id: str, task_id: UUID) -> Task:
    """Return a task about a customer in sight, the own or that of somebody stood in for, locked."""
    guards.allowed(by, Thing.TASK, Action.UPDATE)
    guards.customer(by, generation, customer_id, only=("customer_id",))
    mine = guards.managers(by, generation)
    rows = Task.objects.unscoped().filter(pk=task_id, customer_id=customer_id, staff_id__in=mine)
    found = rows.select_for_update(of=("self",)).first()
    if found is None:
        raise guards.NothingToUndoError(str(task_id))
    return found


def _void(task: Task, by: User, at: dt.datetime) -> None:
    task.voided_at, task.voided_by = at, by
    task.save(update_fields=["voided_at", "voided_by"])


def _check(at: dt.datetime, due_on: dt.date, due_at: dt.time | None) -> None:
    now = at.astimezone(days.ZONE)
    if due_on > now.date() + LATEST:
        raise MomentUnclearError("That is more than a year away: choose an earlier day.")
    if due_on < now.date() or (due_on == now.date() and (due_at is None or due_at <= now.time())):
        raise MomentUnclearError("That moment has passed: choose a later time today, or another day.")
