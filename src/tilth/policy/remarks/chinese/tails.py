"""What follows a Chinese day and changes it: 前, 之后, 前一周, 前后; and the hour: 下午三点半."""

import datetime as dt
import re

from tilth.policy.remarks.grammar import Spans, each
from tilth.policy.remarks.numbers import CHINESE, number
from tilth.policy.remarks.spans import (
    WEEK,
    after,
    around,
    before,
    days_after,
    days_before,
    within,
)

_COUNTED = (
    r"(?P<count>\d{1,2}|[一两二三四五六七八九十]{1,2}|半)(?P<unit>天|日|周|个?星期|个?礼拜|个?月)"
    r"(?![定期理存])"
)
_TAIL = re.compile(
    rf"(?:的|期间|假期|当天|当日)?(?:"
    r"(?P<around>前后|左右|上下(?!午))"
    rf"|(?P<way>[前后]){_COUNTED}"
    r"|(?P<before>之前|以前|前(?![往来去台景海任期十提面述段一二三四五六七八九\d]))"
    r"|(?P<within>之内|以内|内(?![部地容蒙外存]))"
    r"|(?P<after>之后|以后|过后|完|后(?![续面台来天期者备勤一二三四五六七八九\d])))"
)
_SAID = {"早": 0, "上": 0, "凌": 0, "清": 0, "中": 12, "下": 12, "傍": 12, "晚": 12}
_HOUR = re.compile(
    rf"[\s,，的]{{0,2}}(?P<said>凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|早|晚)?\s?"
    rf"(?:(?P<hour>\d{{1,2}}|{CHINESE})(?:(?:点钟?|时)(?:(?P<half>半)|(?P<quarter>[一三])刻"
    rf"|(?P<minute>\d{{1,2}}|{CHINESE})(?:分|(?![\d.%个万天])))?|:(?P<clock>\d\d)(?![\d:])))?"
)


def tail(text: str, end: int, spans: Spans, today: dt.date) -> tuple[Spans, int]:
    """Return readings as what follows changes them, and where it ends."""
    found = _TAIL.match(text, end)
    if found is None:
        return spans, end
    return _changed(found, spans, today), found.end()


def _changed(found: re.Match[str], spans: Spans, today: dt.date) -> Spans:
    if found["around"]:
        return each(spans, around)
    if found["before"]:
        return each(spans, lambda span: before(span, today))
    if found["within"]:
        return each(spans, lambda span: within(span, today))
    if found["after"]:
        return each(spans, after)
    count = _days(found["count"], found["unit"])
    change = days_before if found["way"] == "前" else days_after
    return each(spans, lambda span: change(span, count))


def _days(count: str, unit: str) -> int:
    """Return a number of days: a week has seven, a month thirty, half of one fifteen."""
    each_one = 30 if unit.endswith("月") else 1 if unit in {"天", "日"} else WEEK
    return each_one // 2 if count == "半" else (number(count) or 1) * each_one


def hour(text: str, end: int) -> tuple[dt.time | None, int]:
    """Return the time of day that follows and where it ends; without a number there is none.

    Without a part of the day one to six o'clock is in the afternoon: that is when banks work.
    """
    found = _HOUR.match(text, end)
    if found is None:
        return None, end
    if not found["hour"]:
        return None, found.end() if found["said"] else end
    time = _time(found)
    return (None, end) if time is None else (time, found.end())


def _time(found: re.Match[str]) -> dt.time | None:
    hours = number(found["hour"])
    minutes = 30 if found["half"] else 15 * (number(found["quarter"]) or 0) if found["quarter"] else 0
    for name in ("minute", "clock"):
        minutes = (number(found[name]) or 0) if found[name] else minutes
    if hours is None:
        return None
    said = found["said"]
    late = _SAID[said[0]] if said else 12 if 1 <= hours <= 6 and not found["clock"] else 0
    hours = hours + 12 if late and hours < 12 and not (said == "中午" and hours == 11) else hours
    return dt.time(hours, minutes) if hours <= 23 and minutes <= 59 else None
