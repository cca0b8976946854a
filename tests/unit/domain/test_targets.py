"""The week's target is what its working days can hold (LIST-02, LIST-03)."""

import datetime as dt

import pytest

from tilth.data import models
from tilth.domain.book import targets
from tilth.domain.book.targets import Reach, target


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
    aim = target(
        listed=20, reach=Reach(customers=500, reachable=500), size=20, today=dt.date.fromisoformat(today)
    )
    assert (aim.asked_week, aim.week) == (asked, asked)
    assert aim.pace(dt.date.fromisoformat(today)) == by_tonight


def test_nobody_is_asked_to_call_more_customers_than_there_are() -> None:
    reach = Reach(customers=13, reachable=13)
    aim = target(listed=13, reach=reach, size=20, today=dt.date(2026, 3, 31))
    assert (aim.day, aim.week, aim.asked_week, aim.small_book, aim.short_list) == (13, 13, 100, True, True)


@pytest.mark.requirement("LIST-03")
def test_a_target_counts_only_whom_one_can_reach() -> None:
    book = models.PublishedBook(customers=21, reachable=16, without_consent=3, without_number=1)
    aim = target(listed=15, reach=targets.reach(book), size=20, today=dt.date(2026, 3, 31))
    assert (aim.day, aim.week, aim.small_book) == (15, 16, True)
    assert aim.reach.others == 1
    large = Reach(customers=200, reachable=180, without_consent=20)
    both = targets.together([aim, target(listed=20, reach=large, size=20, today=dt.date(2026, 3, 31))])
    assert (both.week, both.small_books, both.reach) == (116, 1, aim.reach)


def test_a_night_of_an_earlier_version_asks_for_the_whole_book() -> None:
    assert targets.reach(models.PublishedBook(customers=21)) == Reach(customers=21, reachable=21)
    assert targets.reach(None) == Reach()
