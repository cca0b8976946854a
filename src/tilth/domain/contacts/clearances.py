"""Clearances: ask the contact gate before a contact, and reserve its yes (C-53)."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from tilth.access import audit, personal
from tilth.access.audit import Event
from tilth.data.models import Clearance, ContactPoint, PublishedCustomer, User
from tilth.domain import bank, guards, locks, refusing
from tilth.domain.acting import Who
from tilth.domain.contact_points import queries as points
from tilth.domain.contacts import gate
from tilth.domain.numbers import queries as numbers
from tilth.policy import contact_gate
from tilth.policy.contact_gate import Decision, Request
from tilth.policy.permissions import Action, Thing, may
from tilth.policy.playbook import Playbook

WITH_NUMBER = ("phone", "sms")
"""Channels that need the clear number."""
_NEEDED = (*gate.NEEDED, "mobile", "phone")


@dataclass(frozen=True, kw_only=True)
class Line:
    """A number in clear, and of what kind it is."""

    kind: str
    place: str
    """Where a contact point belongs; empty for what the core system says."""
    number: str


@dataclass(frozen=True, kw_only=True)
class Granted:
    """The gate's yes, reserved for a while, and the clear numbers where the channel needs one."""

    clearance: Clearance
    number: str
    """The one to call first."""
    others: tuple[Line, ...] = ()
    """The other numbers that are not wrong, in the order of calling."""


@dataclass(frozen=True, kw_only=True)
class Held:
    """The gate's no: why, and until when."""

    decision: Decision


@transaction.atomic
def request(who: Who, customer_id: str, *, channel: str, purpose: str) -> Granted | Held:
    """Decide, and reserve a yes, with everybody else who asks about the household waiting.

    Asked again by the same channel, also for another purpose, the clearance that is still open is given once
    more and not counted twice. A call that nobody can make, for want of a number, is refused. While a
    colleague's clearance for the customer is open nobody else gets one: the answer says who is calling and
    until when. Raises NotAllowedError, CustomerNotVisibleError, Unclear.
    """
    by, rules = who.by, bank.playbook_of(who.generation.business_date)
    guards.allowed(by, Thing.CLEARANCE, Action.CREATE)
    asked = _request(who.at, channel, purpose)
    customer = guards.customer(by, who.generation, customer_id, only=_NEEDED)
    if by.staff_id is None:
        raise guards.CustomerNotVisibleError(customer_id)
    locks.hold(customer.customer_id, customer.household_id)
    before = gate.before_request(customer, asked, rules)
    decision = before.busy or contact_gate.decide(before.history, asked, rules)
    lines = _lines(who, customer) if channel in WITH_NUMBER and decision.allowed else ()
    if decision.allowed and channel in WITH_NUMBER and not lines:
        decision = numbers.missing(customer)
    if not decision.allowed:
        _note(customer, asked, decision, None)
        return Held(decision=decision)
    if before.own is None:
        clearance = _reserve(by, by.staff_id, customer, asked, rules)
    else:
        clearance = Clearance.objects.unscoped().get(pk=before.own)
    _note(customer, asked, decision, clearance)
    return Granted(clearance=clearance, number=lines[0].number if lines else "", others=lines[1:])


def _lines(who: Who, customer: PublishedCustomer) -> tuple[Line, ...]:
    """Return the numbers that are not wrong, in the order of calling; two queries."""
    told: dict[str, ContactPoint] = {}
    if may(who.by.role, Thing.CONTACT_POINT, Action.LIST):
        number = customer.customer_id
        there = points.of_customer(who.by, who.generation, customer_id=number, today=who.today)
        told = {str(one.pk): one for one in there.holds}
    wrong = numbers.of_one(customer)
    return tuple(
        Line(kind=told[line].kind, place=told[line].place, number=told[line].value)
        if line in told
        else Line(kind=line, place="", number=personal.number(customer, line))
        for line in numbers.lines(customer, wrong, points.masked(told.values()))
    )


def _request(at: dt.datetime, channel: str, purpose: str) -> Request:
    try:
        return Request(at, channel, purpose)
    except ValueError as error:
        raise refusing.unclear(f"This contact cannot be asked for: {error}.") from None


def _reserve(
    by: User, staff_id: str, customer: PublishedCustomer, asked: Request, rules: Playbook
) -> Clearance:
    return Clearance.objects.create(
        customer_id=customer.customer_id,
        household_id=customer.household_id,
        staff_id=staff_id,
        user=by,
        channel=asked.channel,
        purpose=asked.purpose,
        given_at=asked.moment,
        given_on=guards.day(asked.moment),
        valid_until=asked.moment + dt.timedelta(minutes=rules.contact.clearance_minutes),
    )


def _note(
    customer: PublishedCustomer, asked: Request, decision: Decision, clearance: Clearance | None
) -> None:
    """Tell the audit who asked, and what the gate said: its reason, not the facts behind it."""
    audit.note(
        Event.CLEARANCE,
        customers=[customer.customer_id],
        subject_type="clearance",
        subject_id="" if clearance is None else str(clearance.pk),
        detail={
            "channel": asked.channel,
            "purpose": asked.purpose,
            "allowed": decision.allowed,
            "reason": decision.reason,
        },
    )
