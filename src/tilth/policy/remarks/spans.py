"""What words of time mean: one day, or a span of which the proposed day is a choice that is written down."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Literal

from tilth.policy.working_days import ONE_DAY

WEEK = 7
SOON = 7
"""Days that "after" something lasts."""
NEAR = 3
"""Days before and after that "around" a day takes in."""
Lean = Literal["first", "last"]


class NoSuchDayError(ValueError):
    """The words name a day that no calendar has: 30 February."""


@dataclass(frozen=True, kw_only=True)
class Span:
    """The days that some words mean; of more than one its first or its last working day is proposed."""

    first: dt.date
    last: dt.date
    lean: Lean = "first"
    closes: bool = False
    """It is the end of something: what is to be done before it may be done on its last day."""
    rest: tuple[dt.date, dt.date] | None = None
    """Days off around a festival: "before" is before the first of them, "after" is after the last."""
    day: dt.date | None = None
    """The proposed day, where it is none of the two."""
    again: bool = False
    """The one of this year, or of this week, is over and was nearer."""


def one(day: dt.date, *, again: bool = False) -> Span:
    """Return a single day."""
    return Span(first=day, last=day, again=again)


def after(span: Span) -> Span:
    """Return the week after a span, of which the first working day is proposed."""
    last = span.rest[1] if span.rest else span.last
    return _other(span, first=last + ONE_DAY, last=last + SOON * ONE_DAY, lean="first")


def before(span: Span, today: dt.date) -> Span:
    """Return what is left until a span, of which the last working day is proposed; its end is included."""
    first = span.rest[0] if span.rest else span.first
    return _other(span, first=today, last=span.last if span.closes else first - ONE_DAY, lean="last")


def until(span: Span, today: dt.date) -> Span:
    """Return what is left with the day itself included: "by Friday"; of a longer span its first day."""
    last = span.last if span.closes else span.first
    return _other(span, first=today, last=last, lean="last")


def within(span: Span, today: dt.date) -> Span:
    """Return what is left until a span's last day."""
    return _other(span, first=today, last=span.last, lean="last")


def around(span: Span) -> Span:
    """Return three days more on both sides; a single day stays the proposed one."""
    day = span.first if span.first == span.last else None
    return _other(span, first=span.first - NEAR * ONE_DAY, last=span.last + NEAR * ONE_DAY, day=day)


def days_before(span: Span, count: int) -> Span:
    """Return the `count` days before a span, of which the first working day is proposed."""
    first = span.rest[0] if span.rest else span.first
    return _other(span, first=first - count * ONE_DAY, last=first - ONE_DAY, lean="first")


def days_after(span: Span, count: int) -> Span:
    """Return the `count` days after a span, of which the last working day is proposed."""
    last = span.rest[1] if span.rest else span.last
    return _other(span, first=last + ONE_DAY, last=last + count * ONE_DAY, lean="last")


def _other(
    span: Span, *, first: dt.date, last: dt.date, lean: Lean = "first", day: dt.date | None = None
) -> Span:
    return replace(span, first=first, last=last, lean=lean, day=day, rest=None, closes=False)
