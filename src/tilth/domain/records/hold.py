"""What compliance does with legal holds: set one, lift it (PIPL 47; retention)."""

import datetime as dt
from typing import Annotated

from tilth.data.models import Hold
from tilth.domain.acting import Acting, Unclear, Who
from tilth.domain.acts import adds, changes
from tilth.domain.arguments import Note, OneOf
from tilth.kernel.sentences import marked as _
from tilth.policy.subjects.hold import CAUSES, HOLD
from tilth.policy.words import Words


def has_come(stands_from: dt.date, *, today: dt.date) -> None:
    """Raise Unclear unless a hold stands already."""
    if stands_from > today:
        raise Unclear(_("A hold stands from today or an earlier day: nothing is deleted in between."))


@adds(HOLD, Words("Set a legal hold", "设置法律保全"))
def place(at: Acting, *, cause: Annotated[str, OneOf(CAUSES)], stands_from: dt.date, note: Note) -> Hold:
    """Let nothing about the customer be deleted from now on, whatever retention says."""
    has_come(stands_from, today=at.today)
    return at.write(Hold(cause=cause, stands_from=stands_from, note=note))


@changes(HOLD, Hold, Words("Lift the hold", "解除保全"))
def lift(at: Acting, hold: Hold) -> Hold:
    """Let retention decide again; what is over its period goes with the next sweep."""
    return at.changed(lifted(hold, at.who))


def lifted(hold: Hold, who: Who) -> Hold:
    """Return a hold as it is once lifted; Unclear for one that is."""
    if hold.lifted_at is not None:
        raise Unclear(_("This hold is lifted already: nothing was changed."))
    hold.lifted_at, hold.lifted_by = who.at, who.by
    return hold
