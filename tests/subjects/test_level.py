"""Levels: a step up by its evidence, a jump and a gap by a leader's yes, a step back with its reason."""

import datetime as dt

import pytest

from subjects.conftest import As
from subjects.talked import DAY, memo, promise, talk
from tilth.domain import acts, guards
from tilth.domain.acting import Unclear
from tilth.domain.records.detail import tell
from tilth.domain.records.level import decide, step
from tilth.domain.records.level_target import aim, drop, reach
from tilth.policy.levels.judging import read_evidence
from tilth.policy.subjects.level import LEVEL

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
MINE = "B1-rm1-c1"


def ready(as_: As) -> None:
    """Let everything that the first step asks for be there."""
    talk(as_("rm"), MINE, days=9)
    for item, value in (("other_bank", "cmb"), ("schedule", "free after five"), ("change", "a new job")):
        tell(as_("rm"), MINE, item=item, value=value)


@pytest.mark.requirement("REL-03")
@pytest.mark.requirement("REL-04")
def test_a_step_whose_criteria_are_fulfilled_is_confirmed_with_its_evidence(as_: As) -> None:
    ready(as_)
    made = step(as_("rm"), MINE, reached="aware")
    assert (made.before, made.reached, made.state, made.stepped_on) == ("stranger", "aware", "confirmed", DAY)
    kept = read_evidence(made.evidence or "")
    assert [(one.criterion.measure, one.met) for one in kept] == [("contacts", True), ("profile", True)]
    assert kept[0].found.value == 1
    with pytest.raises(Unclear, match="the level already"):
        step(as_("rm"), MINE, reached="aware")


@pytest.mark.requirement("REL-03")
@pytest.mark.parametrize("reached", ["aware", "well_known", "loyal"])
def test_what_is_missing_or_more_than_one_step_waits_for_a_leader(as_: As, reached: str) -> None:
    if reached != "aware":
        ready(as_)
    with pytest.raises(Unclear, match="a leader decides"):
        step(as_("rm"), MINE, reached=reached)
    asked = step(as_("rm"), MINE, reached=reached, why="known for twenty years")
    assert asked.state == "asked"
    with pytest.raises(Unclear, match="waits for approval"):
        step(as_("rm"), MINE, reached="aware", why="again")
    with pytest.raises(guards.NotAllowedError):
        decide(as_("rm"), MINE, asked.pk, yes=True)
    done = decide(as_("branch_head"), MINE, asked.pk, yes=True, answer="so it is")
    assert (done.state, done.decided_by) == ("confirmed", as_("branch_head").by)
    with pytest.raises(Unclear, match="waits for nobody"):
        decide(as_("supervisor"), MINE, asked.pk, yes=False)


@pytest.mark.requirement("REL-04")
def test_unknown_is_kept_as_unknown_and_is_not_failed(as_: As) -> None:
    asked = step(as_("rm"), MINE, reached="preferring", why="their first bank")
    found = {one.criterion.measure: one for one in read_evidence(asked.evidence or "")}
    assert (found["share"].found.value, found["share"].met) == (None, None)
    assert (found["kept"].found.value, found["kept"].met) == (None, None)
    assert found["contacts"].met is False
    assert decide(as_("branch_head"), MINE, asked.pk, yes=False, answer="ask first").state == "refused"


def test_a_step_back_says_why_and_asks_nobody(as_: As) -> None:
    ready(as_)
    step(as_("rm"), MINE, reached="aware")
    with pytest.raises(Unclear, match="why it goes back"):
        step(as_("rm", minutes=3), MINE, reached="stranger")
    back = step(as_("rm", minutes=3), MINE, reached="stranger", why="moved, answers nobody")
    assert (back.before, back.state) == ("aware", "confirmed")


def test_what_was_approved_of_a_level_left_meanwhile_is_refused(as_: As) -> None:
    ready(as_)
    asked = step(as_("rm"), MINE, reached="loyal", why="for years")
    other = step(as_("wealth"), "B1-rm2-c1", reached="loyal", why="for years")
    assert other.state == "asked"
    type(asked).objects.create(
        customer_id=MINE,
        staff_id="B1-rm1",
        made_by=as_("rm").by,
        made_at=as_("rm").at,
        before="stranger",
        reached="aware",
        stepped_on=DAY,
        state="confirmed",
    )
    with pytest.raises(Unclear, match="changed meanwhile"):
        decide(as_("branch_head"), MINE, asked.pk, yes=True)
    assert decide(as_("branch_head"), MINE, asked.pk, yes=False).state == "refused"


@pytest.mark.requirement("REL-04")
def test_a_target_is_ended_by_the_step_that_reaches_it(as_: As) -> None:
    ready(as_)
    soon = DAY + dt.timedelta(days=90)
    with pytest.raises(Unclear, match="above the level of today"):
        aim(as_("rm"), MINE, level="stranger", due_on=soon)
    with pytest.raises(Unclear, match="within three years"):
        aim(as_("rm"), MINE, level="aware", due_on=DAY - dt.timedelta(days=1))
    target = aim(as_("rm"), MINE, level="aware", due_on=soon)
    with pytest.raises(Unclear, match="There is a target already"):
        aim(as_("rm"), MINE, level="loyal", due_on=soon)
    with pytest.raises(Unclear, match="not reached yet"):
        reach(as_("rm"), MINE, target.pk)
    step(as_("rm"), MINE, reached="aware")
    target.refresh_from_db()
    assert (target.state, target.ended_at is not None) == ("reached", True)
    with pytest.raises(Unclear, match="ended already"):
        drop(as_("rm"), MINE, target.pk, why="no more")
    second = aim(as_("rm"), MINE, level="well_known", due_on=soon)
    assert drop(as_("rm"), MINE, second.pk, why="abroad").state == "dropped"


@pytest.mark.requirement("REL-09")
def test_the_criteria_count_what_was_really_done(as_: As) -> None:
    rm = as_("rm")
    for days in (5, 40, 80, 200, 380):
        talk(rm, MINE, days=days)
    for due, done in ((10, 10), (20, 21), (30, 25), (40, 12), (50, None)):
        promise(rm, MINE, due=due, done=done)
    memo(rm, MINE, asked=20, due=10, answered=None)
    asked = step(rm, MINE, reached="well_known", why="soon")
    found = {one.criterion.measure: one.found.value for one in read_evidence(asked.evidence or "")}
    assert (found["contacts"], found["kept"], found["open"]) == (4, 40, 1)


def test_a_step_that_was_just_confirmed_can_be_taken_back(as_: As) -> None:
    ready(as_)
    made = step(as_("rm"), MINE, reached="aware")
    acts.take_back(as_("rm", minutes=1), LEVEL, MINE, made.pk)
    assert step(as_("rm", minutes=1), MINE, reached="aware").before == "stranger"
