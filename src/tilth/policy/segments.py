"""Segments: the confirmed one, else the first of the scheme whose condition is true (SEG-01, SEG-21)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tilth.policy import conditions
from tilth.policy.conditions import Detail, Finding
from tilth.policy.playbook import Playbook, Scheme, Segment


@dataclass(frozen=True)
class Assignment:
    """The segment's code, None without one, and whether it is only a hypothesis."""

    segment: str | None
    assumed: bool


@dataclass(frozen=True)
class Reading:
    """One segment's rule over one customer: the answer, and one finding per elementary condition."""

    segment: Segment
    result: bool | None
    findings: tuple[Finding, ...]


def assign(scheme: Scheme, row: Mapping[str, Any], *, confirmed: str | None, familiar: bool) -> Assignment:
    """Return a customer's segment; `row` has the columns that the conditions name."""
    if confirmed is not None:
        return Assignment(confirmed, assumed=False)
    for segment in scheme.segments:
        if conditions.evaluate(segment.condition, row) is True:
            return Assignment(segment.code, assumed=not familiar)
    return Assignment(None, assumed=False)


def explain(scheme: Scheme, row: Mapping[str, Any]) -> tuple[Reading, ...]:
    """Return every rule of the scheme over one customer, in the order in which they are asked."""
    return tuple(
        Reading(
            segment,
            conditions.evaluate(segment.condition, row),
            tuple(conditions.explain(segment.condition, row)),
        )
        for segment in scheme.segments
    )


def asked_of_profile(playbook: Playbook) -> frozenset[Detail]:
    """Return what the rules and traits of the scheme in force ask of the profile."""
    segments = playbook.segments
    asked = [one.condition for one in segments.scheme.segments]
    asked += [
        one.condition for one in playbook.prototypes.stated(segments.active) if one.condition is not None
    ]
    return frozenset().union(*(conditions.details_of(one) for one in asked))


def columns(scheme: Scheme) -> frozenset[str]:
    """Return the columns of a row that the scheme's conditions read."""
    return frozenset().union(*(conditions.columns_of(segment.condition) for segment in scheme.segments))
