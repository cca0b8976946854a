"""Commitments: the day is honest or has its reason, and what was kept tells the next one (NEG-03)."""

import datetime as dt

import pytest

from integration.doors import town
from subjects.conftest import NOON, As
from support import published
from tilth.domain.acting import Unclear, Who
from tilth.domain.due import kinds
from tilth.domain.promises import past
from tilth.domain.records import commitment
from tilth.jobs.demo_subjects import ago
from tilth.jobs.demo_subjects import commitment as story
from tilth.kernel.errors import Refused
from tilth.policy import playbook, promising

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
MINE = "B1-rm1-c1"
DAY = published.DAY


def kept(who: Who, *, given: int, took: int) -> None:
    """Let a mortgage be promised so many days ago and paid out so many days later."""
    begun = ago(who, given)
    made = commitment.promise(begun, MINE, kind="mortgage", due_on=promising.earliest(begun.today, 30))
    commitment.keep(ago(who, given - took), MINE, made.pk)


@pytest.mark.requirement("NEG-03")
def test_a_day_that_cannot_be_kept_is_warned_of_with_the_figure_before_it_is_saved(as_: As) -> None:
    honest = promising.earliest(DAY, 15)
    with pytest.raises(Unclear, match=f"at least 15 working days. The earliest honest day is {honest}"):
        commitment.promise(as_("rm"), MINE, kind="mortgage", due_on=DAY + dt.timedelta(days=2))
    made = commitment.promise(as_("rm"), MINE, kind="mortgage", due_on=honest, reason="not needed")
    assert (made.span, made.takes, made.day, made.reason) == (15, 15, "in_time", "")
    assert "commitment" in kinds.worked_on("rm")


@pytest.mark.requirement("NEG-03")
def test_against_the_warning_it_needs_a_reason_and_shows_that_it_was(as_: As) -> None:
    made = commitment.promise(as_("rm"), MINE, kind="mortgage", due_on=DAY, reason="all papers are there")
    assert (made.span, made.takes, made.day, made.reason) == (0, 15, "warned", "all papers are there")


@pytest.mark.requirement("NEG-03")
def test_the_median_of_what_was_kept_is_what_it_takes_here(bank: town.Town, as_: As) -> None:
    who = as_("rm")
    for number in range(10):
        kept(who, given=90 - number, took=28)
    past._of.cache_clear()
    told = past.of(bank.generation)["mortgage"]
    assert told.of == 10
    honest = promising.earliest(DAY, told.days)
    figure = f"takes {told.days} working days here: the median of the last 10"
    with pytest.raises(Unclear, match=figure) as no:
        commitment.promise(who, MINE, kind="mortgage", due_on=DAY + dt.timedelta(days=20))
    assert str(honest) in str(no.value)
    past._of.cache_clear()


def test_it_ends_once_and_is_not_for_a_day_that_has_passed(as_: As) -> None:
    with pytest.raises(Unclear, match="today or a later day"):
        commitment.promise(as_("rm"), MINE, kind="fx", due_on=DAY - dt.timedelta(days=1))
    made = commitment.promise(as_("rm"), MINE, kind="certificate", due_on=DAY)
    done = commitment.keep(as_("rm"), MINE, made.pk)
    assert (done.state, done.took, done.ended_at) == ("kept", 0, NOON)
    with pytest.raises(Unclear, match="ended already"):
        commitment.fail(as_("rm"), MINE, made.pk, outcome="too late")
    other = commitment.promise(as_("rm"), MINE, kind="certificate", due_on=DAY)
    assert commitment.fail(as_("rm"), MINE, other.pk, outcome="the printer broke").state == "dropped"


def test_a_playbook_without_one_of_the_kinds_is_refused() -> None:
    text = playbook.default_text()
    line = next(one for one in text.splitlines() if 'code = "fx", days' in one)
    with pytest.raises(Refused, match="leads must be of mortgage"):
        playbook.parse(text.replace(line, ""), "own.toml")


def test_the_demo_bank_knows_how_long_its_mortgages_take(bank: town.Town, as_: As) -> None:
    for number in range(3, 7):
        published.customer(bank.generation, f"B1-rm1-c{number}", rm_id="B1-rm1", branch_id="B1")
    story.tell({"rm": as_("rm")}, [MINE])
    past._of.cache_clear()
    told = past.of(bank.generation)["mortgage"]
    assert told.of >= 10
    past._of.cache_clear()
