"""Assessments: never of one's own customer, not too often, score and level out of the answers."""

import datetime as dt

import pytest

from integration.doors import town
from subjects.conftest import As
from subjects.example import BALANCED
from support import published
from tilth.data.models import Assessment, PublishedCustomer
from tilth.domain import guards
from tilth.domain.acting import Unclear
from tilth.domain.records.assessment import take
from tilth.domain.suitability import assessments
from tilth.policy import playbook
from tilth.policy.subjects.assessment import AssessmentRules
from tilth.policy.suitability import questionnaire

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
MINE, DAY = "B1-rm1-c1", published.DAY
RULES = playbook.default().of(AssessmentRules)


def took(as_: As, answers: str = BALANCED, *, day: dt.date = DAY, role: str = "branch_head") -> Assessment:
    return take(as_(role, day=day), MINE, answers=answers, signed="paper")


@pytest.mark.requirement("GOV-05")
def test_score_and_level_are_worked_out_of_the_answers_again_and_again(as_: As) -> None:
    made = took(as_)
    assert (made.score, made.level, made.lowest, made.version) == (65, "C4", False, "Q-2026.1")
    kept = Assessment.objects.unscoped().get(pk=made.pk)
    again = RULES.result(questionnaire.told(kept.answers))
    assert (again.score, again.level, again.lowest) == (kept.score, kept.level, kept.lowest)


@pytest.mark.parametrize(
    ("points", "level"),
    [(24, "C1"), (25, "C2"), (44, "C2"), (45, "C3"), (64, "C3"), (65, "C4"), (84, "C4"), (85, "C5")],
)
def test_a_level_begins_at_its_floor(points: int, level: str) -> None:
    assert [one.code for one in RULES.capacity if one.floor <= points][-1] == level


def test_one_answer_alone_may_put_somebody_into_the_lowest_category(as_: As) -> None:
    made = took(as_, BALANCED.replace("aim=c", "aim=a"))
    assert (made.score, made.level, made.lowest) == (53, "C1", True)


@pytest.mark.parametrize("role", ["rm", "wealth", "planner", "compliance", "lobby"])
def test_no_manager_takes_one(as_: As, role: str) -> None:
    with pytest.raises(guards.NotAllowedError):
        took(as_, role=role)


def test_a_leader_does_not_take_one_of_a_customer_of_the_own_book(as_: As) -> None:
    PublishedCustomer.objects.unscoped().filter(customer_id=MINE).update(rm_id="B1-head")
    with pytest.raises(guards.NotAllowedError, match="a customer of their own"):
        took(as_)
    assert not Assessment.objects.unscoped().exists()


def test_two_a_day_and_eight_in_twelve_months_at_most(as_: As) -> None:
    assert (RULES.per_day, RULES.per_year) == (2, 8)
    for days in (0, 0, 1, 1, 2, 2, 3, 3):
        took(as_, day=DAY + dt.timedelta(days=days))
    with pytest.raises(Unclear, match="more than 8 assessments in twelve months"):
        took(as_, day=DAY + dt.timedelta(days=4))
    took(as_, day=DAY.replace(year=DAY.year + 1))
    took(as_, day=DAY.replace(year=DAY.year + 1))
    with pytest.raises(Unclear, match="more than 2 assessments a day"):
        took(as_, day=DAY.replace(year=DAY.year + 1))


@pytest.mark.parametrize(
    "answers",
    ["age=b", BALANCED + " age=b", BALANCED + " more=a", BALANCED.replace("loss=c", "loss=z"), "nonsense"],
)
def test_every_question_has_one_answer(as_: As, answers: str) -> None:
    with pytest.raises(Unclear):
        took(as_, answers)
    assert not Assessment.objects.unscoped().exists()


def test_the_newer_of_the_cores_and_the_banks_own_counts(as_: As, bank: town.Town) -> None:
    rows = PublishedCustomer.objects.unscoped().filter(customer_id=MINE)
    who = as_("branch_head")

    def level() -> str | None:
        return assessments.counting(who.by, bank.generation, rows.get(), day=DAY, years=1).level

    assert level() is None
    rows.update(risk_level="C2", risk_assessed_on=DAY - dt.timedelta(days=3))
    assert level() == "C2"
    took(as_)
    assert level() == "C4"
    rows.update(risk_assessed_on=DAY + dt.timedelta(days=1))
    assert level() == "C2"
