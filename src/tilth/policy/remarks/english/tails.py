"""What stands before an English day and changes it: by, before, after, a week before; and the hour."""

import datetime as dt
import re
from collections.abc import Callable

from tilth.policy.remarks.grammar import Spans, each
from tilth.policy.remarks.numbers import ENGLISH
from tilth.policy.remarks.spans import WEEK, Span, after, around, before, days_after, days_before, until

LONGEST = 40
"""Signs before a day that are looked at."""
_LEAD = re.compile(
    r"(?:\b(?P<count>\d{1,2}|an?|one|two|three|four|five|six)\s+(?P<unit>day|week|month)s?\s+(?P<way>before|after)"
    r"|\b(?P<before>before|prior\s+to|ahead\s+of)"
    r"|\b(?P<until>by|until|till|no\s+later\s+than|not\s+later\s+than)"
    r"|\b(?P<after>after)"
    r"|\b(?P<around>around|about)|\b(?:on|in|at|from))\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_CLOCK = (
    r"(?:(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?\s?(?P<half>[ap])\.?m\b\.?"
    r"|(?P<hour24>\d{1,2}):(?P<minute24>\d\d)(?![\d:])|(?P<oclock>\d{1,2})\s?o'clock|(?P<noon>noon))"
)
_AT = re.compile(
    rf",?\s+(?:(?:in\s+the\s+)?(?:morning|afternoon|evening)\s+)?(?:at\s+|around\s+|@\s?)?{_CLOCK}",
    re.IGNORECASE,
)
_BEFORE = re.compile(rf"(?:\bat\s+)?(?<![\d:.]){_CLOCK}\s+(?:on\s+)?$", re.IGNORECASE)


def lead(text: str, start: int, spans: Spans, today: dt.date) -> tuple[Spans, int]:
    """Return readings as what stands before them changes them, and where that begins."""
    found = _LEAD.search(text[max(0, start - LONGEST) : start])
    if found is None:
        return spans, start
    begin = max(0, start - LONGEST) + found.start()
    if found["count"]:
        return each(spans, _counted(found)), begin
    if found["before"]:
        return each(spans, lambda span: before(span, today)), begin
    if found["until"]:
        return each(spans, lambda span: until(span, today)), begin
    if found["after"]:
        return each(spans, after), begin
    return (each(spans, around), begin) if found["around"] else (spans, start)


def _counted(found: re.Match[str]) -> Callable[[Span], Span]:
    """Read "a week before"."""
    word = found["count"].lower()
    count = int(word) if word.isdigit() else ENGLISH[word]
    days = count * {"day": 1, "week": WEEK, "month": 30}[found["unit"].lower()]
    change = days_before if found["way"].lower() == "before" else days_after
    return lambda span: change(span, days)


def hour(text: str, start: int, end: int) -> tuple[dt.time | None, int, int]:
    """Return the time of day beside a day, and where day and time begin and end."""
    found = _AT.match(text, end)
    if found is not None and (time := _time(found)) is not None:
        return time, start, found.end()
    found = _BEFORE.search(text[max(0, start - LONGEST) : start])
    if found is not None and (time := _time(found)) is not None:
        return time, max(0, start - LONGEST) + found.start(), end
    return None, start, end


def _time(found: re.Match[str]) -> dt.time | None:
    """Return the time; of an hour without am and pm one to six is in the afternoon."""
    if found["noon"]:
        return dt.time(12)
    if found["oclock"]:
        hours = int(found["oclock"])
        return dt.time(hours + 12 if 1 <= hours <= 6 else hours) if hours <= 23 else None
    if found["hour24"]:
        hours, minutes = int(found["hour24"]), int(found["minute24"])
    else:
        hours, minutes = int(found["hour"]), int(found["minute"] or 0)
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if found["half"].lower() == "p" else 0)
    return dt.time(hours, minutes) if hours <= 23 and minutes <= 59 else None
