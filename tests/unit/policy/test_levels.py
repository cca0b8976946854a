"""Levels by the playbook: criteria, scores and years in hand-worked numbers; the account loses nothing."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilth.policy import playbook
from tilth.policy.levels.account import balances
from tilth.policy.levels.codes import LEVELS, STAGES, above, place
from tilth.policy.levels.cycle import PHASES, STEPS, phase
from tilth.policy.levels.judging import evidence, fulfilled, judged, read_evidence, scored, years
from tilth.policy.levels.measures import Found
from tilth.policy.subjects.kit import TABS
from tilth.policy.subjects.level import LevelRules

RULES = playbook.default().of(LevelRules)
SCORES = {one.code: one for one in RULES.scores}


def found(**values: float | None) -> dict[tuple[str, int], Found]:
    told = {name: None if value is None else Decimal(str(value)) for name, value in values.items()}
    return {(name, months): Found(value=value) for name, value in told.items() for months in (0, 6, 12)}


@pytest.mark.requirement("REL-03")
def test_the_levels_stand_in_one_order() -> None:
    assert [*LEVELS] == ["stranger", "aware", "well_known", "preferring", "loyal"]
    assert [above(one) for one in LEVELS] == ["aware", "well_known", "preferring", "loyal", ""]
    assert place("stranger") < place("loyal")


@pytest.mark.requirement("REL-01")
@pytest.mark.requirement("REL-02")
def test_every_level_stands_on_a_stage_with_its_tools() -> None:
    stages = [RULES.stage(one).code for one in LEVELS]
    assert stages == ["product", "product", "service", "relationship", "trust"]
    assert [*STAGES] == list(dict.fromkeys(stages))
    assert all(one.tools for one in RULES.stages)


@pytest.mark.requirement("REL-04")
def test_unknown_is_not_failed_and_not_fulfilled() -> None:
    values = found(contacts=4, kept=None, profile=29, open=0)
    told = judged(RULES.criteria("well_known"), values)
    assert [one.met for one in told] == [True, None, False, True]
    assert not fulfilled(told)
    assert fulfilled(judged(RULES.criteria("well_known"), found(contacts=4, kept=80, profile=30, open=0)))
    assert [(one.met, one.found.value) for one in read_evidence(evidence(told))] == [
        (one.met, one.found.value) for one in told
    ]


@pytest.mark.requirement("REL-05")
@pytest.mark.requirement("REL-06")
@pytest.mark.requirement("REL-08")
@pytest.mark.parametrize(
    ("score", "values", "expected"),
    [
        ("emotion", {"balance": 56, "care": 3}, 62),  # 3 × 56/80 + 2 × 3/6 = 3.1 of 5
        ("emotion", {"balance": -20, "care": 9}, 40),  # 0 + 2 of 5
        ("network", {"around": 3, "referrals": 1}, 67),  # 1.5 + 0.5 of 3
        ("stickiness", {"products": 5, "share": None, "activity": 50}, 72),  # 1.667 + 0.5 of 3
        ("stickiness", {"products": 5, "share": 60, "activity": 50}, 74),  # 1.667 + 2.25 + 0.5 of 6
        ("problems", {"answered": None}, None),
        ("gain", {"gain": 2, "begun": 4}, 67),  # 1 + 1 of 3
        ("insight", {"insight": 2.5}, 42),
        ("professionalism", {"insight": 4, "answered": 100, "profile": 60}, 100),
        ("trust", {"kept": 91.7}, 92),
        ("acceptance", {"begun": 2, "met": 2, "referrals": 0}, 38),  # 1 + 0.5 of 4
    ],
)
def test_a_score_is_its_terms(score: str, values: dict[str, float | None], expected: int | None) -> None:
    told = scored(SCORES[score], found(**values))
    assert told.value == expected
    assert len(told.parts) == len(SCORES[score].terms)


@pytest.mark.requirement("LIFE-04")
@pytest.mark.parametrize(
    ("since", "today", "count", "reached", "following"),
    [
        ("2014-05-06", "2026-12-09", 12, "ten", "2039-05-06"),
        ("2026-01-01", "2026-12-09", 0, None, "2027-01-01"),
        ("2001-12-09", "2026-12-09", 25, "silver", "2051-12-09"),
        ("2024-02-29", "2025-02-28", 1, "first", "2029-02-28"),
        ("1970-01-01", "2026-12-09", 56, "golden", None),
    ],
)
def test_years_have_names(
    since: str, today: str, count: int, reached: str | None, following: str | None
) -> None:
    told = years(dt.date.fromisoformat(since), dt.date.fromisoformat(today), RULES.anniversaries)
    assert told.years == count
    assert (told.reached.code if told.reached else None) == reached
    assert (told.next_on.isoformat() if told.next_on else None) == following


@pytest.mark.requirement("LIFE-03")
@pytest.mark.requirement("TRAP-34", part="the unrealistic wish that asks for education")
def test_each_of_the_nine_steps_has_its_phase_and_its_tab() -> None:
    assert [one.words.zh for one in STEPS] == [
        *("认识", "选择", "开发", "信息", "分级", "沟通", "满意", "忠诚", "流失与挽回"),
    ]
    assert [one.phase for one in STEPS] == ["building"] * 3 + ["keeping"] * 5 + ["ending"]
    assert {one.tab for one in STEPS} <= TABS.keys()
    assert (phase("aware", "new"), phase("well_known", "mature"), phase("loyal", "lost")) == tuple(PHASES)


@given(st.integers(0, 1000), st.lists(st.integers(-50, 50).filter(bool), max_size=40))
def test_the_account_loses_nothing(start: int, points: list[int]) -> None:
    after = balances(start, points)
    assert (after[-1] if after else start) == start + sum(points)
    assert [now - before for before, now in zip([start, *after], after, strict=False)] == points
