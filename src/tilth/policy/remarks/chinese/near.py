"""Chinese words for days near by: 后天, 下周三, 周末, 三个星期后, 半个月内, 5个工作日内."""

import datetime as dt
import re

from tilth.policy.remarks import anchors, calendar
from tilth.policy.remarks.anchors import later
from tilth.policy.remarks.grammar import NO_DAY, Spans, each, either, no_day, passed, rule, still
from tilth.policy.remarks.numbers import CHINESE, number
from tilth.policy.remarks.spans import Span, days_after, one, within
from tilth.policy.working_days import ONE_DAY

FREE = r"(?<!\d,)(?<![\d./月一二两三四五六七八九十百千几半])"
"""No number goes on here."""
INSIDE = r"(?:之内|以内|内(?![部地容蒙外存]))"
AFTER = r"(?:之后|以后|过后|后(?![续面台来天期者备勤]))"
_WEEK = r"(?:周|星期|礼拜)"
_DAYS = {"今": 0, "明": 1, "后": 2, "大后": 3}
_WEEKS = {"本": 0, "这": 0, "这个": 0, "下": 1, "下个": 1, "下下": 2, "下下个": 2}
_WEEKDAYS = "一二三四五六日"
_NAMED = (
    r"(?P<what>一(?![样直定共般些条]|下(?!午))|[二三四五六日天])(?![个次家位条期年])"
    rf"(?![-~至到]{_WEEK}?[一二三四五六日天])"
)
_UNIT = r"(?P<unit>天|日|周|个?星期|个?礼拜|个月|个季度|年)"
_COUNT = rf"(?P<count>\d{{1,3}}|{CHINESE})"
_NO_COUNT = r"(?<![一二两三四五六七八九十半几每隔单双上\d])"


def _unit(word: str) -> str:
    kinds = {"天": "day", "日": "day", "月": "month", "度": "quarter", "年": "year"}
    return kinds.get(word[-1], "week")


def _near(found: re.Match[str], today: dt.date) -> Spans:
    return (one(today + _DAYS[found["near"]] * ONE_DAY),)


def _weekday(found: re.Match[str], today: dt.date) -> Spans:
    index = _WEEKDAYS.index(found["what"].replace("天", "日"))
    if not found["which"]:
        return calendar.bare_weekday(today, index)
    return still(calendar.weekday(today, index, _WEEKS[found["which"]]), today)


def _next_week(found: re.Match[str], today: dt.date) -> Spans:
    return calendar.week(today, _WEEKS[found["which"]])


def _weekend(found: re.Match[str], today: dt.date) -> Spans:
    weeks = calendar.week(today, _WEEKS[found["which"]] if found["which"] else 0)
    return still(each(weeks, calendar.weekend), today)


def _this_week(_found: re.Match[str], today: dt.date) -> Spans:
    return each(calendar.week(today, 0)[:1], lambda span: within(span, today))


def _later(found: re.Match[str], today: dt.date) -> Spans | None:
    count, unit = number(found["count"]), _unit(found["unit"])
    if not count:
        return None
    if found["inside"]:
        return anchors.deadline(today, count, unit)
    day = later(today, count, unit)
    spans = () if day is None else (one(day),)
    return either(spans, _after_number(today, count)) if found["unit"] == "日" else spans or None


def _after_number(today: dt.date, count: int) -> Spans:
    """Return the other reading of 15日后: after the fifteenth."""
    try:
        return (days_after(calendar.next_number(today, count), 7),)
    except ValueError:
        return NO_DAY


def _some(found: re.Match[str], today: dt.date) -> Spans | None:
    """Read 两三天后: from two to three days on."""
    low, high, unit = number(found["low"]), number(found["high"]), _unit(found["unit"])
    if not low or not high or not low < high:
        return None
    first, last = later(today, low, unit), later(today, high, unit)
    return (Span(first=first, last=last),) if first and last else None


def _months_and_half(found: re.Match[str], today: dt.date) -> Spans | None:
    """Read 半个月后, 一个半月内: half a month is fifteen days."""
    start = later(today, (number(found["count"]) or 0) if found["count"] else 0, "month")
    return None if start is None else _by(found, today, start + 15 * ONE_DAY)


