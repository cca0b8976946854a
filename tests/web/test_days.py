"""Which day the pages call today, and when figures count as old."""

import datetime as dt

from tilth.domain import days
from tilth.policy.bank import Bank

LATE_EVENING = dt.datetime(2026, 4, 1, 17, 30, tzinfo=dt.UTC)
NIGHT = dt.date(2026, 3, 31)


def test_the_system_day_is_the_bank_zone_s() -> None:
    found = days.today(bank=Bank(), last_night=NIGHT, frozen=None, now=LATE_EVENING)
    assert found == dt.date(2026, 4, 2)


def test_a_bank_in_the_past_lives_the_working_day_after_its_last_night() -> None:
    bank = Bank(today="after_last_night")
    friday, monday = dt.date(2026, 4, 10), dt.date(2026, 4, 13)
    assert days.today(bank=bank, last_night=friday, frozen=None, now=LATE_EVENING) == monday
    assert days.today(bank=bank, last_night=NIGHT, frozen=None, now=LATE_EVENING) == dt.date(2026, 4, 1)
    assert days.today(bank=bank, last_night=None, frozen=None, now=LATE_EVENING) == dt.date(2026, 4, 2)


def test_a_frozen_day_wins() -> None:
    frozen = dt.date(2020, 2, 29)
    assert days.today(bank=Bank(), last_night=NIGHT, frozen=frozen, now=LATE_EVENING) == frozen


def test_what_is_recorded_today_lies_on_today() -> None:
    moment = days.moment(day=dt.date(2026, 4, 1), now=LATE_EVENING)
    assert moment == dt.datetime(2026, 4, 1, 1, 30, tzinfo=days.ZONE)


def test_weekends_and_holidays_owe_no_night() -> None:
    friday, monday = dt.date(2026, 4, 10), dt.date(2026, 4, 13)
    assert days.missed_nights(last_night=friday, today=monday) == 0
    assert days.missed_nights(last_night=friday, today=dt.date(2026, 4, 14)) == 1
    before_national_day, after = dt.date(2025, 9, 30), dt.date(2025, 10, 9)
    assert days.missed_nights(last_night=before_national_day, today=after) == 0


def test_without_an_official_calendar_weekdays_count() -> None:
    assert days.is_working_day(dt.date(1998, 10, 5))
    assert not days.is_working_day(dt.date(1998, 10, 4))


def test_a_week_begins_on_monday() -> None:
    assert days.week_start(dt.date(2026, 4, 1)) == dt.date(2026, 3, 30)
    assert days.week_start(dt.date(2026, 3, 30)) == dt.date(2026, 3, 30)
