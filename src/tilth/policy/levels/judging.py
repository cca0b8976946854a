"""How far a customer fulfils a level, what the scores are, which years come next: plain functions."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from tilth.kernel import dates
from tilth.policy.levels.measures import UNKNOWN, Found
from tilth.policy.levels.rules import Anniversary, Criterion, Score, Term

Values = Mapping[tuple[str, int], Found]
"""Measure and months → what was found; 0 months where it is counted over none."""
COMPARED_DAYS = 90
"""So many days ago the scores are looked at again, beside today's (REL-05, REL-06)."""
_WHOLE = Decimal(100)


@dataclass(frozen=True, kw_only=True)
class Judged:
    """One criterion of a customer."""

    criterion: Criterion
    found: Found

    @property
    def met(self) -> bool | None:
        """Whether it is fulfilled; None where its value is unknown, which is not failed."""
        return None if self.found.value is None else self.criterion.met(self.found.value)


def judged(criteria: Iterable[Criterion], values: Values) -> tuple[Judged, ...]:
    """Return each criterion with what was found."""
    return tuple(
        Judged(criterion=one, found=values.get((one.measure, one.months), UNKNOWN)) for one in criteria
    )


def fulfilled(found: Sequence[Judged]) -> bool:
    """Say whether all are known and fulfilled."""
    return all(one.met for one in found)


def evidence(found: Sequence[Judged]) -> str:
    """Return criteria with their values as a step keeps them: `contacts 12 ≥ 6 = 8`, joined by `; `.

    Measure, months, sign, bound, value; `?` for a value that was unknown.
    """
    return "; ".join(
        f"{one.criterion.measure} {one.criterion.months} {one.criterion.sign} {one.criterion.bound}"
        f" = {'?' if one.found.value is None else one.found.value}"
        for one in found
    )


def read_evidence(text: str) -> tuple[Judged, ...]:
    """Return what `evidence` wrote."""
    found = []
    for part in filter(None, text.split("; ")):
        measure, months, sign, bound, _, value = part.split(" ")
        least, most = (None, Decimal(bound)) if sign == "≤" else (Decimal(bound), None)
        # as it was then, whatever the rules say of the measure by now
        criterion = Criterion.model_construct(
            measure=measure, months=int(months), at_least=least, at_most=most
        )
        told = None if value == "?" else Decimal(value)
        found.append(Judged(criterion=criterion, found=Found(value=told)))
    return tuple(found)


@dataclass(frozen=True, kw_only=True)
class Part:
    """One term of a score: what was found, and how much of its weight it brings."""

    term: Term
    found: Found
    points: Decimal | None
    """0 to the term's weight; None where its value is unknown."""


@dataclass(frozen=True, kw_only=True)
class Scored:
    """One score of a customer with its terms."""

    score: Score
    value: int | None
    """0 to 100 of the terms that are known; None where none is."""
    parts: tuple[Part, ...]


def scored(score: Score, values: Values) -> Scored:
    """Return a score: Σ points ÷ Σ weights of the terms that are known × 100, half rounded up.

    A term brings value ÷ full of its weight, at most all of it, at least nothing.
    """
    parts = tuple(_part(one, values.get((one.measure, one.months), UNKNOWN)) for one in score.terms)
    known = [one for one in parts if one.points is not None]
    weight = sum(one.term.weight for one in known)
    points = sum((one.points for one in known if one.points is not None), Decimal(0))
    value = (_WHOLE * points / weight).to_integral_value(ROUND_HALF_UP) if weight else None
    return Scored(score=score, value=None if value is None else int(value), parts=parts)


def _part(term: Term, found: Found) -> Part:
    if found.value is None:
        return Part(term=term, found=found, points=None)
    share = min(max(found.value / term.full, Decimal(0)), Decimal(1))
    return Part(term=term, found=found, points=share * term.weight)


@dataclass(frozen=True, kw_only=True)
class Years:
    """How long somebody is a customer, the named years reached, and the next."""

    years: int
    reached: Anniversary | None
    next: Anniversary | None
    next_on: dt.date | None
    following_on: dt.date
    """The next anniversary of any number of years."""


def years(since: dt.date, today: dt.date, named: Sequence[Anniversary]) -> Years:
    """Return the years with the bank on a day; 29 February falls on 28 February in common years."""
    count = max(dates.age(since, today), 0)
    reached = [one for one in named if one.years <= count]
    coming = next((one for one in named if one.years > count), None)
    return Years(
        years=count,
        reached=reached[-1] if reached else None,
        next=coming,
        next_on=dates.add_years(since, coming.years) if coming else None,
        following_on=dates.add_years(since, count + 1),
    )
