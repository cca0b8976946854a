"""Remarks of any kind: reading never fails, and what it proposes is right by a walk over the calendar."""

import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilth.kernel.lunar import lunar
from tilth.policy.remarks import read
from tilth.policy.working_days import is_working_day

DAY = dt.timedelta(days=1)
KNOWN = st.dates(dt.date(2024, 1, 1), dt.date(2026, 8, 31))
"""Days about which the official calendar is known."""
ANY_DAY = st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31)) | KNOWN
PIECES = st.sampled_from(
    [
        *("0123456789", "一二三四五六七八九十", "〇零廿卅半两初", "年月日号周天", "上下本这前后内底末中"),
        *(
            "季度",
            "星期",
            "礼拜",
            "个月",
            "工作日",
            "农历",
            "腊月",
            "闰",
            "春节",
            "国庆",
            "节",
            "过年",
            "周末",
        ),
        *(" next ", "Friday", " in ", "weeks", " before ", "Aug ", "the ", "15th", "end of ", "month", "Q3"),
        *(
            "2026",
            "2099年",
            "20",
            "/",
            "-",
            ".",
            ":",
            ",",
            " at ",
            "3pm",
            "点",
            "之后",
            "前一周",
            "左右",
            "万",
        ),
    ]
)
TEXTS = st.text(max_size=40) | st.lists(PIECES, max_size=12).map("".join)
WEEKDAYS = "一二三四五六日"
ENGLISH = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def walked(start: dt.date, step: int, wanted: Callable[[dt.date], bool]) -> dt.date:
    """Return the first day that fits, day by day."""
    while not wanted(start):
        start += step * DAY
    return start


def days(text: str, written: dt.date) -> list[dt.date]:
    [found] = read(text, written)
    assert found.words == text
    return [one.day for one in found.choices]


@pytest.mark.requirement("REC-04")
@given(TEXTS, ANY_DAY)
def test_reading_never_fails_and_proposes_real_days_to_come(text: str, written: dt.date) -> None:
    end = 0
    for found in read(text, written):
        assert found.words
        assert found.words in text[found.start : found.end]
        assert end <= found.start < found.end <= len(text)
        assert bool(found.choices) != bool(found.problem)
        assert len({one.day for one in found.choices}) == len(found.choices)
        for one in found.choices:
            assert written <= one.day
            assert written <= one.first <= one.last
        end = found.end


AMOUNTS = st.builds(
    lambda sign, number, unit: f"{sign}{number}{unit}",
    st.sampled_from(["", "¥", "约", "利率", "存款", "USD "]),
    st.integers(1, 99_999_999).map(str)
    | st.integers(1000, 9_999_999).map(lambda n: f"{n:,}")
    | st.decimals(0, 99, places=2).map(str),
    st.sampled_from(
        ["万", "亿", "元", "%", "岁", "股", "个月定期", "年期", "天理财", "万元", "块", " yuan", "bp"]
    ),
)
LONG = st.integers(10**7, 10**18).map(str)


@given(st.lists(AMOUNTS | LONG, min_size=1, max_size=4).map("，".join), KNOWN)
def test_figures_of_money_terms_ages_and_numbers_are_no_days(text: str, written: dt.date) -> None:
    assert read(text, written) == ()


@given(KNOWN, st.integers(1, 99))
def test_so_many_days_on_are_counted_one_by_one(written: dt.date, count: int) -> None:
    expected = written
    for _ in range(count):
        expected += DAY
    assert days(f"{count}天后", written) == days(f"in {count} days", written) == [expected]


@given(KNOWN, st.integers(1, 20))
def test_working_days_are_counted_one_by_one(written: dt.date, count: int) -> None:
    expected = written
    for _ in range(count):
        expected = walked(expected + DAY, 1, is_working_day)
    assert days(f"{count}个工作日后", written) == days(f"in {count} working days", written) == [expected]


@given(KNOWN, st.integers(0, 6))
def test_a_weekday_of_next_week_is_in_the_week_after_the_next_monday(written: dt.date, index: int) -> None:
    monday = walked(written + DAY, 1, lambda day: day.weekday() == 0)
    expected = walked(monday, 1, lambda day: day.weekday() == index)
    found = days(f"下周{WEEKDAYS[index]}", written)
    assert found[0] == expected
    assert found[1:] == ([expected + 7 * DAY] if written.weekday() == 6 and index != 6 else [])
    assert expected in days(f"next {ENGLISH[index]}", written)


@given(KNOWN, st.integers(0, 6))
def test_a_weekday_alone_is_the_next_one(written: dt.date, index: int) -> None:
    expected = walked(written, 1, lambda day: day.weekday() == index)
    later = [expected + 7 * DAY] if expected == written else []
    assert days(f"星期{WEEKDAYS[index]}", written) == days(ENGLISH[index], written) == [expected, *later]


@given(KNOWN)
def test_the_end_of_a_month_is_its_last_working_day(written: dt.date) -> None:
    last = walked(written, 1, lambda day: (day + DAY).day == 1)
    expected = walked(last, -1, is_working_day)
    expected = expected if expected >= written else last
    assert days("月底", written) == days("end of the month", written) == [expected]


@given(KNOWN, st.integers(1, 12), st.integers(1, 31))
def test_a_date_is_the_next_day_of_that_name_or_said_not_to_be(
    written: dt.date, month: int, day: int
) -> None:
    year = written.year + ((month, day) < (written.month, written.day))
    names = [(one.month, one.day) for one in (dt.date(year, 1, 1) + n * DAY for n in range(366))]
    [found] = read(f"{month}月{day}日", written)
    if (month, day) in names and (month, day) != (1, 1):
        expected = walked(written, 1, lambda one: (one.month, one.day) == (month, day))
        assert [one.day for one in found.choices] == [expected]
    elif (month, day) != (1, 1):
        assert found.problem == "no_such_day"


@given(KNOWN, st.sampled_from([("中秋", 8, 15), ("七夕", 7, 7), ("重阳", 9, 9), ("元宵", 1, 15)]))
def test_festivals_of_the_moon_fall_on_its_days(written: dt.date, festival: tuple[str, int, int]) -> None:
    """The next one is meant; while the days off around the last one go on, it is said to be over."""
    name, month, number = festival

    def falls(day: dt.date) -> bool:
        moon = lunar(day)
        return (moon.month, moon.day, moon.leap) == (month, number, False)

    [found] = read(name, written)
    if found.problem:
        last = walked(written, -1, falls)
        assert not any(is_working_day(last + n * DAY) for n in range((written - last).days + 1))
    else:
        assert [one.day for one in found.choices] == [walked(written, 1, falls)]


@given(KNOWN)
def test_after_the_national_holiday_is_the_first_day_that_is_worked(written: dt.date) -> None:
    [found] = read("国庆后", written)
    [one] = found.choices
    if one.day.year < 2027:
        assert one.day == walked(one.day.replace(month=10, day=1), 1, is_working_day)
    assert one.day >= written
