"""What people do with interests: note one, move it, end it; a talk does the same (REC-01)."""

import datetime as dt
from decimal import Decimal
from typing import Annotated

from tilth.data.models import Interest
from tilth.domain.acting import Acting
from tilth.domain.acts import WITH_IT, adds, changes
from tilth.domain.arguments import Note, OneOf
from tilth.domain.told import opportunity
from tilth.domain.told.interest import close, heard, move
from tilth.policy.subjects.interest import ENDS, INTEREST, KINDS
from tilth.policy.words import Words


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


WITH_IT[INTEREST.name] = opportunity.back_with_interest
