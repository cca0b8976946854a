"""Record what happened with a customer: once, whole, and only by somebody who may see the customer."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction

from tilth.access.ahead import together
from tilth.data.models import Clearance, Contact, PublishedCustomer, Task, User
from tilth.domain import guards, locks, refusing
from tilth.domain.acting import Who, enter
from tilth.domain.contacts import learned, queries, reminders
from tilth.domain.contacts.learned import NOTHING, Learned
from tilth.domain.contacts.reminders import Reminder
from tilth.domain.numbers import operations as numbers
from tilth.domain.refusing import Unclear
from tilth.domain.tasks import settling
from tilth.domain.tasks.settling import Settled
from tilth.policy import codes
from tilth.policy.permissions import Action, Thing

SILENT_OUTCOMES = frozenset({"no_answer", "busy", "wrong_number", "left_message"})
"""Outcomes in which nobody spoke: they are attempts, never two-way (KPI-03)."""
WRONG_NUMBER = "wrong_number"
"""The outcome that marks the number which was dialled (A20)."""

CustomerNotVisibleError = guards.CustomerNotVisibleError
AuthenticationDataError = guards.AuthenticationDataError


class NotTwoWayError(Unclear):
    """A contact in which nobody spoke was called two-way."""

    code = "not_two_way"

    def __init__(self) -> None:
        super().__init__(refusing.UNCLEAR, exactly="Nobody spoke, so this was an attempt: say two_way false.")


class RecordedMeanwhileError(Unclear):
    """Somebody else recorded a contact with the customer since the form was opened; nothing was stored."""

    code, status = "recorded_meanwhile", 409

    def __init__(self, theirs: Contact) -> None:
        exactly = "Somebody else recorded a contact with this customer since the form was opened."
        super().__init__(refusing.UNCLEAR, exactly=exactly)
        self.theirs = theirs


class KeyTakenError(Unclear):
    """The form's key was used before for another record; nothing of this one was stored."""

    code, status = "key_taken", 409

    def __init__(self) -> None:
        super().__init__(
            refusing.UNCLEAR,
            exactly="This key was used before for a record of another customer or with other content, and"
            " nothing was stored now: send it again under a new key.",
        )


class NextStepUnclearError(Unclear):
    """A next step lacks its day, or a day its step, or the day has passed."""

    code = "next_step_unclear"

    def __init__(self) -> None:
        super().__init__(refusing.UNCLEAR, exactly="A next step has a day, today or later, and a day a step.")


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
    step: str = ""
    """What comes next, as a code; `other` where only words are given, `none` where nothing does."""
    next_step: str = ""
    """Words beside the code."""
    next_step_on: dt.date | None = None
    next_step_at: dt.time | None = None
    """Time of day, where one was agreed."""
    next_step_kind: str = ""
    """What it becomes on the list of tasks: task, appointment or call; empty: what follows from it."""
    place: str = ""
    """Where an appointment takes place."""
    party: str = ""
    """Who comes to it besides the customer and the writer, in words."""
    number: str = ""
    """Which number was dialled: mobile, phone, a contact point's own; empty: the one called first."""
    promises: tuple[Settled, ...] = ()
    """What became of promises that stood open; the others follow from the contact."""
    intention: str = ""
    """How far the customer means to go on; empty where nobody spoke."""
    effect: str = ""
    nature: str = ""
    """Business or care; empty: what follows from the purpose (AFT-06)."""
    answers_list: bool = True
    """Whether it answers the list that stands now; a record that waited may be of an earlier day."""
    reminders: tuple[Reminder, ...] = ()
    """What to be reminded of besides, from the words of the note."""
    learned: Learned = NOTHING
    """What the talk told beside its result."""
    known: UUID | None = None
    """The newest contact that the writer knew of, NOBODY where there was none; None does not ask."""


NOBODY = UUID(int=0)
"""The writer knew of no contact at all."""


def check(record: Record, *, day: dt.date) -> None:
    """Raise NotTwoWayError or NextStepUnclearError when the parts of a record contradict each other."""
    if record.two_way and record.outcome in SILENT_OUTCOMES:
        raise NotTwoWayError
    step = code_of(record)
    if (step not in {"", "none"}) != (record.next_step_on is not None):
        raise NextStepUnclearError
    if record.next_step_on is not None and record.next_step_on < day:
        raise NextStepUnclearError
    if (record.next_step and step == "none") or (step == "other" and not record.next_step):
        raise NextStepUnclearError
    if record.outcome == "appointment" and not (record.next_step_on and record.next_step_at and record.place):
        raise refusing.unclear("An appointment has a day, an hour and a place: give all three.")
    reminders.check(record.reminders, day=day)
    learned.check(record.learned, day=day)
    for one in record.promises:
        if one.how == settling.MOVED and (one.due_on is None or one.due_on < day):
            raise refusing.unclear("A promise is moved to today or later: give its new day.")


def code_of(record: Record) -> str:
    """Return the code of the next step: an appointment is a visit, words without a code are `other`."""
    if record.outcome == "appointment":
        return record.step if record.step not in {"", "none"} else "visit"
    return record.step or ("other" if record.next_step else "")


def kind_of(record: Record) -> str:
    """Return what the next step becomes on the list of tasks."""
    if record.outcome == "appointment":
        return "appointment"
    return record.next_step_kind or _KINDS.get(code_of(record), "task")


_KINDS = {"visit": "appointment", "call_again": "call"}


