"""The week's target is what its working days can hold (LIST-02, LIST-03)."""

import datetime as dt

import pytest

from tilth.domain.book.targets import target


@pytest.mark.requirement("LIST-03")
@pytest.mark.parametrize(
    ("today", "asked", "by_tonight"),
    [
        ("2026-03-30", 100, 20),  # Monday of an ordinary week
        ("2026-04-03", 100, 100),  # its Friday
        ("2026-04-05", 100, 100),  # the Sunday after
        ("2026-04-07", 80, 20),  # Tuesday after the holiday of 4 to 6 April
        ("2026-10-06", 60, 0),  # days off until Wednesday, a Saturday is made up
    ],
)
def test_a_week_asks_for_as_many_lists_as_it_has_working_days(
    today: str, asked: int, by_tonight: int
) -> None:
    aim = target(listed=20, customers=500, size=20, today=dt.date.fromisoformat(today))
    assert (aim.asked_week, aim.week) == (asked, asked)
    assert aim.pace(dt.date.fromisoformat(today)) == by_tonight


def test_nobody_is_asked_to_call_more_customers_than_there_are() -> None:
    aim = target(listed=13, customers=13, size=20, today=dt.date(2026, 3, 31))
    assert (aim.day, aim.week, aim.asked_week, aim.small_book, aim.short_list) == (13, 13, 100, True, True)
