"""Plan something about a customer without a contact, change it, write a note, say who came (REC-03, B1)."""

import datetime as dt
from dataclasses import dataclass
from typing import Final, Literal
from uuid import UUID

from django.db import transaction

from tilth.data.models import Task
from tilth.domain import guards
from tilth.domain.acting import Acting, Unclear, Who
from tilth.domain.days import ZONE
from tilth.domain.tasks import no_show
from tilth.domain.tasks.hands import LATEST, begin, own
from tilth.kernel.sentences import marked as _
from tilth.policy import codes

SAME: Final = "same"
Same = Literal["same"]
"""The hour that a task has already."""
_WRITTEN = ("kind", "step", "text", "due_on", "due_at", "place", "party", "moved_from_on", "moved_from_at")


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What is to be done: a code of `codes.NEXT_STEPS`, words, a day and perhaps an hour and a place."""

    step: str
    text: str = ""
    due_on: dt.date
    due_at: dt.time | None = None
    place: str = ""
    party: str = ""


@transaction.atomic
def add(who: Who, customer_id: str, *, plan: Plan) -> Task:
    """Plan something for oneself; a visit at an hour and a place is an appointment.

    Raises NotAllowedError, CustomerNotVisibleError, AuthenticationDataError, Unclear.
    """
    _check(plan, who.today)
    at = begin(who, customer_id)
    guards.stands(at.customer, who.today)
    made = _task(at)
    made.kind = _kind(plan)
    _write(made, plan)
    made.save()
    return made


@transaction.atomic
def note(who: Who, customer_id: str, *, text: str) -> Task:
    """Write something down about a customer; it is done at once and falls due never.

    Raises NotAllowedError, CustomerNotVisibleError, AuthenticationDataError, Unclear.
    """
    if not text.strip():
        raise _unclear("A note says something: write a few words.")
    guards.free_text(text)
    made = _task(begin(who, customer_id))
    made.kind, made.text, made.due_on, made.done_at = "note", text.strip(), who.today, who.at
    made.save()
    return made


@transaction.atomic
def change(who: Who, customer_id: str, task_id: UUID, *, plan: Plan) -> Task:
    """Write an own open task anew, on another day where that was chosen.

    Raises NotAllowedError, CustomerNotVisibleError, NothingToUndoError, AuthenticationDataError, Unclear.
    """
    _check(plan, who.today)
    _at, found = own(who, customer_id, task_id)
    if found.done_at is not None or found.voided_at is not None:
        raise guards.NothingToUndoError(str(task_id))
    if found.business_date is None:
        found.kind = _kind(plan)
    _write(found, plan)
    found.moved_from_on = found.moved_from_at = None  # what was written anew is not moved back
    found.save(update_fields=_WRITTEN)
    return found


@transaction.atomic
def met(who: Who, customer_id: str, task_id: UUID, *, came: str) -> Task | None:
    """Say whether the customer came to an appointment; the same answer again changes nothing.

    Returns the call that follows on the next working day where the customer did not come. Raises
    NotAllowedError, CustomerNotVisibleError, NothingToUndoError, Unclear.
    """
    if came not in codes.MEETINGS:
        raise _unclear(f"{came!r} is no result: say {' or '.join(codes.MEETINGS)}.")
    at, found = own(who, customer_id, task_id)
    if found.kind != "appointment" or found.voided_at is not None:
        raise guards.NothingToUndoError(str(task_id))
    if found.due_on > who.today:
        raise _unclear("This appointment is still to come.")
    if found.came is not None:
        return None
    found.came, found.done_at = came, found.done_at or who.at
    found.save(update_fields=["came", "done_at"])
    return no_show.follow(at, found) if came == "did_not_come" else None


@transaction.atomic
def move(
    who: Who, customer_id: str, task_id: UUID, *, due_on: dt.date, due_at: dt.time | Same | None = SAME
) -> Task:
    """Put an own open task off, or bring it forward, to another day or hour; to its own changes nothing.

    It keeps its hour where none is named; None takes the hour away: it is for the day.
    Raises NotAllowedError, CustomerNotVisibleError, NothingToUndoError, Unclear.
    """
    _day(due_on, who.today)
    _hour(who, due_on, due_at)
    _at, found = own(who, customer_id, task_id)
    if found.done_at is not None or found.voided_at is not None:
        raise guards.NothingToUndoError(str(task_id))
    hour = found.due_at if isinstance(due_at, str) else due_at
    if (found.due_on, found.due_at) != (due_on, hour):
        if found.settled_in_id is None:  # what a contact moved goes back with that contact
            found.moved_from_on, found.moved_from_at = found.due_on, found.due_at
        found.due_on, found.due_at = due_on, hour
        found.save(update_fields=["due_on", "due_at", "moved_from_on", "moved_from_at"])
    return found


@transaction.atomic
def move_back(who: Who, customer_id: str, task_id: UUID) -> Task:
    """Undo that a task was moved, to the day on which it lay before; again changes nothing.

    Raises NotAllowedError, CustomerNotVisibleError, NothingToUndoError.
    """
    _at, found = own(who, customer_id, task_id)
    if found.done_at is not None or found.voided_at is not None or found.settled_in_id is not None:
        raise guards.NothingToUndoError(str(task_id))
    if found.moved_from_on is not None:
        found.due_on, found.due_at = found.moved_from_on, found.moved_from_at
        found.moved_from_on = found.moved_from_at = None
        found.save(update_fields=["due_on", "due_at", "moved_from_on", "moved_from_at"])
    return found


def _task(at: Acting) -> Task:
    by = at.who.by
    number = at.customer.customer_id
    return Task(customer_id=number, staff_id=by.staff_id or "", user=by, made_at=at.who.at)


def _kind(plan: Plan) -> str:
    if plan.step == "visit":
        return "appointment"
    return "call" if plan.step == "call_again" else "task"


def _write(task: Task, plan: Plan) -> None:
    task.step, task.text, task.due_on, task.due_at = plan.step, plan.text, plan.due_on, plan.due_at
    task.place, task.party = plan.place or None, plan.party or None


def _check(plan: Plan, day: dt.date) -> None:
    guards.free_text(plan.text, plan.party)
    if plan.step not in codes.NEXT_STEPS or plan.step == "none" or (plan.step == "other" and not plan.text):
        raise _unclear("A task says what is to be done: choose it, or write a few words.")
    _day(plan.due_on, day)


def _day(due_on: dt.date, today: dt.date) -> None:
    if not today <= due_on <= today + LATEST:
        raise _unclear("Choose a day from today on, within a year.")


def _hour(who: Who, due_on: dt.date, due_at: dt.time | Same | None) -> None:
    now = who.at.astimezone(ZONE)
    if isinstance(due_at, dt.time) and due_on == now.date() and due_at < now.time():
        raise _unclear("That hour has passed: choose a later one.")


def _unclear(exactly: str) -> Unclear:
    return Unclear(_("Say what is to be done, on a day from today on and within a year."), exactly=exactly)
