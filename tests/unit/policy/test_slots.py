"""Two hours that are free in a diary, on different half days (B2)."""

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import ValidationError

from reference import slots as reference
from tilth.policy import playbook, slots
from tilth.policy.subjects.task import TaskRules

RULES = playbook.default().of(TaskRules)
WEDNESDAY, THURSDAY, FRIDAY = (dt.date(2026, 4, day) for day in (1, 2, 3))
TUESDAY = dt.date(2026, 4, 7)
"""The first working day after the Qingming days, which end on Monday 6 April 2026."""


def at(day: dt.date, hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour, minute))


def told(now: dt.datetime, *busy: dt.datetime, rules: TaskRules = RULES) -> list[tuple[dt.date, str]]:
    return [(one.due_on, f"{one.due_at:%H:%M}") for one in slots.offered(now, busy, rules)]


@pytest.mark.parametrize(
    ("now", "busy", "expected"),
    [
        pytest.param(
            at(THURSDAY, 8, 10), [], [(THURSDAY, "09:30"), (THURSDAY, "13:30")], id="before opening"
        ),
        pytest.param(
            at(THURSDAY, 9), [], [(THURSDAY, "10:00"), (THURSDAY, "13:30")], id="the next full hour"
        ),
        pytest.param(at(THURSDAY, 11, 1), [], [(THURSDAY, "13:30"), (FRIDAY, "09:30")], id="at noon"),
        pytest.param(at(THURSDAY, 15, 59), [], [(THURSDAY, "16:00"), (FRIDAY, "09:30")], id="late"),
        pytest.param(at(THURSDAY, 16), [], [(FRIDAY, "09:30"), (FRIDAY, "13:30")], id="too late for today"),
        pytest.param(at(FRIDAY, 18), [], [(TUESDAY, "09:30"), (TUESDAY, "13:30")], id="over the holidays"),
        pytest.param(
            at(dt.date(2026, 4, 5), 10), [], [(TUESDAY, "09:30"), (TUESDAY, "13:30")], id="on a day off"
        ),
        pytest.param(
            at(THURSDAY, 8),
            [at(THURSDAY, 10), at(THURSDAY, 14)],
            [(THURSDAY, "11:00"), (THURSDAY, "15:00")],
            id="an hour from what is due, and no less",
        ),
        pytest.param(
            at(THURSDAY, 8),
            [at(THURSDAY, 10), at(THURSDAY, 11)],
            [(THURSDAY, "13:30"), (FRIDAY, "09:30")],
            id="a full morning",
        ),
    ],
)
def test_the_first_free_hours_of_two_half_days(now, busy, expected) -> None:
    assert told(now, *busy) == expected


def test_a_full_calendar_has_less_to_offer() -> None:
    one_day = RULES.model_copy(update={"days_ahead": 1})
    hours = [at(WEDNESDAY, hour) for hour in range(9, 18)]
    assert told(at(WEDNESDAY, 8), *hours, rules=one_day) == []
    assert told(at(WEDNESDAY, 8), *hours[4:], rules=one_day) == [(WEDNESDAY, "09:30")]


_NOW = st.builds(
    dt.datetime.combine,
    st.dates(WEDNESDAY, dt.date(2026, 5, 10)),
    st.builds(dt.time, st.integers(0, 23), st.integers(0, 59)),
)
_BUSY = st.lists(st.tuples(st.integers(0, 3), st.integers(8 * 4, 18 * 4)), max_size=24)


@given(now=_NOW, busy=_BUSY, every=st.sampled_from([15, 30, 45]), apart=st.sampled_from([0, 30, 60, 120]))
@example(now=at(FRIDAY, 11, 59), busy=[(0, 54), (3, 40)], every=30, apart=60)
def test_it_equals_a_walk_by_the_minute(
    now: dt.datetime, busy: list[tuple[int, int]], every: int, apart: int
) -> None:
    rules = RULES.model_copy(update={"slot_minutes": every, "apart_minutes": apart, "days_ahead": 3})
    midnight = now.replace(hour=0, minute=0)
    moments = [midnight + dt.timedelta(days=day, minutes=15 * quarter) for day, quarter in busy]
    found = [(one.due_on, one.due_at) for one in slots.offered(now, moments, rules)]
    assert found == reference.two(now, moments, rules)


@pytest.mark.parametrize(("name", "hour"), [("morning_until", "09:00"), ("afternoon_from", "11:00")])
def test_half_days_that_cross_are_refused(name: str, hour: str) -> None:
    with pytest.raises(ValidationError, match="not in order"):
        TaskRules.model_validate(RULES.model_dump() | {name: hour})
