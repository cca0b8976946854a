"""Record what happened with a customer: once, whole, and only by somebody who may see the customer."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction

from tilth.data.models import Clearance, Contact, Generation, PublishedCustomer, Task, User
from tilth.domain import days, guards, locks
from tilth.domain.contacts import queries
from tilth.policy.permissions import Action, Thing

SILENT_OUTCOMES = frozenset({"no_answer", "busy", "wrong_number", "left_message"})
"""Outcomes in which nobody spoke: they are attempts, never two-way (KPI-03)."""

CustomerNotVisibleError = guards.CustomerNotVisibleError
AuthenticationDataError = guards.AuthenticationDataError


class NotTwoWayError(ValueError):
    """A contact in which nobody spoke was called two-way."""


class RecordedMeanwhileError(RuntimeError):
    """Somebody else recorded a contact with the customer since the form was opened; nothing was stored."""

    def __init__(self, theirs: Contact) -> None:
        super().__init__("Somebody else recorded a contact with this customer since the form was opened.")
        self.theirs = theirs


class KeyTakenError(ValueError):
    """The form's key was used before for another record; nothing of this one was stored."""

    def __init__(self) -> None:
        super().__init__(
            "This key was used before for a record of another customer or with other content, and nothing was"
            " stored now: send it again under a new key."
        )


class NextStepUnclearError(ValueError):
    """A next step lacks its day, or a day its step, or the day has passed."""


@dataclass(frozen=True, kw_only=True)
class Record:
    """What a person writes down about one contact or attempt (REC-01, LIFE-08)."""

    customer_id: str
    key: str
    """The form's own key: sent twice, it is stored once."""
    channel: str
    outcome: str
    two_way: bool
    purpose: str
    content: str = ""
    duration_minutes: int | None = None
    next_step: str = ""
    next_step_on: dt.date | None = None
    next_step_at: dt.time | None = None
    """Time of day, where one was agreed."""
    next_step_kind: str = "task"
    """What the next step becomes on the list of tasks: task, appointment or call."""
    intention: str = ""
    """How far the customer means to go on; empty where nobody spoke."""
    effect: str = ""
    answers_list: bool = True
    """Whether it answers the list that stands now; a record that waited may be of an earlier day."""
    known: UUID | None = None
    """The newest contact that the writer knew of, NOBODY where there was none; None does not ask."""


NOBODY = UUID(int=0)
"""The writer knew of no contact at all."""


def check(record: Record, *, day: dt.date) -> None:
    """Raise NotTwoWayError or NextStepUnclearError when the parts of a record contradict each other."""
    if record.two_way and record.outcome in SILENT_OUTCOMES:
        raise NotTwoWayError
    if bool(record.next_step) != (record.next_step_on is not None):
        raise NextStepUnclearError
    if record.next_step_on is not None and record.next_step_on < day:
        raise NextStepUnclearError


def add(*, by: User, at: dt.datetime, generation: Generation, record: Record) -> Contact:
    """Store one contact; the same record again under its key returns the first one and stores nothing.

    A contact with a customer on tonight's list answers that list: it carries its date and rank. It uses the
    actor's open clearance; without one it is stored all the same, because it happened. Raises
    NotAllowedError, CustomerNotVisibleError, AuthenticationDataError, NotTwoWayError, NextStepUnclearError,
    KeyTakenError where the key belongs to another record,
    and RecordedMeanwhileError where a colleague was quicker and the record says what its writer knew.
    """
    guards.allowed(by, Thing.CONTACT, Action.CREATE)
    customer = guards.customer(by, generation, record.customer_id)
    if by.staff_id is None:
        raise CustomerNotVisibleError(record.customer_id)
    earlier = _earlier(by, record)
    if earlier is not None:
        return earlier
    day = at.astimezone(days.ZONE).date()
    check(record, day=day)
    guards.free_text(record.content, record.next_step)
    try:
        with transaction.atomic():
            locks.hold(customer.customer_id, None)
            _nobody_else(by, generation, record)
            clearance = queries.open_clearance(
                by, customer_id=customer.customer_id, channel=record.channel, at=at
            )
            made = _store(by, by.staff_id, at, customer, record, clearance)
            _plan(made, record)
            return made
    except IntegrityError:
        same = _earlier(by, record)
        if same is None:
            raise
        return same