def _half_year(found: re.Match[str], today: dt.date) -> Spans | None:
    day = later(today, 6, "month")
    return None if day is None else _by(found, today, day)


def _working(found: re.Match[str], today: dt.date) -> Spans | None:
    count = number(found["count"])
    return (
        _by(found, today, calendar.worked(today, count)) if count and count <= calendar.MOST_WORKED else None
    )


def _by(found: re.Match[str], today: dt.date, day: dt.date) -> Spans:
    return (Span(first=today, last=day, lean="last"),) if found["inside"] else (one(day),)


_THEN = rf"(?:时间)?(?:(?P<inside>{INSIDE})|{AFTER})"
RULES = (
    rule(r"(?<![今以之往一])(?P<near>明|大后|后)[天日](?![性津])", _near),
    rule(r"(?P<near>明|今)(?=[早晚](?!报|期))", _near),
    rule(
        r"(?P<near>今)[天日](?=\s*(?:[早晚]|[上下中]午)?\s*(?:\d{1,2}|[一二两三四五六七八九十]{1,2})[点:时])",
        _near,
    ),
    rule(rf"{_NO_COUNT}(?P<which>下下个?|下个?|这个?|本)?{_WEEK}{_NAMED}", _weekday),
    rule(rf"(?P<which>下下个?|下个?){_WEEK}(?![一二三四五六日天末年])", _next_week),
    rule(rf"{_NO_COUNT}(?P<which>下下个?|下个?|这个?|本)?{_WEEK}末", _weekend),
    rule(rf"(?:本|这个?){_WEEK}{INSIDE}", _this_week),
    rule(rf"{FREE}{_COUNT}{_UNIT}{_THEN}", _later),
    rule(rf"{FREE}(?P<low>[一二两三四五六七八九])(?P<high>[二三四五六七八九]){_UNIT}(?:时间)?{AFTER}", _some),
    rule(rf"{FREE}(?P<low>\d{{1,2}})[-~到至](?P<high>\d{{1,2}}){_UNIT}(?:时间)?{AFTER}", _some),
    rule(rf"{FREE}半个月{_THEN}", lambda found, today: _by(found, today, today + 15 * ONE_DAY)),
    rule(rf"{FREE}(?P<count>\d|[一两二三])个半月{_THEN}", _months_and_half),
    rule(rf"{FREE}半年{_THEN}", _half_year),
    rule(rf"{FREE}(?P<count>\d{{1,2}}|{CHINESE})个工作日{_THEN}", _working),
)
PAST = (
    passed(r"(?:大前天|前[天日]|昨[天日晚夜])(?:[早晚]上?|[上下中]午)?"),
    passed(rf"(?:上上个?|上个?){_WEEK}(?:[一二三四五六日天末])?"),
    passed(r"(?:上上个?|上个?)(?:月(?:份)?(?:初|中旬?|上旬|下旬|底|末|\d{1,2}[日号])?|季度)"),
    passed(
        rf"{FREE}(?:\d{{1,3}}|{CHINESE}|半)(?:天|周|个?星期|个?礼拜|个月|个半月|年|小时|分钟)(?:之前|以前|前)"
    ),
)
NO_DAYS = (
    no_day(rf"[每隔](?:个|一|两|\d{{1,2}})?{_WEEK}(?:[一二三四五六日天]|末)?"),
    no_day(
        r"[每隔](?:个|一|两|\d{1,2})?(?:季度?|月|年)(?:的|\d{1,2}月|[初中底末])?(?:[\d一二三四五六七八九十]{1,3}[日号])?"
    ),
    no_day(r"每[天日]|[今后]天(?:天|气)|有朝一日"),
    no_day(rf"{_WEEK}[一二三四五六日天][-~至到]{_WEEK}?[一二三四五六日天]"),
    no_day(rf"{FREE}(?:\d{{1,3}}|{CHINESE}|半)个?小时{AFTER}|{FREE}(?:\d{{1,3}}|{CHINESE})分钟{AFTER}"),
)
