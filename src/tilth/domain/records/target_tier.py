"""What people do with target tiers: set one, give it another day, end it (TIER-02)."""

import datetime as dt
from typing import Annotated

from tilth.data.models import TargetTier
from tilth.domain import guards
from tilth.domain.acting import Acting, Unclear
from tilth.domain.acts import adds, changes
from tilth.domain.arguments import Note, OneOf
from tilth.domain.refusing import ended
from tilth.kernel.sentences import marked as _
from tilth.policy import codes
from tilth.policy.subjects.target_tier import ENDS, TARGET_TIER, problem
from tilth.policy.words import Words

_WRONG = {
    "not_above": _("A target lies above today's tier: choose a higher one."),
    "passed": _("It is reached by today or a later day."),
}


@adds(TARGET_TIER, Words("Set a target tier", "设定目标等级"), leads=("open", "replaced"))
def aim(
    at: Acting, *, tier: Annotated[str, OneOf(codes.TIERS)], due_on: dt.date, note: Note = ""
) -> TargetTier:
    """Say into which tier the customer is meant to rise, and until when; an open target is replaced by it."""
    if (sent := at.again(TargetTier)) is not None:
        return sent
    guards.stands(at.customer, at.today)
    now = at.customer.tier
    wrong = problem(tier, now=now, due_on=due_on, today=at.today)
    if wrong:
        raise Unclear(_WRONG[wrong])
    for before in at.rows(TargetTier).filter(state="open"):
        before.state, before.ended_at = "replaced", at.who.at
        at.changed(before)
    row = TargetTier(tier=tier, tier_then=now, set_on=at.today, due_on=due_on, note=note, state="open")
    return at.write(row)


@changes(TARGET_TIER, TargetTier, Words("Move", "改期"), leads=("open",))
def put_off(at: Acting, target_tier: TargetTier, *, due_on: dt.date) -> TargetTier:
    """Give it another day."""
    _is_open(target_tier)
    if due_on < at.today:
        raise Unclear(_WRONG["passed"])
    target_tier.due_on = due_on
    return at.changed(target_tier)


@changes(TARGET_TIER, TargetTier, Words("End", "结束"), leads=("reached", "dropped"))
def end(
    at: Acting,
    target_tier: TargetTier,
    *,
    became: Annotated[str, OneOf(ENDS), Words("What became of it", "结果")],
) -> TargetTier:
    """Say what became of it."""
    _is_open(target_tier)
    target_tier.state, target_tier.ended_at = became, at.who.at
    return at.changed(target_tier)


def _is_open(row: TargetTier) -> None:
    if row.state != "open":
        raise ended("This target ended already: nothing was changed.")
