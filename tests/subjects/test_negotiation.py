"""Negotiation sheets: drawn up before the talk, written on, ended; for the team alone (NEG-05, NEG-06)."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection

from integration.doors import town
from subjects.conftest import NOON, As
from support import published
from tilth.access import scopes
from tilth.access.visibility import visible
from tilth.data.models import DiaryLine, Negotiation, Opportunity, Participant
from tilth.domain.acting import Unclear
from tilth.domain.guards import NotAllowedError
from tilth.domain.records import negotiation, opportunity
from tilth.jobs.demo_subjects import negotiation as story
from tilth.jobs.demo_subjects import offer as offers
from tilth.policy import playbook
from tilth.policy.subjects.negotiation import NegotiationRules

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
MINE = "B1-rm1-c1"
SOON = published.DAY + dt.timedelta(days=20)
TOLD: dict[str, Any] = {
    "goal_long": "their payroll",
    "goal_short": "the rate",
    "main": "the rate",
    "bottom_line": "20 bp below the list",
    "walk_away": "no papers by the second talk",
}


def deal(as_: As) -> Opportunity:
    return opportunity.open_up(
        as_("rm"), MINE, source="contact", type="full", expected_on=SOON, category="loan"
    )


def drawn(as_: As, **told: Any) -> Negotiation:
    return negotiation.draw_up(as_("rm"), MINE, deal=str(deal(as_).pk), **(TOLD | told))


@pytest.mark.requirement("NEG-05")
@pytest.mark.requirement("NEG-12")
def test_a_sheet_has_goals_a_bottom_line_and_when_to_leave_and_asks_the_three_of_a_loan(as_: As) -> None:
    loan = {"loan_amount": "a million", "loan_use": "a flat", "loan_source": "wages"}
    made = drawn(as_, minor="fees", **loan)
    assert (made.goal_long, made.goal_short, made.bottom_line) == (
        "their payroll",
        "the rate",
        "20 bp below the list",
    )
    assert (made.loan_amount, made.loan_use, made.loan_source) == ("a million", "a flat", "wages")
    assert made.restricted
    asked = playbook.default().of(NegotiationRules).asks_of_loans
    assert [one.code for one in asked] == ["amount", "use", "source"]


@pytest.mark.requirement("NEG-06")
def test_what_was_seen_heard_asked_and_felt_is_written_on(as_: As) -> None:
    made = drawn(as_)
    on = negotiation.observe(
        as_("rm"), MINE, made.pk, look="calm", listen="the day", ask="when", touch="warm"
    )
    assert (on.look, on.listen, on.ask, on.touch) == ("calm", "the day", "when", "warm")
    later = negotiation.observe(as_("rm"), MINE, made.pk, look="restless")
    assert (later.look, later.listen) == ("restless", "the day")


@pytest.mark.requirement("NEG-05")
def test_without_sincerity_it_is_left_early_and_every_version_is_kept(as_: As) -> None:
    made = drawn(as_)
    negotiation.revise(as_("rm"), MINE, made.pk, bottom_line="15 bp", team="B1-rm2, B1-rm2 B1-planner")
    done = negotiation.close(as_("rm"), MINE, made.pk, became="withdrawn", ending="no papers came")
    assert (done.state, done.ended_at, done.team) == ("withdrawn", NOON, ["B1-planner", "B1-rm2"])
    with pytest.raises(Unclear, match="ended already"):
        negotiation.revise(as_("rm"), MINE, made.pk, main="more")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM tilth_negotiation_history WHERE id = %s", [made.pk])
        assert cursor.fetchone() == (3,)


def test_a_team_is_small(as_: As) -> None:
    with pytest.raises(Unclear, match="at most 12"):
        drawn(as_, team=" ".join(f"S{number}" for number in range(13)))


def test_nobody_is_named_whom_the_bank_does_not_know(as_: As) -> None:
    with pytest.raises(Unclear, match="staff number B1-nobody"):
        drawn(as_, team="B1-rm2 B1-nobody")
    assert not Negotiation.objects.unscoped().exists()


def seen(bank: town.Town, role: str) -> tuple[int, int, int]:
    """Return how many sheets a role sees: asked by the pages, counted by the database, in the diary."""
    by = bank.users[role]
    asked = visible(Negotiation, by, bank.generation).count()
    lines = visible(DiaryLine, by, bank.generation).filter(subject="negotiation").count()
    scopes.enter(by, bank.generation, step_down=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM tilth_negotiation")
        (counted,) = cursor.fetchone()
        cursor.execute("RESET ROLE")
    return asked, counted, lines


@pytest.mark.requirement("NEG-05")
@pytest.mark.parametrize("role", ["supervisor", "branch_head", "region_head", "compliance", "planner"])
def test_for_everybody_else_it_is_not_there_leaders_neither(bank: town.Town, as_: As, role: str) -> None:
    drawn(as_)
    assert seen(bank, role) == (0, 0, 0)


@pytest.mark.parametrize(("team", "wanted"), [("B1-planner", 1), ("B1-rm2", 0), ("", 0)])
def test_who_is_named_reads_it_if_the_customer_is_in_sight(
    bank: town.Town, as_: As, team: str, wanted: int
) -> None:
    Participant.objects.create(
        customer_id=MINE,
        staff_id="B1-planner",
        purpose="planner",
        reason="plan",
        invited_by=bank.users["branch_head"],
        starts_on=dt.date(2026, 1, 1),
        ends_on=dt.date(2099, 1, 1),
    )
    drawn(as_, team=team)
    assert seen(bank, "rm")[:2] == (1, 1)
    assert seen(bank, "planner") == (wanted, wanted, 0)


def test_nobody_outside_changes_it(as_: As) -> None:
    made = drawn(as_)
    with pytest.raises(NotAllowedError):
        negotiation.observe(as_("supervisor"), MINE, made.pk, look="from above")


def test_the_demo_bank_negotiates_two_loans_and_an_offer_waits(bank: town.Town, as_: As) -> None:
    for _number in range(2):
        deal(as_)
    who = {"rm": as_("rm")}
    story.tell(who, [])
    offers.tell(who, [])
    with connection.cursor() as cursor:
        cursor.execute("SELECT state, count(*) FROM tilth_offer GROUP BY 1 ORDER BY 1")
        assert cursor.fetchall() == [("countered", 2), ("waits", 1)]
    assert Negotiation.objects.unscoped().count() == 2
