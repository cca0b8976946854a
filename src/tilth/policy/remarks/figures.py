"""Days in figures: 2026-08-15, 3/4; and figures that are none: amounts, rates, terms, telephone numbers."""

import datetime as dt
import re

from tilth.policy.remarks import anchors
from tilth.policy.remarks.grammar import PassedError, Spans, either, no_day, rule
from tilth.policy.remarks.spans import NoSuchDayError

_EDGE, _END = r"(?<![\w.,/:+-])", r"(?![\d/:]|[-.,]\d|\s?%)"
_EDGE_HAN = r"(?<![\dA-Za-z_.,/:+-])"
_HAN = re.compile("[㐀-鿿]")


def _whole(found: re.Match[str], today: dt.date) -> Spans:
    return anchors.day_of(today, int(found["year"]), int(found["month"]), int(found["day"]))


def _slashed(found: re.Match[str], today: dt.date) -> Spans | None:
    """Read 3/4 both ways, in Chinese the month first; None for what is a day in neither, and for shares."""
    first, second = int(found["first"]), int(found["second"])
    year = found["year"] and int(found["year"]) + (2000 if len(found["year"]) == 2 else 0)
    month_first = _HAN.search(found.string) is not None
    pairs = [(first, second), (second, first)]
    readings = [_read(today, year or None, *pair) for pair in (pairs if month_first else pairs[::-1])]
    if year and not any(readings):
        return _whole_year(today, year, pairs)
    return either(*readings) or None


def _whole_year(today: dt.date, year: int, pairs: list[tuple[int, int]]) -> Spans | None:
    """Return nothing for a day with its year that is over or that no calendar has: it is said why."""
    months = [pair for pair in pairs if 1 <= pair[0] <= 12]
    return anchors.day_of(today, year, *months[0]) if months else None


def _read(today: dt.date, year: int | None, month: int, day: int) -> Spans:
    try:
        return anchors.day_of(today, year, month, day)
    except (NoSuchDayError, PassedError):
        return ()


RULES = (
    rule(
        rf"{_EDGE_HAN}(?P<year>20\d\d)(?P<sign>[-/.])(?P<month>\d{{1,2}})(?P=sign)(?P<day>\d{{1,2}}){_END}",
        _whole,
    ),
    rule(
        rf"{_EDGE_HAN}(?<![的约占])(?P<first>\d{{1,2}})/(?P<second>\d{{1,2}})(?:/(?P<year>20\d\d|2\d))?{_END}"
        r"(?!\s*(?:of\b|的|份|仓|以上|左右))",
        _slashed,
    ),
)
_UNITS = (
    r"(?:万|亿|千|百|元|块|美元|港币|欧元|股|份|手|笔|只|支|种|套|平|岁|周岁|名|位|人|次|家|成|倍|折|点位|bp|k\b|w\b|"
    r"m\b|bn\b|%|‰|million|thousand|billion|percent|yuan|rmb|cny|usd|hkd|eur|years?\s+old|year-old)"
)
NO_DAYS = (
    no_day(
        rf"(?:[¥$€£￥]|\b(?:rmb|cny|usd|hkd|eur)\s?)?(?<!\d)(?<!\d[.,])\d[\d,]{{0,30}}(?:\.\d{{1,30}})?\s?{_UNITS}"
    ),
    no_day(r"(?:[¥$€£￥]|\b(?:rmb|cny|usd|hkd|eur)\s?)\d[\d,]{0,30}(?:\.\d{1,30})?"),
    no_day(
        r"(?<![一二两三四五六七八九十百千])[一二两三四五六七八九十百千]{1,12}(?:万|亿|元|块|岁|周岁|成|倍)"
    ),
    no_day(r"(?!20\d\d-\d\d?-\d\d?(?![\d-]))(?<!\d)(?<!\d-)(?:\+?\d[\d-]{6,}\d|\d{7,})(?![-/.]\d)"),
    no_day(r"(?!20\d\d\.\d\d?\.\d\d?(?![\d.]))(?<!\d)\d{1,30}\.\d{1,30}(?:\.\d{1,30}){0,9}"),
    no_day(r"(?:尾号|卡号|账号|编号|工号|电话|手机|代码|房号|门牌)[::]?\s?[\d-]{1,40}"),
    no_day(
        r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3})(?:天|日|周|个月|月|年)(?:期|定期|定存|通知|型|均|年化|理财|大额存单)"
    ),
    no_day(r"(?:近|七日|\d{1,3}日)年化[\d.]*%?"),
    no_day(r"\b\d{1,3}[\s-](?:day|week|month|year)s?'?[\s-](?:term|fixed|deposit|product|plan|notice|cd)\b"),
)
