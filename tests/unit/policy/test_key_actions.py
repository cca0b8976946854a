"""Maps of key actions: what a playbook may say, the days of a span, and what is done."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from reference import key_actions as slow
from tilth.policy import key_actions, playbook
from tilth.policy.codes import HORIZONS
from tilth.policy.key_actions import Counted, Span, Step
from tilth.policy.playbook.work import COUNTS, KeyAction, Work
from tilth.policy.roles import LEADERS, MANAGERS

DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2032, 12, 31))


def action(**values: Any) -> KeyAction:
    given = {"code": "a", "roles": ("rm",), "span": "day", "text": {"zh": "做", "en": "Do"}}
    return KeyAction.model_validate(given | {"source": "ACT-01", "about": "x"} | values)


@given(day=DAYS, name=st.sampled_from([*HORIZONS]))
def test_a_span_has_the_days_of_the_reference(day: dt.date, name: str) -> None:
    found, wanted = key_actions.span(name, day), slow.days(name, day)
    assert (found.since, found.until) == (wanted[0], wanted[-1])
    assert (found.until - found.since).days + 1 == len(wanted)


@given(rows=st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30))))
def test_done_is_what_the_reference_counts(rows: list[tuple[int, int]]) -> None:
    steps = [Step(action=action(), value=value, aim=aim) for value, aim in rows]
    found = key_actions.done(steps)
    assert (found.number, found.of, found.percent) == slow.done(rows)


@pytest.mark.requirement("ACT-04")
def test_how_a_line_stands() -> None:
    # (counted, aim, each, found, ticked) -> (value, aim, done)
    table = (
        ("", 1, "span", None, True, (1, 1, True)),
        ("", 1, "span", None, False, (0, 1, False)),
        ("dialled", 20, "working_day", Counted(20), False, (20, 100, False)),
        ("dialled", 20, "span", Counted(20), False, (20, 20, True)),
        ("kept", 0, "span", Counted(2, 2), False, (2, 2, True)),
        ("kept", 0, "span", Counted(1, 2), False, (1, 2, False)),
        ("kept", 0, "span", Counted(0, 0), False, (0, 0, False)),  # nothing was due: nothing is asked
        ("kept", 0, "span", None, False, (0, 0, False)),  # nobody counted it
    )
    for counted, aim, each, found, ticked, wanted in table:
        one = action(counted=counted, aim=aim, each=each)
        told = {} if found is None else {counted: found}
        [step] = key_actions.steps([one], told, ["a"] if ticked else [], workdays=5)
        assert (step.value, step.aim, step.done) == wanted, (counted, aim, each)


def test_working_days_leave_out_holidays() -> None:
    """Tomb-sweeping falls on the Sunday before: its Monday is off."""
    assert key_actions.working(Span(dt.date(2026, 4, 6), dt.date(2026, 4, 12))) == 4


WRONG: tuple[tuple[dict[str, Any], str], ...] = (
    ({"span": "decade"}, "none of day, week"),
    ({"roles": ("teller",)}, "none of rm"),
    ({"counted": "smiles"}, "none of dialled"),
    ({"counted": "came", "aim": 5}, "not known of a day"),
    ({"counted": "team_summaries", "aim": 0, "span": "week"}, "not known of the role"),
    ({"counted": "kept", "aim": 3}, "aim must be 0"),
    ({"counted": "dialled", "aim": 0}, "needs an aim"),
    ({"aim": 2}, "ticked by hand"),
    ({"text": {"zh": "", "en": ""}}, "text is blank"),
)


@pytest.mark.parametrize(("values", "told"), WRONG)
def test_a_wrong_line_is_refused_in_a_sentence(values: dict[str, Any], told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        action(**values)


def test_no_code_stands_twice() -> None:
    with pytest.raises(ValidationError, match="twice"):
        Work(closes_at=dt.time(16), actions=(action(), action()))


@pytest.mark.requirement("TRAP-33", part="journeys, benefits and the other empty headings")
def test_every_role_that_works_has_a_map_for_every_span_and_all_of_it_is_a_default() -> None:
    work = playbook.default().work
    for role in (*MANAGERS, *LEADERS):
        assert all(work.of(role, span) for span in HORIZONS), role
    assert not work.has("teller")
    assert all("text" in one.to_verify for one in work.actions)
    assert {one.counted for one in work.actions if one.counted} <= set(COUNTS)


def test_a_playbook_of_before_closes_the_day_at_four() -> None:
    text = playbook.default_text()
    begin, end = text.index("[work]"), text.index("[fields.key_action]")
    assert playbook.parse(text[:begin] + text[end:], "old").work == playbook.default().work
