"""What people do with care plans: set one up, carry out its day, pause, resume and end it (CAD-05)."""

import datetime as dt
from collections.abc import Iterable
from typing import Annotated

from tilth.data.models import CarePlan
from tilth.domain import guards
from tilth.domain.acting import Acting, Unclear
from tilth.domain.acts import adds, changes
from tilth.domain.arguments import Note, OneOf
from tilth.domain.sayings import Saying, tells
from tilth.kernel.sentences import marked as _
from tilth.policy import codes
from tilth.policy.subjects.care_plan import BLOCKS, CARE_PLAN, EVERY, CarePlanRules, following
from tilth.policy.words import Words
from tilth.policy.working_days import working_day

LONGEST = dt.timedelta(days=366)


@adds(CARE_PLAN, Words("Set up a plan", "设定计划"), leads=("running",))
def set_up(  # noqa: PLR0913 - one plan, told in keywords
    at: Acting,
    *,
    every: Annotated[str, OneOf(EVERY)],
    channel: Annotated[str, OneOf(codes.CHANNELS)],
    starts_on: dt.date,
    ends_on: dt.date | None = None,
    about: Note = "",
    handles: Note = "",
    direction: Note = "",
    indicators: Note = "",
    services: Note = "",
) -> CarePlan:
    """Set up a plan: its first day is due on its working day, the others as each is carried out.

    A block that is left empty stands as the bank proposes it.
    """
    if not at.today <= starts_on <= at.today + LONGEST:
        raise Unclear(_("A plan begins today or on a day within a year."))
    if ends_on is not None and ends_on < starts_on:
        raise Unclear(_("A plan ends on the day it begins, or later."))
    guards.stands(at.customer, at.today)
    there = at.rows(CarePlan).filter(channel=channel, voided_at=None).exclude(state="ended")
    if any(one != at.who.key for one in there.values_list("pk", flat=True)):
        raise Unclear(_("There is a plan by this channel already: end it, then set up another."))
    row = CarePlan(every=every, channel=channel, starts_on=starts_on, ends_on=ends_on, about=about)
    row.handles, row.direction, row.indicators, row.services = handles, direction, indicators, services
    row.next_on, row.state = working_day(starts_on), "running"
    return at.write(row)


@tells(CARE_PLAN, CarePlan)
def proposed(at: Acting, _plans: Iterable[CarePlan]) -> Saying:
    """Say what the bank proposes for the four blocks of a plan (MAIN-01)."""
    rules = at.playbook.of(CarePlanRules)
    return Saying(
        _(
            "The bank proposes. Key handles: {handles}. Main direction: {direction}."
            " Main indicators: {indicators}. Service extension: {services}."
        ),
        {block: rules.proposes(block) for block in BLOCKS},
    )


@changes(CARE_PLAN, CarePlan, Words("Write the blocks", "修改四块内容"), leads=("running", "paused"))
def fill_in(  # noqa: PLR0913 - four blocks, told in keywords
    at: Acting,
    plan: CarePlan,
    *,
    handles: Note = "",
    direction: Note = "",
    indicators: Note = "",
    services: Note = "",
) -> CarePlan:
    """Write blocks of a plan anew; what is left empty stays as it was (MAIN-01)."""
    if plan.state == "ended":
        raise Unclear(_("This plan has ended already: nothing was changed."))
    given = {"handles": handles, "direction": direction, "indicators": indicators, "services": services}
    if not any(given.values()):
        raise Unclear(_("Write one of the four blocks."))
    for block, text in given.items():
        setattr(plan, block, text or getattr(plan, block))
    return at.changed(plan)


@changes(CARE_PLAN, CarePlan, Words("Done, plan the next", "已完成，排下次"), leads=("running", "ended"))
def carry_out(at: Acting, plan: CarePlan) -> CarePlan:
    """Say that its day was carried out: the next is due, or it ends where no day is left."""
    if plan.state != "running":
        raise Unclear(_("This plan is not running: nothing was changed."))
    plan.done_on = at.today
    plan.next_on = following(plan.starts_on, plan.every, max(at.today, plan.next_on))
    if plan.ends_on is not None and plan.next_on > plan.ends_on:
        plan.state, plan.ended_at = "ended", at.who.at
    return at.changed(plan)


@changes(CARE_PLAN, CarePlan, Words("Pause", "暂停"), leads=("paused",))
def pause(at: Acting, plan: CarePlan, *, why: Note) -> CarePlan:
    """Pause a running plan: nothing of it is due until it is resumed."""
    if plan.state != "running":
        raise Unclear(_("This plan is not running: nothing was changed."))
    plan.state, plan.why = "paused", why
    return at.changed(plan)


@changes(CARE_PLAN, CarePlan, Words("Resume", "恢复"), leads=("running",))
def resume(at: Acting, plan: CarePlan, *, next_on: dt.date) -> CarePlan:
    """Resume a paused plan on a day; from then on it keeps the days it had."""
    if plan.state != "paused":
        raise Unclear(_("This plan is not paused: nothing was changed."))
    if not at.today <= next_on <= at.today + LONGEST:
        raise Unclear(_("A plan goes on today or on a day within a year."))
    if plan.ends_on is not None and next_on > plan.ends_on:
        raise Unclear(_("The plan ends before that day: choose an earlier one, or end it."))
    plan.state, plan.next_on = "running", next_on
    return at.changed(plan)


@changes(CARE_PLAN, CarePlan, Words("End", "结束"), leads=("ended",))
def end(at: Acting, plan: CarePlan, *, why: Note) -> CarePlan:
    """End a plan, and say why."""
    if plan.state == "ended":
        raise Unclear(_("This plan has ended already: nothing was changed."))
    plan.state, plan.why, plan.ended_at = "ended", why, at.who.at
    return at.changed(plan)
