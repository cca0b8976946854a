"""The lunar calendar: every day against lunar-python, disputed months against the moon, birthdays."""

import datetime as dt

import pytest
from lunar_python import Lunar, LunarYear, Solar

from playbook import new_moon
from tilth.kernel.lunar import (
    FIRST_DAY,
    LAST_DAY,
    LunarDay,
    OutOfRangeError,
    birth_key,
    birthday_keys,
    gregorian,
    is_birthday,
    lunar,
)

DISPUTED = (
    (dt.date(1954, 11, 25), dt.date(1954, 12, 24)),
    (dt.date(1978, 9, 2), dt.date(1978, 10, 1)),
    (dt.date(2057, 9, 28), dt.date(2057, 10, 27)),
)
ALL_DAYS = [FIRST_DAY + dt.timedelta(days=n) for n in range((LAST_DAY - FIRST_DAY).days + 1)]
LUNAR = {day: lunar(day) for day in ALL_DAYS}


def _months_of_lunar_python():
    """Every month from 1900 to 2099 as lunar-python has it: first day, year, month, leap, length."""
    for year in range(1900, 2100):
        months = LunarYear.fromYear(year).getMonths()
        for month in (one for one in months if one.getYear() == year):
            first = Solar.fromJulianDay(month.getFirstJulianDay())
            day = dt.date(first.getYear(), first.getMonth(), first.getDay())
            yield day, year, abs(month.getMonth()), month.getMonth() < 0, month.getDayCount()


def test_every_day_of_every_month_agrees_with_lunar_python():
    """The months are without gaps, so that the days of 200 years are all compared."""
    expected = FIRST_DAY
    for first, year, month, leap, length in _months_of_lunar_python():
        assert first == expected
        expected = first + dt.timedelta(days=length)
        if not any(start <= first <= end for start, end in DISPUTED):
            for number in range(length):
                day = first + dt.timedelta(days=number)
                assert lunar(day) == LunarDay(year, month, number + 1, leap)
    assert expected > dt.date(2100, 1, 1)


def test_every_day_converts_to_the_lunar_calendar_and_back():
    for day, found in LUNAR.items():
        assert gregorian(found) == day


def test_names_agree_with_lunar_python():
    for day in ALL_DAYS[::397]:
        other = Solar.fromYmd(day.year, day.month, day.day).getLunar()
        assert LUNAR[day].name == f"{other.getMonthInChinese()}月{other.getDayInChinese()}"


@pytest.mark.parametrize(
    ("first_day", "month", "delta_t"),
    [("1954-11-25", 11, 31.0), ("1978-09-03", 8, 49.0), ("2057-09-29", 9, 95.0)],
)
def test_disputed_months_begin_on_the_day_of_their_new_moon(first_day, month, delta_t):
    """2057 hangs on the earth's rotation: up to 105 seconds behind, more than is expected, it is the 29th."""
    day = dt.date.fromisoformat(first_day)
    assert new_moon.moment(new_moon.number_near(day), delta_t=delta_t).date() == day
    assert lunar(day) == LunarDay(day.year, month, 1)
    assert lunar(day - dt.timedelta(days=1)).month == month - 1


def test_months_since_1929_begin_on_the_day_of_their_new_moon_unless_it_is_too_close_to_midnight():
    firsts = [day for day in ALL_DAYS if day.year >= 1929 and LUNAR[day].day == 1]
    close = []
    for day in firsts:
        number = new_moon.number_near(day)
        early, late = (new_moon.moment(number, delta_t=seconds).date() for seconds in (210, 20))
        if early != late:
            close.append(day.isoformat())
        else:
            assert early == day
    assert close == ["1933-07-23", "2018-11-08", "2057-09-29", "2089-09-04", "2097-08-07"]


def test_mid_autumn_of_1978_is_the_17th_of_september():
    assert gregorian(LunarDay(1978, 8, 15)) == dt.date(1978, 9, 17)


@pytest.mark.parametrize(("year", "month"), [(2025, 6), (2028, 5), (2033, 11), (2020, 4), (2023, 2)])
def test_leap_months_are_where_almanacs_have_them(year, month):
    first = gregorian(LunarDay(year, month, 1, leap=True))
    assert lunar(first - dt.timedelta(days=1)) in (LunarDay(year, month, 29), LunarDay(year, month, 30))
    leaps = {found.month for found in LUNAR.values() if found.year == year and found.leap}
    assert leaps == {month}


def test_days_have_chinese_names():
    assert lunar(dt.date(2026, 11, 25)).name == "十月十七"
    assert LunarDay(2025, 6, 1, leap=True).name == "闰六月初一"
    assert [LunarDay(2026, 1, day).name for day in (10, 20, 21, 30)] == [
        "正月初十",
        "正月二十",
        "正月廿一",
        "正月三十",
    ]


@pytest.mark.parametrize("day", [dt.date(1900, 1, 30), dt.date(2101, 1, 1)])
def test_days_outside_the_table_are_refused(day):
    with pytest.raises(OutOfRangeError, match=f"{day} has no lunar date"):
        lunar(day)


@pytest.mark.parametrize(
    "day",
    [LunarDay(2026, 13, 1), LunarDay(2026, 2, 31), LunarDay(2026, 2, 1, leap=True), LunarDay(2026, 1, 0)],
)
def test_lunar_dates_that_do_not_exist_are_refused(day):
    with pytest.raises(OutOfRangeError, match="no date of the lunar calendar"):
        gregorian(day)


def test_leap_day_births_are_kept_on_the_28th_in_common_years():
    assert birthday_keys(dt.date(2026, 2, 28), "solar") == [(2, 28), (2, 29)]
    assert birthday_keys(dt.date(2028, 2, 28), "solar") == [(2, 28)]
    assert birthday_keys(dt.date(2028, 2, 29), "solar") == [(2, 29)]


def test_births_in_a_leap_month_are_kept_in_the_ordinary_one():
    born = gregorian(LunarDay(2025, 6, 3, leap=True))
    assert birth_key(born, "lunar") == (6, 3)
    assert is_birthday(born, "lunar", gregorian(LunarDay(2026, 6, 3)))
    assert birthday_keys(born, "lunar") == []


def test_the_30th_is_kept_on_the_29th_of_a_short_month():
    short = next(day for day in ALL_DAYS if day.year == 2026 and LUNAR[day].day == 29 and _is_last(day))
    assert birthday_keys(short, "lunar") == [(lunar(short).month, 29), (lunar(short).month, 30)]


def _is_last(day):
    return lunar(day + dt.timedelta(days=1)).day == 1


def test_every_lunar_birthday_comes_once_in_every_lunar_year():
    keys = [
        (found.year, key)
        for day, found in LUNAR.items()
        if 2020 <= found.year <= 2060
        for key in birthday_keys(day, "lunar")
    ]
    assert len(keys) == len(set(keys)) == 41 * 12 * 30


def test_the_birth_itself_is_no_birthday_and_births_before_the_table_have_none():
    born = dt.date(2026, 11, 25)
    assert not is_birthday(born, "solar", born)
    assert not is_birthday(born, "lunar", born)
    assert is_birthday(born, "solar", dt.date(2027, 11, 25))
    after = Lunar.fromYmd(2027, 10, 17).getSolar()
    assert is_birthday(born, "lunar", dt.date(after.getYear(), after.getMonth(), after.getDay()))
    assert not is_birthday(dt.date(1899, 5, 5), "lunar", born)
    assert not is_birthday(born, "lunar", dt.date(2020, 1, 1))
