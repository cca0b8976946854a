"""The small calendars: which source days fall due when, month ends, leap days and leap months included."""

import pytest

from engine.bank import day
from tilth.engine import calendars
from tilth.kernel.dates import add_months, add_years


def _months(count):
    return lambda date: add_months(date, count)


@pytest.mark.parametrize(
    ("due", "sources"),
    [
        ("2026-02-28", ["2025-11-28", "2025-11-29", "2025-11-30"]),
        ("2024-02-29", ["2023-11-29", "2023-11-30"]),
        ("2026-03-31", ["2025-12-31"]),
        ("2026-04-30", ["2026-01-30", "2026-01-31"]),
    ],
)
def test_three_months_later_is_clipped_to_the_months_end(due, sources):
    pairs = calendars.moved(day(due), day(due), _months(-3), _months(3))
    assert [source.isoformat() for source, _ in pairs] == sources


def test_a_day_without_a_source_has_no_pairs():
    pairs = calendars.moved(
        day("2025-02-28"), day("2025-03-01"), lambda d: add_years(d, -1), lambda d: add_years(d, 1)
    )
    assert [(source.isoformat(), due.isoformat()) for source, due in pairs] == [
        ("2024-02-28", "2025-02-28"),
        ("2024-02-29", "2025-02-28"),
        ("2024-03-01", "2025-03-01"),
    ]


def test_yearly_brings_the_leap_day_once():
    common = calendars.yearly(day("2026-02-27"), day("2026-03-01"))
    leap = calendars.yearly(day("2028-02-28"), day("2028-03-01"))
    assert [source for source, _ in common] == [227, 228, 229, 301]
    assert [source for source, _ in leap] == [228, 229, 301]


def test_a_lunar_birth_falls_on_the_same_lunar_day():
    # The lantern festival of 2026; births of that lunar day in a leap first month do not exist.
    pairs = calendars.lunar_birthdays(day("2026-03-03"), day("2026-03-03"))
    births = [birth for birth, _ in pairs]
    assert day("1980-03-01") in births
    assert day("2025-02-12") in births
    assert day("2026-03-03") not in births


def test_a_birth_in_a_leap_month_is_kept_in_the_ordinary_one():
    # 2025 has a leap sixth month; the sixth month of 2026 begins on 14 July.
    births = [birth for birth, _ in calendars.lunar_birthdays(day("2026-07-14"), day("2026-07-14"))]
    assert day("2025-06-25") in births
    assert day("2025-07-25") in births


def test_day_30_falls_on_day_29_of_a_short_month():
    pairs = calendars.lunar_birthdays(day("2026-01-01"), day("2026-12-31"))
    dues = {due for birth, due in pairs if birth == day("2024-02-09")}
    # The last day of the twelfth month: 30 days in the year of birth, 29 in that of February 2026.
    assert dues == {day("2026-02-16")}
