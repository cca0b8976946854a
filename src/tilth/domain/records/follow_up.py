"""What people do with follow-ups: plan one by hand, say what came of it, leave it out (AFT-08, MGM-01)."""

import datetime as dt
from typing import Annotated

from tilth.data.models import FollowUp
from tilth.domain import guards
from tilth.domain.acting import Acting, Unclear
from tilth.domain.acts import adds, changes
from tilth.domain.arguments import Note, OneOf
from tilth.kernel.dates import add_months
from tilth.kernel.sentences import marked as _
from tilth.policy.subjects.follow_up import BEGAN, FOLLOW_UP, KINDS, NAMED
from tilth.policy.words import Words

LONGEST = dt.timedelta(days=366)


@adds(FOLLOW_UP, Words("Plan a follow-up", "安排回访"), leads=("open",))
def plan(
    at: Acting,
    *,
    kind: Annotated[str, OneOf(KINDS)],
    due_on: dt.date,
    began: Annotated[str, OneOf(BEGAN)] = "by_hand",
) -> FollowUp:
    """Plan a follow-up that no rule brings; nobody is asked for referrals twice within the rest."""
    if not at.today <= due_on <= at.today + LONGEST:
        raise Unclear(_("A follow-up is planned for today or a day within a year."))
    guards.stands(at.customer, at.today)
    same = [one for one in at.rows(FollowUp).filter(kind=kind, voided_at=None) if one.pk != at.who.key]
    if any(one.state == "open" for one in same):
        raise Unclear(_("Such a follow-up waits already: nothing was added."))
    rested = add_months(due_on, -at.playbook.windows.referral_rest_months)
    if kind == "referral" and any(one.state == "done" and one.due_on > rested for one in same):
        raise Unclear(_("This customer was asked for an introduction not long ago: nothing was added."))
    row = FollowUp(kind=kind, began=began, began_on=at.today, due_on=due_on, state="open")
    return at.write(row)


@changes(FOLLOW_UP, FollowUp, Words("Followed up", "已回访"), leads=("done",))
def finish(
    at: Acting,
    follow_up: FollowUp,
    *,
    result: Note,
    named: Annotated[str, OneOf(NAMED), Words("Customers named", "介绍人数")] = "none",
) -> FollowUp:
    """Say what came of it, and how many new customers were named where the talk asked for them."""
    _waits(follow_up)
    if follow_up.kind != "referral" and named != "none":
        raise Unclear(_("Customers are named where somebody asked for them: plan that question first."))
    follow_up.result, follow_up.named = result, named if follow_up.kind == "referral" else None
    follow_up.state, follow_up.done_at = "done", at.who.at
    return at.changed(follow_up)


@changes(FOLLOW_UP, FollowUp, Words("Leave out", "不再回访"), leads=("left", "stopped"))
def leave_out(at: Acting, follow_up: FollowUp, *, result: Note) -> FollowUp:
    """Leave a follow-up out, and say why; with whoever left the bank it is stopped."""
    _waits(follow_up)
    follow_up.state = "stopped" if at.customer.closed_by(at.today) else "left"
    follow_up.result, follow_up.done_at = result, at.who.at
    return at.changed(follow_up)


def _waits(follow_up: FollowUp) -> None:
    if follow_up.state != "open":
        raise Unclear(_("This follow-up is done already: nothing was changed."))
