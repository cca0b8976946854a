"""One rule of the grammar: a pattern, and what its words mean on the day on which they are written."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from tilth.policy.remarks.spans import Span

Spans = tuple[Span, ...]
Means = Callable[[re.Match[str], dt.date], Spans | None]
NO_DAY: Spans = ()
"""The words are read and name no day: nothing inside them is read again."""


class PassedError(ValueError):
    """The words name a day before the one on which they are written."""


class PastError(PassedError):
    """The words themselves speak of what is over: 昨天, last Friday."""


@dataclass(frozen=True)
class Rule:
    """What words look like, and what they mean: None where they turn out to be something else."""

    pattern: re.Pattern[str]
    means: Means


def rule(pattern: str, means: Means) -> Rule:
    """Return a rule; of English words the case does not matter."""
    return Rule(re.compile(pattern, re.IGNORECASE), means)


def no_day(pattern: str, *, exactly: bool = False) -> Rule:
    """Return a rule of words that look like a day and are none: amounts, terms, what repeats itself."""
    return Rule(re.compile(pattern, 0 if exactly else re.IGNORECASE), lambda _found, _today: NO_DAY)


def passed(pattern: str) -> Rule:
    """Return a rule of words that always mean a day that is over."""

    def means(_found: re.Match[str], _today: dt.date) -> Spans:
        raise PastError

    return rule(pattern, means)


def each(spans: Spans, change: Callable[[Span], Span]) -> Spans:
    """Return every reading changed alike."""
    return tuple(change(span) for span in spans)


def still(spans: Spans, today: dt.date) -> Spans:
    """Return readings which are not over; PassedError where all of them are."""
    left = tuple(span for span in spans if span.last >= today)
    if not left:
        raise PassedError
    return left


def either(*readings: Spans) -> Spans:
    """Return all readings, each day once."""
    found: dict[tuple[dt.date, dt.date], Span] = {}
    for spans in readings:
        for span in spans:
            found.setdefault((span.first, span.last), span)
    return tuple(found.values())


def again(span: Span) -> Span:
    """Return a span of the next year where this one's is over."""
    return replace(span, again=True)
