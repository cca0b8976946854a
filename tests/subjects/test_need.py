"""Needs: dimension, depth, class and phase, priority and day; what meets them, and which gap there is."""

import datetime as dt

import pytest

from subjects.conftest import NOON, As
from support import published
from tilth.domain.acting import Unclear
from tilth.domain.due import kinds
from tilth.domain.records import need
from tilth.policy import playbook
from tilth.policy.subjects.need import KINDS, PHASES, NeedRules

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
MINE = "B1-rm1-c1"
SOON = published.DAY + dt.timedelta(days=2)
BASIC = {
    "kind": "saving",
    "dimension": "asset",
    "explicit": "explicit",
    "nature": "basic",
    "phase": "brewing",
    "priority": 2,
    "source": "talk",
}


@pytest.mark.requirement("NEED-01")
@pytest.mark.requirement("NEED-03")
@pytest.mark.requirement("NEED-07")
@pytest.mark.requirement("NEED-10")
def test_a_need_says_of_what_it_is_how_it_shows_and_when_its_turn_comes(as_: As) -> None:
    made = need.notice(as_("rm"), MINE, **BASIC, due_on=SOON, note="in the till by Friday")
    told = (made.dimension, made.explicit, made.nature, made.phase, made.priority, made.due_on)
    assert told == ("asset", "explicit", "basic", "brewing", 2, SOON)
    assert "need" in kinds.worked_on("rm")


@pytest.mark.requirement("NEED-04")
@pytest.mark.requirement("NEED-11")
@pytest.mark.parametrize("nature", ["individual", "created"])
def test_a_need_of_ones_own_or_one_that_nobody_had_thought_of_needs_no_day(as_: As, nature: str) -> None:
    made = need.notice(as_("rm"), MINE, **(BASIC | {"nature": nature, "explicit": "hidden"}))
    assert (made.nature, made.explicit, made.due_on) == (nature, "hidden", None)


@pytest.mark.requirement("NEED-05")
def test_a_forecast_need_has_its_day(as_: As) -> None:
    with pytest.raises(Unclear, match="by when it comes"):
        need.notice(as_("rm"), MINE, **(BASIC | {"nature": "forecast"}))
    made = need.notice(as_("rm"), MINE, **(BASIC | {"nature": "forecast"}), due_on=SOON)
    assert made.due_on == SOON


def test_a_need_comes_further_until_it_ends(as_: As) -> None:
    made = need.notice(as_("rm"), MINE, **BASIC)
    on = need.go_on(as_("rm"), MINE, made.pk, phase="comparing", priority=1, due_on=SOON)
    assert (on.phase, on.priority, on.due_on) == ("comparing", 1, SOON)
    done = need.end(as_("rm"), MINE, made.pk, became="met", outcome="bought")
    assert (done.state, done.ended_at) == ("met", NOON)
    with pytest.raises(Unclear, match="ended already"):
        need.go_on(as_("rm"), MINE, made.pk, phase="use", priority=1)


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"priority": 0}, "from 1"),
        ({"priority": 6}, "to 5"),
        ({"due_on": published.DAY - dt.timedelta(days=1)}, "today or on a later day"),
        ({"kind": "yacht"}, "none of the choices"),
        ({"phase": "bored"}, "none of the choices"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_one_sentence(as_: As, told: dict[str, object], why: str) -> None:
    with pytest.raises(Unclear, match=why):
        need.notice(as_("rm"), MINE, **(BASIC | told))


@pytest.mark.requirement("NEED-08")
def test_each_of_the_six_phases_has_its_next_best_act() -> None:
    rules = playbook.default().of(NeedRules)
    assert len(PHASES) == 6
    assert all(rules.act(phase).en and rules.act(phase).zh for phase in PHASES)


@pytest.mark.requirement("SOL-01")
def test_each_need_leads_to_categories_and_a_gap_is_known_as_one() -> None:
    rules = playbook.default().of(NeedRules)
    assert rules.categories("home") == ("mortgage", "loan")
    assert rules.by_category["mortgage"] == {"home"}
    gaps = [kind for kind in KINDS if not rules.categories(kind)]
    assert gaps == ["safe_box", "other"]
