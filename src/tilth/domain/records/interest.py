"""What people do with interests: note one, move it, end it; a talk does the same (REC-01)."""

import datetime as dt
from decimal import Decimal
from typing import Annotated

from tilth.data.models import Contact, Interest
from tilth.domain.acting import Acting, Unclear
from tilth.domain.acts import adds, changes
from tilth.domain.arguments import Note, OneOf
from tilth.kernel.sentences import marked as _
from tilth.policy.subjects.interest import INTEREST, KINDS, STATES
from tilth.policy.words import Words

ENDS = {code: STATES[code] for code in ("taken", "dropped")}
"""What an interest may have become."""


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
    """Store an interest, heard in a contact or by itself."""
    check(amount=amount, due_on=due_on, today=at.today)
    row = Interest(kind=kind, amount=amount, heard_on=at.today, due_on=due_on, note=note, state="open")
    row.contact = contact
    return at.write(row)


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


@adds(INTEREST, Words("Note an interest", "登记意向"), leads=("open",))
def hear(
    at: Acting,
    *,
    kind: Annotated[str, OneOf(KINDS)],
    due_on: dt.date,
    amount: Decimal | None = None,
    note: Note = "",
) -> Interest:
    """Note what a customer spoke of, with the day on which to come back to it."""
    return heard(at, kind=kind, amount=amount, due_on=due_on, note=note)


@changes(INTEREST, Interest, Words("Move", "改期"), leads=("open",))
def put_off(at: Acting, interest: Interest, *, due_on: dt.date) -> Interest:
    """Come back to it on another day."""
    move(interest, due_on, today=at.today)
    return at.changed(interest)


@changes(INTEREST, Interest, Words("End", "结束"), leads=("taken", "dropped"))
def end(
    at: Acting, interest: Interest, *, became: Annotated[str, OneOf(ENDS), Words("What became of it", "结果")]
) -> Interest:
    """Say what became of it."""
    close(interest, became, at=at.who.at)
    return at.changed(interest)
