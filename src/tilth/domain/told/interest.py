"""Interests: store one, move it, end it."""

import datetime as dt
from decimal import Decimal

from tilth.data.models import Contact, Interest
from tilth.domain import guards
from tilth.domain.acting import Acting, Unclear
from tilth.domain.told import opportunity
from tilth.kernel.sentences import marked as _


def check(*, amount: Decimal | None, due_on: dt.date, today: dt.date) -> None:
    """Raise Unclear where an interest has passed already, or is about nothing."""
    if amount is not None and amount <= 0:
        raise Unclear(_("Write an amount above nought, or none."))
    if due_on < today:
        raise Unclear(_("It is spoken of today or on a later day."))


def heard(  # noqa: PLR0913 - one interest, told in keywords
    at: Acting,
    *,
    kind: str,
    amount: Decimal | None,
    due_on: dt.date,
    note: str = "",
    contact: Contact | None = None,
) -> Interest:
    """Store an interest, heard in a contact or by itself; it opens an opportunity (CONS-06)."""
    check(amount=amount, due_on=due_on, today=at.today)
    guards.stands(at.customer, at.today)
    row = Interest(kind=kind, amount=amount, heard_on=at.today, due_on=due_on, note=note, state="open")
    row.contact = contact
    made = at.write(row)
    opportunity.of_interest(at, made, contact)
    return made


def move(row: Interest, due_on: dt.date, *, today: dt.date) -> None:
    """Give an open interest another day; it remembers the one before."""
    if row.state != "open":
        raise Unclear(_("This interest has ended already: nothing was changed."))
    check(amount=None, due_on=due_on, today=today)
    row.moved_from_on, row.due_on = row.due_on, due_on


def close(row: Interest, became: str, *, at: dt.datetime) -> None:
    """End an open interest."""
    if row.state != "open":
        raise Unclear(_("This interest has ended already: nothing was changed."))
    row.state, row.ended_at = became, at
