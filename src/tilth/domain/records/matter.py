"""What people do with matters: note one, finish it and tell the result (OPS-02, OPS-03)."""

import datetime as dt
from typing import Annotated

from tilth.data.models import Matter
from tilth.domain import guards
from tilth.domain.acting import Acting, Unclear
from tilth.domain.acts import adds, changes
from tilth.domain.arguments import Note, OneOf
from tilth.kernel.sentences import marked as _
from tilth.policy.subjects.matter import ASKED_BY, MATTER, MatterRules
from tilth.policy.words import Words


@adds(MATTER, Words("Note a matter", "登记事项"), leads=("open",))
def take_on(
    at: Acting, *, asked_by: Annotated[str, OneOf(ASKED_BY)], wanted: Note, due_on: dt.date | None = None
) -> Matter:
    """Note what somebody asked for; without a day it is due by its service level."""
    if due_on is not None and due_on < at.today:
        raise Unclear(_("It is due today or on a later day."))
    leads = at.who.by.role not in guards.MANAGERS
    if leads and asked_by != "supervisor":
        raise Unclear(_("What a customer asked for is noted by the manager: choose the supervisor."))
    if leads and at.customer.rm_id is None:
        raise Unclear(_("This customer has no manager who could see to it: hand the customer over first."))
    day = due_on or at.playbook.of(MatterRules).due(asked_by, at.today)
    row = Matter(asked_by=asked_by, asked_on=at.today, wanted=wanted, due_on=day, state="open")
    return at.write(row, whose=at.customer.rm_id if leads else None)


@changes(MATTER, Matter, Words("Finish", "办结"), leads=("told", "done"))
def finish(
    at: Acting,
    matter: Matter,
    *,
    result: Note,
    told: Annotated[bool, Words("The customer knows", "已告知客户")],
) -> Matter:
    """Say what came of it, and whether the customer knows."""
    if matter.state != "open":
        raise Unclear(_("This matter is done already: nothing was changed."))
    if matter.asked_by == "customer" and not told:
        raise Unclear(_("The customer asked for it and waits for the result: tell it, then finish."))
    matter.state, matter.result, matter.done_at = "told" if told else "done", result, at.who.at
    return at.changed(matter)
