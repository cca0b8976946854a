"""Read a remark: which days its words name, the longest words first, and nothing twice (REC-04).

A proposal is never more than that: whoever wrote the remark confirms it. What cannot be read for certain is
offered in every reading, or not at all.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from tilth.kernel import dates
from tilth.policy.remarks import chinese, english, figures
from tilth.policy.remarks.grammar import PassedError, PastError, Rule, Spans
from tilth.policy.remarks.numbers import plain
from tilth.policy.remarks.proposing import is_worked, proposed
from tilth.policy.remarks.spans import NoSuchDayError, Span
from tilth.policy.working_days import is_announced

Problem = Literal["", "passed", "past", "no_such_day"]
"""A named day is over, the words speak of what is over, or no calendar has such a day."""
Sure = Literal["day", "span", "either", ""]
LONGEST = 2_000
"""Signs of a remark that are read."""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One day on which to remind, and the days that the words mean."""

    day: dt.date
    first: dt.date
    last: dt.date
    again: bool = False
    """This year's, or this week's, is over; this is the next one."""
    guessed: bool = False
    """Chosen among days of a year whose official calendar is not announced yet."""
    off: bool = False
    """Banks do not work on it, as far as is known."""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """Some words of a remark, and the days they may mean: none where the day is over or there is no such."""

    words: str
    start: int
    end: int
    choices: tuple[Choice, ...] = ()
    at: dt.time | None = None
    problem: Problem = ""

    @property
    def sure(self) -> Sure:
        """How sure it is: one day, a day chosen within a span, or either of several; empty for none."""
        if len(self.choices) != 1:
            return "either" if self.choices else ""
        return "day" if self.choices[0].first == self.choices[0].last else "span"


@dataclass(frozen=True, kw_only=True)
class _Found:
    start: int
    end: int
    spans: Spans = ()
    at: dt.time | None = None
    problem: Problem = ""


_Finish = Callable[[str, _Found, dt.date], _Found]
_CHINESE = (*chinese.near.RULES, *chinese.dates.RULES, *figures.RULES)
_OTHERS = (
    *(*chinese.near.PAST, *english.near.PAST),
    *(*figures.NO_DAYS, *chinese.near.NO_DAYS, *chinese.dates.NO_DAYS, *english.near.NO_DAYS),
)


def read(text: str, today: dt.date) -> tuple[Reading, ...]:
    """Return what a remark says about days, in its order, as of the day on which it is written."""
    if not dates.FIRST <= today <= dates.LAST:
        return ()
    words = plain(text[:LONGEST])
    found = sorted(_all(words, today), key=lambda one: (one.start, -one.end))
    readings, end = [], 0
    for one in found:
        if one.start < end:
            continue
        end = one.end
        if one.spans or one.problem:
            readings.append(_reading(text, one, today))
    return tuple(readings)


def _all(words: str, today: dt.date) -> Iterator[_Found]:
    for rules, finished in (
        (_OTHERS, _as_found),
        (_CHINESE, _tailed),
        ((*english.near.RULES, *english.dates.RULES), _led),
    ):
        for rule in rules:
            yield from _matches(rule, words, today, finished)


def _as_found(_words: str, one: _Found, _today: dt.date) -> _Found:
    return one


def _matches(rule: Rule, words: str, today: dt.date, finished: _Finish) -> Iterator[_Found]:
    for match in rule.pattern.finditer(words):
        try:
            spans = rule.means(match, today)
        except PastError:
            yield _Found(start=match.start(), end=match.end(), problem="past")
        except PassedError:
            yield _Found(start=match.start(), end=match.end(), problem="passed")
        except NoSuchDayError:
            yield _Found(start=match.start(), end=match.end(), problem="no_such_day")
        else:
            if spans is not None:
                yield finished(words, _Found(start=match.start(), end=match.end(), spans=spans), today)


def _tailed(words: str, one: _Found, today: dt.date) -> _Found:
    """Add what follows a Chinese day."""
    if not one.spans:
        return one
    spans, end = chinese.tails.tail(words, one.end, one.spans, today)
    at, end = chinese.tails.hour(words, end)
    return _Found(start=one.start, end=end, spans=spans, at=at)


def _led(words: str, one: _Found, today: dt.date) -> _Found:
    """Add what stands around an English day."""
    if not one.spans:
        return one
    spans, start = english.tails.lead(words, one.start, one.spans, today)
    at, start, end = english.tails.hour(words, start, one.end)
    return _Found(start=start, end=end, spans=spans, at=at)


def _reading(text: str, one: _Found, today: dt.date) -> Reading:
    choices = tuple(choice for span in one.spans if (choice := _choice(span, today)) is not None)
    problem: Problem = one.problem or ("" if choices else "passed")
    return Reading(
        words=text[one.start : one.end].strip(" ,，的"),
        start=one.start,
        end=one.end,
        choices=_apart(choices),
        at=one.at if choices else None,
        problem=problem,
    )


def _apart(choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """Return each proposed day once."""
    return tuple({choice.day: choice for choice in reversed(choices)}.values())[::-1]


def _choice(span: Span, today: dt.date) -> Choice | None:
    day = proposed(span, today)
    if day is None:
        return None
    first = max(span.first, today)
    return Choice(
        day=day,
        first=first,
        last=span.last,
        again=span.again,
        guessed=first != span.last and not is_announced(day),
        off=not is_worked(day),
    )