def add(who: Who, *, record: Record) -> Contact:
    """Store one contact; the same record again under its key returns the first one and stores nothing.

    A contact with a customer on tonight's list answers that list: it carries its date and rank. It uses the
    actor's open clearance; without one it is stored all the same, because it happened. Raises
    NotAllowedError, CustomerNotVisibleError, AuthenticationDataError, NotTwoWayError, NextStepUnclearError,
    RelationshipEndedError for something to come with a customer who left,
    KeyTakenError where the key belongs to another record,
    and RecordedMeanwhileError where a colleague was quicker and the record says what its writer knew.
    """
    by = who.by
    guards.allowed(by, Thing.CONTACT, Action.CREATE)
    again = queries.recorded.asked(key=_key(by, record.key))
    with together(guards.asked(by, who.generation, record.customer_id), again):
        customer = guards.customer(by, who.generation, record.customer_id)
        if by.staff_id is None:
            raise CustomerNotVisibleError(record.customer_id)
        earlier = _earlier(by, record)
    if earlier is not None:
        return earlier
    check(record, day=guards.day(who.at))
    if record.next_step_on or record.reminders or record.learned.heard:
        guards.stands(customer, guards.day(who.at))
    guards.free_text(
        record.content,
        record.next_step,
        record.party,
        *(one.text for one in record.reminders),
        *record.learned.texts,
    )
    try:
        with transaction.atomic():
            locks.hold(customer.customer_id, None)
            _nobody_else(who, record)
            clearance = queries.open_clearance(
                by, customer_id=customer.customer_id, channel=record.channel, at=who.at
            )
            made = _store(who, customer, record, clearance)
            settling.settle(made, record.promises)
            whose = guards.keeper(by, who.generation, customer.rm_id)
            _plan(made, record, whose)
            reminders.plan(made, record.reminders, whose)
            learned.store(who, customer, made, record.learned)
            if made.outcome == WRONG_NUMBER:
                numbers.was_wrong(who, made, customer, line=record.number)
            return made
    except IntegrityError as error:
        same = _earlier(by, record)
        if same is not None:
            return same
        if _KEY not in str(error):
            raise
        # its customer has moved on: that record is the writer's own and out of sight
        raise KeyTakenError from None


@transaction.atomic
def take_back(who: Who, customer_id: str, contact_id: UUID) -> Contact:
    """Undo a contact moments after it was recorded, and what followed from it; again changes nothing.

    It counts nowhere any more: its clearance is free again, its next step is no task, the promises it kept or
    moved stand as before, the number it marked is right.
    Raises NotAllowedError, CustomerNotVisibleError, NothingToUndoError, TooLateError.
    """
    at = enter(who, Thing.CONTACT, Action.UPDATE, customer_id)
    found = at.one(Contact.objects.unscoped().filter(user=who.by), contact_id)
    if found.voided_at is not None:
        return found
    guards.undoable(found.contacted_at, who.at)
    settling.restore(found, who)
    numbers.take_back(found, who)
    learned.take_back(found, who)
    found.voided_at, found.voided_by, found.clearance = who.at, who.by, None
    # the key is free again: the same form, sent once more, is a new record
    found.idempotency_key = f"void:{found.pk}"
    found.version += 1
    found.save(update_fields=["voided_at", "voided_by", "clearance", "idempotency_key", "version"])
    return found


def _nobody_else(who: Who, record: Record) -> None:
    """Raise RecordedMeanwhileError where a colleague recorded a contact that the writer did not know of."""
    if record.known is None:
        return
    theirs = queries.newest_by_others(
        who.by, who.generation, customer_id=record.customer_id, after=record.known
    )
    if theirs is not None:
        raise RecordedMeanwhileError(theirs)


def _plan(made: Contact, record: Record, whose: str) -> None:
    """Turn the next step into a task of `whose`."""
    if made.next_step_on is None:
        return
    Task.objects.create(
        customer_id=made.customer_id,
        staff_id=whose,
        user=made.user,
        kind=kind_of(record),
        step=made.step,
        text=made.next_step,
        due_on=made.next_step_on,
        due_at=record.next_step_at,
        place=record.place or None,
        party=record.party or None,
        contact=made,
        made_at=made.contacted_at,
    )


def _earlier(by: User, record: Record) -> Contact | None:
    """Return what this very record became before; KeyTakenError where its key became another."""
    found = next(iter(queries.recorded(key=_key(by, record.key))), None)
    if found is not None and _said(found) != _said(record):
        raise KeyTakenError
    return found


def _said(one: Contact | Record) -> tuple[object, ...]:
    """Return what tells one record from another, as it is stored."""
    dealt = (one.customer_id, one.channel, one.outcome, one.two_way, one.purpose, one.content)
    following = (one.duration_minutes, one.next_step, one.next_step_on, one.intention or "", one.effect or "")
    return (*dealt, *following)


_KEY = "idempotency_key"


def _key(by: User, key: str) -> str:
    """Bind a form's key to its writer, so that nobody meets another's record through a guessed key."""
    return f"{by.pk}:{key}"


def _store(who: Who, customer: PublishedCustomer, record: Record, clearance: Clearance | None) -> Contact:
    listed = record.answers_list and customer.list_rank is not None
    return Contact.objects.create(
        customer_id=customer.customer_id,
        staff_id=who.by.staff_id or "",
        user=who.by,
        contacted_at=who.at,
        contact_on=guards.day(who.at),
        channel=record.channel,
        two_way=record.two_way,
        outcome=record.outcome,
        purpose=record.purpose,
        content=record.content,
        duration_minutes=record.duration_minutes,
        step=code_of(record) or None,
        next_step=record.next_step,
        next_step_on=record.next_step_on,
        intention=record.intention or None,
        effect=record.effect,
        nature=record.nature or codes.nature_of(record.purpose),
        business_date=customer.business_date if listed else None,
        list_rank=customer.list_rank if listed else None,
        clearance=clearance,
        idempotency_key=_key(who.by, record.key),
    )
