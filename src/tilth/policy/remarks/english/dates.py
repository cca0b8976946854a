"""English dates: Aug 15, 15 August 2027, early May, on the 15th, Q3, National Day."""

import datetime as dt
import re

from tilth.policy.remarks import anchors, calendar
from tilth.policy.remarks.anchors import OfYear, festival_rules, year_of
from tilth.policy.remarks.english.words import MONTH, PART, part_of
from tilth.policy.remarks.grammar import Means, Spans, rule

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
YEAR = r"(?:,?\s+(?P<year>20\d\d)(?!\d|[.,]\d))?(?!,?\s+\d{4}(?!\d))"
_TH = r"(?:st|nd|rd|th)"
_NO_AMOUNT = (
    r"(?!\s*(?:%|k\b|m\b|bn\b|million|thousand|percent|billion|yuan|rmb|cny|usd)|[.,:]?\d|\s?[ap]m\b)"
)
_NO_PLACE = r"(?!\s+(?:of|floor|birthday|anniversary|century|street|avenue))"


def _month_number(found: re.Match[str]) -> int:
    return _MONTHS.index(found["month"][:3].lower()) + 1


def _date(found: re.Match[str], today: dt.date) -> Spans | None:
    day = int(found["day"])
    year = year_of(found["year"], today)
    return anchors.day_of(today, year, _month_number(found), day) if 1 <= day <= 31 else None


def _month(found: re.Match[str], today: dt.date) -> Spans | None:
    return anchors.month_of(
        today, year_of(found["year"], today), _month_number(found), part_of(found["part"])
    )


def _number(found: re.Match[str], today: dt.date) -> Spans | None:
    day = int(found["day"])
    if not 1 <= day <= 31:
        return None
    if not found["which"]:
        return (calendar.next_number(today, day),)
    whole = calendar.month(today.year, today.month + (found["which"].lower() == "next"))
    return anchors.day_of(today, whole.first.year, whole.first.month, day)


def _quarter(found: re.Match[str], today: dt.date) -> Spans:
    ordinal = {"first": 1, "second": 2, "third": 3, "fourth": 4}
    word = found["number"].lower()
    number = ordinal.get(word) or int(word)
    return anchors.quarter_of(today, year_of(found["year"], today), number, part_of(found["part"]))


def _festival(means: OfYear) -> Means:
    def of_match(found: re.Match[str], today: dt.date) -> Spans | None:
        return means(today, year_of(found["year"], today))

    return of_match


RULES = (
    rule(rf"\b{MONTH}\s+(?:the\s+)?(?P<day>\d{{1,2}}){_TH}?(?![\d.,]\d|\d){_NO_AMOUNT}{YEAR}", _date),
    rule(rf"(?<![\d.,/:-])\b(?P<day>\d{{1,2}}){_TH}?\s+(?:of\s+)?{MONTH}{YEAR}", _date),
    rule(rf"\b(?:the\s+)?{PART}[\s-]+{MONTH}{YEAR}", _month),
    rule(rf"\b(?P<part>)(?:(?<=in )|(?<=by )){MONTH}{YEAR}(?!\s+\d)", _month),
    rule(rf"\b(?P<part>)(?:(?<=before )|(?<=after )|(?<=until )|(?<=during )){MONTH}{YEAR}(?!\s+\d)", _month),
    rule(rf"\b(?P<part>){MONTH}\s+(?P<year>20\d\d)(?!\d)", _month),
    rule(
        rf"\b(?P<which>)(?:(?<=on )|(?<=by ))(?:the\s+)?(?P<day>\d{{1,2}}){_TH}\b{_NO_PLACE}",
        _number,
    ),
    rule(
        r"\b(?P<which>)(?:(?<=before )|(?<=after )|(?<=until ))"
        rf"(?:the\s+)?(?P<day>\d{{1,2}}){_TH}\b{_NO_PLACE}",
        _number,
    ),
    rule(rf"\b(?:the\s+)?(?P<day>\d{{1,2}}){_TH}\s+of\s+(?P<which>this|next)\s+month\b", _number),
    rule(rf"\b(?:{PART}\s+)?(?:the\s+)?(?-i:Q)(?P<number>[1-4])\b{YEAR}", _quarter),
    rule(
        rf"\b(?:{PART}\s+)?(?:the\s+)?(?P<number>first|second|third|fourth)\s+quarter\b(?:\s+of)?{YEAR}",
        _quarter,
    ),
    *(
        rule(rf"\b(?:the\s+)?(?:{names})\b{YEAR}", _festival(means))
        for names, means in festival_rules("english")
    ),
)