@transaction.atomic
def take_back(
    *, by: User, at: dt.datetime, generation: Generation, customer_id: str, contact_id: UUID
) -> Contact:
    """Undo a contact moments after it was recorded, and what followed from it; again changes nothing.

    It counts nowhere any more: its clearance is free again, its next step is no task, calls put off are open.
    Raises NotAllowedError, CustomerNotVisibleError, NothingToUndoError, TooLateError.
    """
    guards.allowed(by, Thing.CONTACT, Action.UPDATE)
    customer = guards.customer(by, generation, customer_id, only=("customer_id",))
    locks.hold(customer.customer_id, None)
    own = Contact.objects.unscoped().filter(pk=contact_id, customer_id=customer_id, user=by)
    found = own.select_for_update().first()
    if found is None:
        raise guards.NothingToUndoError(str(contact_id))
    if found.voided_at is not None:
        return found
    guards.undoable(found.contacted_at, at)
    tasks = Task.objects.unscoped().filter(customer_id=customer_id, voided_at=None)
    tasks.filter(contact=found).update(voided_at=at, voided_by=by)
    tasks.filter(staff_id=found.staff_id, kind="call", done_at=found.contacted_at).update(done_at=None)
    found.voided_at, found.voided_by, found.clearance = at, by, None
    # the key is free again: the same form, sent once more, is a new record
    found.idempotency_key = f"void:{found.pk}"
    found.version += 1
    found.save(update_fields=["voided_at", "voided_by", "clearance", "idempotency_key", "version"])
    return found


def _nobody_else(by: User, generation: Generation, record: Record) -> None:
    """Raise RecordedMeanwhileError where a colleague recorded a contact that the writer did not know of."""
    if record.known is None:
        return
    theirs = queries.newest_by_others(by, generation, customer_id=record.customer_id, after=record.known)
    if theirs is not None:
        raise RecordedMeanwhileError(theirs)


def _plan(made: Contact, record: Record) -> None:
    """Turn the next step into a task, and call off the calls that this contact was."""
    Task.objects.unscoped().filter(
        customer_id=made.customer_id,
        staff_id=made.staff_id,
        kind="call",
        due_on__lte=made.contact_on,
        done_at=None,
        voided_at=None,
    ).update(done_at=made.contacted_at)
    if made.next_step_on is None:
        return
    Task.objects.create(
        customer_id=made.customer_id,
        staff_id=made.staff_id,
        user=made.user,
        kind=record.next_step_kind,
        text=made.next_step,
        due_on=made.next_step_on,
        due_at=record.next_step_at,
        contact=made,
        made_at=made.contacted_at,
    )


def _earlier(by: User, record: Record) -> Contact | None:
    """Return what this very record became before; KeyTakenError where its key became another."""
    found = Contact.objects.unscoped().filter(idempotency_key=_key(by, record.key)).first()
    if found is not None and _said(found) != _said(record):
        raise KeyTakenError
    return found


def _said(one: Contact | Record) -> tuple[object, ...]:
    """Return what tells one record from another, as it is stored."""
    dealt = (one.customer_id, one.channel, one.outcome, one.two_way, one.purpose, one.content)
    following = (one.duration_minutes, one.next_step, one.next_step_on, one.intention or "", one.effect or "")
    return (*dealt, *following)


def _key(by: User, key: str) -> str:
    """Bind a form's key to its writer, so that nobody meets another's record through a guessed key."""
    return f"{by.pk}:{key}"


def _store(  # noqa: PLR0913, PLR0917 - the columns of one row
    by: User,
    staff_id: str,
    at: dt.datetime,
    customer: PublishedCustomer,
    record: Record,
    clearance: Clearance | None,
) -> Contact:
    listed = record.answers_list and customer.list_rank is not None
    return Contact.objects.create(
        customer_id=customer.customer_id,
        staff_id=staff_id,
        user=by,
        contacted_at=at,
        contact_on=at.astimezone(days.ZONE).date(),
        channel=record.channel,
        two_way=record.two_way,
        outcome=record.outcome,
        purpose=record.purpose,
        content=record.content,
        duration_minutes=record.duration_minutes,
        next_step=record.next_step,
        next_step_on=record.next_step_on,
        intention=record.intention or None,
        effect=record.effect,
        business_date=customer.business_date if listed else None,
        list_rank=customer.list_rank if listed else None,
        clearance=clearance,
        idempotency_key=_key(by, record.key),
    )
