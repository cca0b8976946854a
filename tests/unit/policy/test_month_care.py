"""The care of a month: places by working days, and how often a cadence asks until its end."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from tilth.policy import month_care
from tilth.policy.month_care import MonthCare

TODAY, UNTIL = dt.date(2026, 4, 1), dt.date(2026, 4, 30)


@given(st.integers(-400, 60), st.integers(1, 90))
def test_a_cadence_asks_as_often_as_a_walk_over_the_days_says(before: int, every: int) -> None:
    due = TODAY + dt.timedelta(days=before)
    day, often = max(due, TODAY), 0
    while day <= UNTIL:
        often, day = often + 1, day + dt.timedelta(days=every)
    assert month_care.asked(due, every, today=TODAY, until=UNTIL) == often


def test_places_are_those_of_the_working_days() -> None:
    # April 2026 has 22 weekdays, of which Tomb-sweeping takes the 6th
    assert month_care.places(dt.date(2026, 4, 1), size=20) == (420, 420)
    assert month_care.places(dt.date(2026, 4, 29), size=20) == (420, 40)


def test_what_finds_no_place() -> None:
    assert MonthCare(contacts=50, left=40).over == 10
    assert MonthCare(contacts=40, left=40).over == 0
