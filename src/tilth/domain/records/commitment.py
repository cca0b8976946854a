"""What people do with commitments: give one no sooner than it can be kept, keep it, or not (NEG-03)."""

import datetime as dt
from typing import Annotated

from tilth.data.models import Commitment
from tilth.domain import guards
from tilth.domain.acting import Acting, Unclear
from tilth.domain.acts import adds, changes
from tilth.domain.arguments import Note, OneOf
from tilth.domain.promises import past
from tilth.domain.refusing import ended
from tilth.kernel.sentences import marked as _
from tilth.policy import promising
from tilth.policy.promising import Lead
from tilth.policy.subjects.commitment import COMMITMENT, IN_TIME, KINDS, WARNED, CommitmentRules
from tilth.policy.words import Words


@adds(COMMITMENT, Words("Promise a day", "承诺日期"), leads=("open",))
def promise(
    at: Acting,
    *,
    kind: Annotated[str, OneOf(KINDS)],
    due_on: dt.date,
    note: Note = "",
    reason: Note = "",
) -> Commitment:
    """Promise something by a day; one that is sooner than it takes here is warned of, and needs a reason."""
    if (sent := at.again(Commitment)) is not None:
        return sent
    guards.stands(at.customer, at.today)
    if due_on < at.today:
        raise Unclear(_("A promise is for today or a later day."))
    lead, span = _lead(at, kind), promising.between(at.today, due_on)
    if span < lead.days and not reason:
        raise _too_soon(at, lead)
    row = Commitment(kind=kind, given_on=at.today, due_on=due_on, span=span, note=note, state="open")
    row.takes, row.told_by, row.day = lead.days, lead.of, WARNED if span < lead.days else IN_TIME
    row.reason = reason if row.day == WARNED else ""
    return at.write(row)


@changes(COMMITMENT, Commitment, Words("Kept", "已兑现"), leads=("kept",))
def keep(at: Acting, commitment: Commitment, *, outcome: Note = "") -> Commitment:
    """Say that it was kept today: how many working days it took is told to whoever promises next."""
    _is_open(commitment)
    commitment.took = promising.between(commitment.given_on, at.today)
    commitment.state, commitment.ended_at, commitment.outcome = "kept", at.who.at, outcome
    return at.changed(commitment)


@changes(COMMITMENT, Commitment, Words("Not kept", "未兑现"), leads=("dropped",))
def fail(at: Acting, commitment: Commitment, *, outcome: Note) -> Commitment:
    """Say that it was not kept, and what came of it."""
    _is_open(commitment)
    commitment.state, commitment.ended_at, commitment.outcome = "dropped", at.who.at, outcome
    return at.changed(commitment)


def _lead(at: Acting, kind: str) -> Lead:
    rules = at.playbook.of(CommitmentRules)
    return promising.lead(kind, least=rules.least, kept=past.of(at.who.generation), enough=rules.enough)


def _too_soon(at: Acting, lead: Lead) -> Unclear:
    """Return the warning with the real figure, and where it comes from."""
    day = promising.earliest(at.today, lead.days)
    if lead.of:
        said = _(
            "This takes {days} working days here: the median of the last {of} that were kept. The earliest "
            "honest day is {day}. Choose it or a later one, or write why it will be sooner."
        )
        return Unclear(said, days=lead.days, of=lead.of, day=day)
    least = _(
        "This takes at least {days} working days. The earliest honest day is {day}. Choose it or a later "
        "one, or write why it will be sooner."
    )
    return Unclear(least, days=lead.days, day=day)


def _is_open(row: Commitment) -> None:
    if row.state != "open":
        raise ended("This commitment ended already: nothing was changed.")
