"""English words for days near by: tomorrow, next Friday, in three weeks, end of next month, month end."""

import datetime as dt
import re

from tilth.policy.remarks import anchors, calendar
from tilth.policy.remarks.anchors import later
from tilth.policy.remarks.english.words import COUNT, DAY, MONTH, PART, SHORT, UNIT, part_of
from tilth.policy.remarks.grammar import Spans, each, either, no_day, passed, rule, still
from tilth.policy.remarks.numbers import ENGLISH
from tilth.policy.remarks.spans import WEEK, Span, one
from tilth.policy.working_days import ONE_DAY, monday

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NO_TERM = r"(?!\s*(?:'|term|fixed|deposit|product|plan|old))"


def _weekday(found: re.Match[str], today: dt.date) -> Spans:
    index, which = _WEEKDAYS.index(found["weekday"][:3].lower()), (found["which"] or "").lower()
    bare = calendar.bare_weekday(today, index)
    if which == "next":
        return _next(today, index)
    if which == "this":
        day = monday(today) + index * ONE_DAY
        return (one(day),) if day >= today else (one(day + WEEK * ONE_DAY, again=True),)
    return bare[-1:] if which == "coming" else bare


def _next(today: dt.date, index: int) -> Spans:
    """Return the weekday of next week and, where it comes earlier, the one that comes next."""
    nearest = today + ((index - today.weekday() - 1) % WEEK + 1) * ONE_DAY
    following = monday(today) + (WEEK + index) * ONE_DAY
    if today.weekday() >= 5:
        return (one(nearest), one(nearest + WEEK * ONE_DAY)) if nearest == following else (one(following),)
    return either((one(following),), (one(nearest),))


def _later(found: re.Match[str], today: dt.date) -> Spans | None:
    words = re.sub(r"\s+", " ", found["count"].lower())
    count = int(words) if words.isdigit() else ENGLISH[words]
    unit = found["unit"].lower().split()[-1]
    if found["unit"].lower().startswith(("working", "business")):
        return _working(found, today, count)
    count, unit = (2 * count, "week") if unit == "fortnight" else (count, unit)
    if found["within"]:
        return anchors.deadline(today, count, unit)
    day = later(today, count, unit) if count else None
    return None if day is None else (one(day),)


def _working(found: re.Match[str], today: dt.date, count: int) -> Spans | None:
    if not 0 < count <= calendar.MOST_WORKED:
        return None
    day = calendar.worked(today, count)
    return (Span(first=today, last=day, lean="last"),) if found["within"] else (one(day),)


def _half(found: re.Match[str], today: dt.date) -> Spans:
    day = later(today, 6, "month") if found["unit"] == "year" else today + 15 * ONE_DAY
    return () if day is None else (one(day),)


def _period(found: re.Match[str], today: dt.date) -> Spans:
    """Read next week, end of the month, early next quarter, year end."""
    unit, ahead, part = (
        found["unit"].lower(),
        (found["which"] or "").lower() == "next",
        part_of(found["part"]),
    )
    if unit == "week":
        return tuple(_part_of_week(span, part) for span in calendar.week(today, int(ahead))[: 1 + ahead])
    if unit == "weekend":
        return still(each(calendar.week(today, int(ahead)), calendar.weekend), today)
    whole = _whole(today, unit, int(ahead))
    span = calendar.part(whole, part) if part else whole
    if span.last < today and not found["which"]:
        whole = _whole(today, unit, 1)
        span = calendar.part(whole, part) if part else whole
    return still((span,), today)


def _whole(today: dt.date, unit: str, ahead: int) -> Span:
    if unit == "month":
        return calendar.month(today.year, today.month + ahead)
    if unit == "quarter":
        return calendar.quarter(today.year, (today.month + 2) // 3 + ahead)
    return calendar.whole_year(today.year + ahead)


def _part_of_week(week: Span, part: str) -> Span:
    if part == "first":
        return Span(first=week.first, last=week.first + ONE_DAY)
    if part == "middle":
        return Span(first=week.first + ONE_DAY, last=week.first + 3 * ONE_DAY)
    if part == "last":
        return Span(first=week.first + 3 * ONE_DAY, last=week.last, lean="last", closes=True)
    return week


RULES = (
    rule(r"\btomorrow\b", lambda _found, today: (one(today + ONE_DAY),)),
    rule(r"\b(?:the\s+)?day\s+after\s+tomorrow\b", lambda _found, today: (one(today + 2 * ONE_DAY),)),
    rule(r"\btoday(?=\s+(?:at|around)\s+\d)", lambda _found, today: (one(today),)),
    rule(rf"\b(?:(?P<which>next|this|coming)\s+)?{DAY}\b(?!')", _weekday),
    rule(rf"\b(?P<which>next|this|coming)\s+{SHORT}\b(?!')\.?", _weekday),
    rule(r"(?<=\bon )(?P<which>)(?-i:(?P<weekday>Mon|Tue|Wed|Thu|Fri|Sat|Sun))\b(?!\s+Life)", _weekday),
    rule(rf"\b(?:in|(?P<within>within))\s+{COUNT}\s+{UNIT}\b(?:'\s+time|\s+time)?{_NO_TERM}", _later),
    rule(
        rf"(?<!\d,)(?<![\d.])\b(?P<within>)(?<!in ){COUNT}\s+{UNIT}\s+(?:from\s+(?:now|today)|later)\b",
        _later,
    ),
    rule(r"\bin\s+half\s+a\s+(?P<unit>year|month)\b(?:'s\s+time)?", _half),
    rule(rf"\b(?:{PART}[\s-]+)?(?:the\s+)?(?P<which>next)\s+(?P<unit>week|month|quarter)\b(?!end)", _period),
    rule(
        rf"\b(?:the\s+)?{PART}\s+(?:(?:the|this|(?P<which>next))\s+)?(?P<unit>week|month|quarter|year)\b",
        _period,
    ),
    rule(r"\b(?P<which>)(?:the\s+)?(?P<unit>month|quarter|year)[\s-]?(?P<part>end)\b", _period),
    rule(r"\b(?P<part>)(?:(?P<which>next)|this)\s+(?P<unit>weekend)\b", _period),
)
NO_DAYS = (
    no_day(
        r"\b(?:every|each)\s+(?:other\s+|second\s+)?(?:\w+day|week|month|quarter|year|weekend)\b"
        r"(?:\s+on\s+the\s+\d{1,2}(?:st|nd|rd|th))?"
    ),
    no_day(rf"\b(?:{DAY})s\b"),
    no_day(r"\b(?:monday|mon)\s*(?:to|-|through)\s*(?:friday|fri)\b"),
    no_day(r"\b24/7\b"),
)
PAST = (
    passed(r"\byesterday\b|\blast\s+(?:night|week|month|quarter|year|weekend)\b"),
    passed(rf"\blast\s+(?:{DAY}|{SHORT.replace('?P<weekday>', '?:')})\b"),
    passed(rf"\blast\s+{MONTH}"),
    passed(rf"(?<!\d,)(?<![\d.])\b{COUNT}\s+{UNIT}\s+(?:ago|earlier)\b"),
)
