"""Linked needs: whose, what, of how many people; due until it is ended."""

import datetime as dt

import pytest

from subjects.conftest import NOON, As
from support import published
from tilth.domain.acting import Unclear
from tilth.domain.due import kinds
from tilth.domain.records import linked_need

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
MINE = "B1-rm1-c1"
SOON = published.DAY + dt.timedelta(days=2)


@pytest.mark.requirement("NEED-06")
def test_a_need_of_many_points_to_a_unit_and_counts_its_heads(as_: As) -> None:
    made = linked_need.hear(
        as_("rm"), MINE, around="employer", need="payroll", name="Chengda", head_count=86, due_on=SOON
    )
    assert (made.state, made.around, made.name, made.head_count) == ("open", "employer", "Chengda", 86)
    assert "linked_need" in kinds.worked_on("rm")
    later = SOON + dt.timedelta(days=5)
    on = linked_need.go_on(as_("rm"), MINE, made.pk, due_on=later)
    assert (on.due_on, on.head_count) == (later, 86)
    assert linked_need.go_on(as_("rm"), MINE, made.pk, due_on=later, head_count=120).head_count == 120
    done = linked_need.end(as_("rm"), MINE, made.pk, became="met", outcome="paid through us")
    assert (done.state, done.ended_at) == ("met", NOON)
    with pytest.raises(Unclear, match="ended already"):
        linked_need.go_on(as_("rm"), MINE, made.pk, due_on=later)


@pytest.mark.requirement("NEED-06")
def test_a_need_of_one_relative_needs_no_name_and_no_count(as_: As) -> None:
    made = linked_need.hear(as_("rm"), MINE, around="relative", need="insurance", due_on=SOON)
    assert (made.name, made.head_count) == ("", None)


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"around": "employer", "need": "payroll", "head_count": 5}, "which company or unit"),
        ({"around": "employer", "need": "payroll", "name": "Chengda"}, "say how many they are"),
        ({"around": "neighbour", "need": "compensation", "head_count": 0}, "from 1 to 1,000,000"),
        ({"around": "relative", "need": "deposit", "head_count": 1_000_001}, "from 1 to 1,000,000"),
        ({"around": "relative", "need": "deposit", "head_count": 10**10}, "whole number from 0"),
        ({"around": "relative", "need": "deposit", "due_on": published.DAY - dt.timedelta(days=1)}, "today"),
        ({"around": "friend", "need": "deposit"}, "none of the choices"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_one_sentence(as_: As, told: dict[str, object], why: str) -> None:
    with pytest.raises(Unclear, match=why):
        linked_need.hear(as_("rm"), MINE, **{"due_on": SOON, **told})
