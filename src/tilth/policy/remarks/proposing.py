"""Which day of a span is proposed: its first or its last working day, as far as the calendar is known."""

import datetime as dt
import functools

from tilth.policy.remarks.festivals import FESTIVALS, legal_rest
from tilth.policy.remarks.spans import Span
from tilth.policy.working_days import ONE_DAY, is_announced, is_working_day

LONGEST_REST = 31
"""Days after which no working day is looked for any more."""


def proposed(span: Span, today: dt.date) -> dt.date | None:
    """Return the day to be reminded on, today at the earliest; None where the span is over.

    Of a span that has begun the first day that counts is tomorrow. Where banks work on none of its days, its
    own first or last day is proposed.
    """
    if span.last < today:
        return None
    if span.day is not None and span.day >= today:
        return span.day
    if span.first == span.last:
        return span.first
    if span.lean == "last":
        return _walk(span.last, max(span.first, today), -1)
    first = span.first if span.first > today else min(today + ONE_DAY, span.last)
    return _walk(first, span.last, 1)


def is_worked(day: dt.date) -> bool:
    """Return whether banks work on a day; before its calendar is announced no day that the law gives off."""
    return is_working_day(day) and (is_announced(day) or day not in _legal(day.year))


@functools.lru_cache(maxsize=256)
def _legal(year: int) -> frozenset[dt.date]:
    """Return the public holidays that the law gives in a year, without what is moved around them."""
    found = (legal_rest(festival, year) for festival in FESTIVALS if festival.off)
    return frozenset(
        first + number * ONE_DAY
        for rest in found
        if rest is not None
        for first, last in (rest,)
        for number in range((last - first).days + 1)
    )


def _walk(start: dt.date, end: dt.date, step: int) -> dt.date:
    """Return the first day worked from `start` to `end`; `start` where there is none in a month."""
    for number in range(min(abs((end - start).days), LONGEST_REST) + 1):
        day = start + number * step * ONE_DAY
        if is_worked(day):
            return day
    return start
