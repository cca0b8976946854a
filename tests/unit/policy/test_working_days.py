"""The working days of a week: weekends, holidays, and a Sunday worked instead."""

import datetime as dt

import pytest

from tilth.policy import working_days


@pytest.mark.parametrize(
    ("day", "left"),
    [
        ("2026-06-08", "08 09 10 11 12"),
        ("2026-06-10", "10 11 12"),
        ("2026-06-15", "15 16 17 18"),  # Friday is the Dragon Boat Festival
        ("2026-09-14", "14 15 16 17 18 20"),  # Sunday is worked for the Mid-Autumn Festival
        ("2026-09-20", "20"),
        ("2026-10-08", "08 09 10"),  # Saturday is worked for the National Day
    ],
)
def test_the_working_days_that_are_left_of_a_week(day: str, left: str) -> None:
    found = working_days.week_left(dt.date.fromisoformat(day))
    assert " ".join(f"{one:%d}" for one in found) == left


def test_a_sunday_belongs_to_the_week_that_it_ends() -> None:
    assert working_days.monday(dt.date(2026, 9, 20)) == dt.date(2026, 9, 14)
