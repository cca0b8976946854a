"""Record what happened with a customer: once, whole, and only by somebody who may see the customer."""

import datetime as dt
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from tilth.data.models import Clearance, Contact, Generation, PublishedCustomer, User
from tilth.domain import days, guards, locks
from tilth.domain.contacts import queries
from tilth.policy.permissions import Action, Thing

SILENT_OUTCOMES = frozenset({"no_answer", "busy", "wrong_number", "left_message"})
"""Outcomes in which nobody spoke: they are attempts, never two-way (KPI-03)."""

CustomerNotVisibleError = guards.CustomerNotVisibleError
AuthenticationDataError = guards.AuthenticationDataError


class NotTwoWayError(ValueError):
    """A contact in which nobody spoke was called two-way."""


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
    effect: str = ""
    answers_list: bool = True
    """Whether it answers the list that stands now; a record that waited may be of an earlier day."""


def check(record: Record, *, day: dt.date) -> None:
    """Raise NotTwoWayError or NextStepUnclearError when the parts of a record contradict each other."""
    if record.two_way and record.outcome in SILENT_OUTCOMES:
        raise NotTwoWayError
    if bool(record.next_step) != (record.next_step_on is not None):
        raise NextStepUnclearError
    if record.next_step_on is not None and record.next_step_on < day:
        raise NextStepUnclearError


def add(*, by: User, at: dt.datetime, generation: Generation, record: Record) -> Contact:
    """Store one contact; the same key again returns the first one and stores nothing.

    A contact with a customer on tonight's list answers that list: it carries its date and rank. It uses the
    actor's open clearance; without one it is stored all the same, because it happened. Raises
    NotAllowedError, CustomerNotVisibleError, AuthenticationDataError, NotTwoWayError, NextStepUnclearError.
    """
    guards.allowed(by, Thing.CONTACT, Action.CREATE)
    customer = guards.customer(by, generation, record.customer_id)
    if by.staff_id is None:
        raise CustomerNotVisibleError(record.customer_id)
    earlier = _earlier(by, record.key)
    if earlier is not None:
        return earlier
    day = at.astimezone(days.ZONE).date()
    check(record, day=day)
    guards.free_text(record.content, record.next_step)
    try:
        with transaction.atomic():
            locks.hold(customer.customer_id, None)
            clearance = queries.open_clearance(
                by, customer_id=customer.customer_id, channel=record.channel, at=at
            )
            return _store(by, by.staff_id, at, customer, record, clearance)
    except IntegrityError:
        same = _earlier(by, record.key)
        if same is None:
            raise
        return same


def _earlier(by: User, key: str) -> Contact | None:
    return Contact.objects.unscoped().filter(idempotency_key=_key(by, key)).first()


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
        effect=record.effect,
        business_date=customer.business_date if listed else None,
        list_rank=customer.list_rank if listed else None,
        clearance=clearance,
        idempotency_key=_key(by, record.key),
    )
