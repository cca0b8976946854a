"""The five levels in a row, the criteria of the next one, and the due items that bring it on."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tilth.data.models import DiaryLine
from tilth.domain.levels import queries
from tilth.domain.levels.reading import Relationship
from tilth.policy.levels.codes import LEVELS, place
from tilth.policy.levels.judging import Judged, read_evidence
from tilth.policy.levels.measures import MEASURES
from tilth.policy.subjects import BY_NAME
from tilth.policy.subjects.level import STATES
from tilth.policy.subjects.path_step import PATH_STEP
from tilth.web import lines
from tilth.web.format.languages import language
from tilth.web.levels import words

ICONS = dict(zip(LEVELS, ("point", "seedling", "leaf", "flower", "tree"), strict=True))
STEPS = 3
"""Due items that are named."""


@dataclass(frozen=True, kw_only=True)
class Node:
    """One level in the row."""

    code: str
    label: str
    icon: str
    state: str
    """past, here, next or later."""
    on: dt.date | None
    """When it was reached, of those that were; the target's day where it is the target."""
    target: bool


@dataclass(frozen=True, kw_only=True)
class Line:
    """One criterion as the page shows it."""

    code: str
    """The measure."""
    label: str
    asked: str
    now: str
    met: bool | None
    """None: unknown."""
    shown: str
    """What it was counted of; empty where nothing more can be said."""
    how: str
    """What brings it on, where it is missing."""
    tab: str
    """Where that is done."""


@dataclass(frozen=True, kw_only=True)
class Next:
    """One due item of the customer that brings a missing criterion on."""

    on: dt.date
    text: str
    fills: str
    tab: str


@dataclass(frozen=True, kw_only=True)
class Past:
    """One step as the page shows it: with the criteria as they were then."""

    row: Any
    text: str
    state: str
    tone: str
    lines: tuple[Line, ...]


def nodes(of: Relationship) -> tuple[Node, ...]:
    """Return the levels from the first to the last."""
    here, aimed = place(of.level), queries.aimed(of.material.targets)
    return tuple(
        Node(
            code=code,
            label=words.level(code),
            icon=ICONS[code],
            state=_state(number, here),
            on=_on(of, code, reached=number <= here),
            target=aimed is not None and aimed.level == code,
        )
        for number, code in enumerate(LEVELS)
    )


def _state(number: int, here: int) -> str:
    if number == here:
        return "here"
    return "past" if number < here else "next" if number == here + 1 else "later"


def _on(of: Relationship, code: str, *, reached: bool) -> dt.date | None:
    """Return when a level was reached; of the first one when the relationship began."""
    if not reached:
        aimed = queries.aimed(of.material.targets)
        return aimed.due_on if aimed is not None and aimed.level == code else None
    steps = (one for one in of.material.steps if one.state == "confirmed" and one.reached == code)
    step = next(steps, None)
    if step is not None:
        return step.stepped_on  # type: ignore[no-any-return]
    return of.measuring.customer.opened_on if code == next(iter(LEVELS)) else None


def criteria(found: tuple[Judged, ...], *, today: dt.date) -> tuple[Line, ...]:
    """Return criteria, those that are missing first."""
    told = [_line(one, today=today) for one in found]
    return tuple(sorted(told, key=lambda one: bool(one.met)))


def _line(one: Judged, *, today: dt.date) -> Line:
    rule, measure = one.criterion, MEASURES[one.criterion.measure]
    return Line(
        code=rule.measure,
        label=words.measure(rule),
        asked=words.asked(rule),
        now=words.value(rule.measure, one.found.value),
        met=one.met,
        shown=words.shown(one.found, today=today),
        how="" if one.met else measure.how.told(language()),
        tab=measure.tab,
    )


def coming(of: Relationship, *, today: dt.date) -> tuple[Next, ...]:
    """Return the nearest due items that bring a missing criterion on, each named once (PLAN-14)."""
    return tuple(_fitting(of, today))[:STEPS]


def _fitting(of: Relationship, today: dt.date) -> Iterator[Next]:
    missing = [one.criterion.measure for one in of.criteria if not one.met]
    planned = {str(one.pk): one.deed for one in of.material.path}
    for line in sorted(of.material.due, key=lambda one: (one.due_on, one.subject != PATH_STEP.name)):
        measure = next((one for one in missing if _brings(line, one)), "")
        if measure:
            yield _next(line, measure, planned.get(line.row_id, ""), today)


def _brings(line: DiaryLine, measure: str) -> bool:
    """Say whether a due item brings a measure on: a step of the path says it itself."""
    own = line.subject == PATH_STEP.name
    return line.said.get("brings") == measure if own else line.subject in MEASURES[measure].by


def _next(line: DiaryLine, measure: str, deed: str, today: dt.date) -> Next:
    subject = BY_NAME[line.subject]
    told = lines.told(subject, line.said, today=today, whole=False)
    name = subject.words.told(language())
    return Next(
        on=line.due_on or today,
        text=deed or (f"{name} · {told}" if told else name),
        fills=MEASURES[measure].words.told(language()),
        tab=subject.tab,
    )


def past(of: Relationship, *, today: dt.date, tones: dict[str, str]) -> tuple[Past, ...]:
    """Return the steps, newest first, each with the criteria as they were then."""
    return tuple(
        Past(
            row=one,
            text=f"{words.level(one.before)} → {words.level(one.reached)}",
            state=STATES[one.state].told(language()),
            tone=tones[one.state],
            lines=tuple(_line(each, today=today) for each in read_evidence(one.evidence or "")),
        )
        for one in of.material.steps
    )
