"""Festivals by their names in both languages: the day, and the days off around it that are known."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import chinese_calendar

from tilth.kernel.lunar import LunarDay, OutOfRangeError, gregorian, lunar
from tilth.policy.remarks.spans import Span
from tilth.policy.working_days import ONE_DAY, days_off, is_announced

OfYear = Callable[[int], dt.date | None]


@dataclass(frozen=True)
class Festival:
    """One festival: its names as patterns, its day in a year, and the days off that the law gives."""

    chinese: str
    english: str
    day: OfYear
    off: int = 0
    """Public holidays from the festival on; 0: a day as any other."""
    eve: int = 0
    """Public holidays before the festival's own day."""


def _solar(month: int, day: int) -> OfYear:
    return lambda year: dt.date(year, month, day)


def _lunar(month: int, day: int) -> OfYear:
    return lambda year: lunar_day(year, month, day)


def lunar_day(year: int, month: int, day: int, *, leap: bool = False) -> dt.date | None:
    """Return the day of a lunar date; None beyond the table and where there is none."""
    try:
        return gregorian(LunarDay(year, month, day, leap))
    except OutOfRangeError:
        return None


def _eve(year: int) -> dt.date | None:
    """Return the eve of the lunar year that begins in `year`."""
    first = lunar_day(year, 1, 1)
    return first - ONE_DAY if first and first > dt.date(1900, 2, 1) else None


def _clear_bright(year: int) -> dt.date | None:
    """Return Qingming, 4 to 6 April, by its solar term."""
    try:
        found = chinese_calendar.get_solar_terms(dt.date(year, 4, 3), dt.date(year, 4, 7))
    except (NotImplementedError, KeyError, ValueError):
        return None
    return found[0][0] if found else None


def _nth_sunday(month: int, number: int) -> OfYear:
    def day(year: int) -> dt.date:
        first = dt.date(year, month, 1)
        return first + ((6 - first.weekday()) % 7 + 7 * (number - 1)) * ONE_DAY

    return day


_NEW_YEAR = r"(?:chinese|lunar)\s+new\s+year"
SURNAMES = "王李张刘陈杨赵黄吴徐孙朱马胡郭林何高罗郑梁谢宋唐许邓韩冯曹彭曾蔡潘田董袁叶蒋杜苏魏程"
"""After one of them 国庆 is the name of a person."""
FESTIVALS = (
    Festival("元旦节?", r"new\s+year'?s\s+day", _solar(1, 1), 1),
    Festival(
        "春节|过年(?![底末初中内期化度利终龄薪])|新春|大年(?:初一)?|年初一",
        rf"(?:the\s+)?spring\s+festival|{_NEW_YEAR}(?!'?s?\s+eve)|cny(?!\s*\d)",
        _lunar(1, 1),
        3,
        1,
    ),
    Festival("除夕|大?年三十|大年夜", rf"{_NEW_YEAR}(?:'?s)?\s+eve", _eve, 4),
    Festival("元宵节?", r"lantern\s+festival", _lunar(1, 15)),
    Festival("情人节", r"valentine'?s\s+day", _solar(2, 14)),
    Festival("妇女节|三八节", r"women'?s\s+day", _solar(3, 8)),
    Festival("清明节?", r"qing\s?ming(?:\s+festival)?|tomb[\s-]sweeping\s+day", _clear_bright, 1),
    Festival("五一(?:节|假期|长假|小长假)?|劳动节", r"labou?r\s+day|may\s+day", _solar(5, 1), 2),
    Festival("母亲节", r"mother'?s\s+day", _nth_sunday(5, 2)),
    Festival("六一(?:儿童节)?|儿童节", r"children'?s\s+day", _solar(6, 1)),
    Festival("父亲节", r"father'?s\s+day", _nth_sunday(6, 3)),
    Festival("端午节?", r"dragon\s+boat(?:\s+festival)?", _lunar(5, 5), 1),
    Festival("七夕节?", r"qixi(?:\s+festival)?", _lunar(7, 7)),
    Festival("教师节", r"teachers?'?\s+day", _solar(9, 10)),
    Festival("中秋节?", r"mid[\s-]autumn(?:\s+festival)?", _lunar(8, 15), 1),
    Festival(
        rf"(?<![{SURNAMES}])国庆节?(?:假期|长假)?|十一(?:假期|长假|(?=[之以]?[前后]))|黄金周",
        r"national\s+day|golden\s+week",
        _solar(10, 1),
        3,
    ),
    Festival("重阳节?", r"double\s+ninth(?:\s+festival)?|chongyang", _lunar(9, 9)),
    Festival("圣诞节?", r"christmas(?!\s+eve)(?:\s+day)?|xmas", _solar(12, 25)),
    Festival("腊八节?", r"laba\s+festival", lambda year: lunar_day(year - 1, 12, 8)),
)
"""A pattern never matches inside another name: the longest one at a place is taken."""


def of_year(festival: Festival, year: int) -> Span | None:
    """Return a festival's day in a Gregorian year, with the days off around it; None beyond the calendars.

    A year whose official calendar is not announced has the days that the law gives.
    """
    day = festival.day(year)
    if day is None:
        return None
    if not festival.off:
        return Span(first=day, last=day)
    rest = days_off(day) if is_announced(day) else legal_rest(festival, year)
    return Span(first=day, last=day, rest=rest)


def legal_rest(festival: Festival, year: int) -> tuple[dt.date, dt.date] | None:
    """Return the days off that the law gives around a festival; None beyond the calendars."""
    day = festival.day(year)
    if day is None:
        return None
    return day - festival.eve * ONE_DAY, day + (festival.off - 1) * ONE_DAY


def over(span: Span) -> dt.date:
    """Return the day after which a festival is over: the last of its days off."""
    return max(span.last, span.rest[1]) if span.rest else span.last


def next_rest(today: dt.date, *, within: int = 60) -> Span | None:
    """Return the days off of the nearest public holiday, that of today included; None where none is near."""
    found = [
        (span.first, span)
        for festival in FESTIVALS
        for year in (today.year, today.year + 1)
        if festival.off and (span := of_year(festival, year)) is not None and over(span) >= today
    ]
    if not found:
        return None
    day, span = min(found, key=lambda pair: pair[0])
    return span if day <= today + within * ONE_DAY else None


def lunar_year(today: dt.date) -> int | None:
    """Return the lunar year of a day; None beyond the table."""
    try:
        return lunar(today).year
    except OutOfRangeError:
        return None
