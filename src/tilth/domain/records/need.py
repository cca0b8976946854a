"""What people do with needs: write one down, say how far it has come, end it (NEED-01 to NEED-11)."""

import datetime as dt
from typing import Annotated

from tilth.data.models import Need
from tilth.domain import guards
from tilth.domain.acting import Acting, Unclear
from tilth.domain.acts import adds, changes
from tilth.domain.arguments import Note, OneOf
from tilth.domain.refusing import ended
from tilth.kernel.sentences import marked as _
from tilth.policy.subjects.need import (
    CLASSES,
    DEPTHS,
    DIMENSIONS,
    ENDS,
    FIRST,
    FORECAST,
    KINDS,
    LAST,
    NEED,
    PHASES,
    SOURCES,
)
from tilth.policy.words import Words


@adds(NEED, Words("Add a need", "登记需求"), leads=("open",))
def notice(  # noqa: PLR0913 - one need, told in keywords
    at: Acting,
    *,
    kind: Annotated[str, OneOf(KINDS)],
    dimension: Annotated[str, OneOf(DIMENSIONS)],
    explicit: Annotated[str, OneOf(DEPTHS)],
    nature: Annotated[str, OneOf(CLASSES)],
    phase: Annotated[str, OneOf(PHASES)],
    priority: int,
    source: Annotated[str, OneOf(SOURCES)],
    due_on: dt.date | None = None,
    note: Note = "",
) -> Need:
    """Write a need down; a forecast says by which day it comes."""
    if (sent := at.again(Need)) is not None:
        return sent
    guards.stands(at.customer, at.today)
    _placed(priority)
    _dated(nature, due_on, at.today)
    row = Need(kind=kind, dimension=dimension, explicit=explicit, nature=nature, phase=phase)
    row.priority, row.source, row.due_on, row.note = priority, source, due_on, note
    row.noticed_on, row.state = at.today, "open"
    return at.write(row)


@changes(NEED, Need, Words("Say how far it has come", "更新阶段"), leads=("open",))
def go_on(
    at: Acting,
    need: Need,
    *,
    phase: Annotated[str, OneOf(PHASES)],
    priority: int,
    due_on: dt.date | None = None,
) -> Need:
    """Say in which phase it is by now, how urgent, and by which day; left out, the day stays."""
    _is_open(need)
    _placed(priority)
    if due_on is not None:
        _dated(need.nature, due_on, at.today)
        need.due_on = due_on
    need.phase, need.priority = phase, priority
    return at.changed(need)


@changes(NEED, Need, Words("End", "结束"), leads=("met", "dropped"))
def end(
    at: Acting,
    need: Need,
    *,
    became: Annotated[str, OneOf(ENDS), Words("What came of it", "结果")],
    outcome: Note = "",
) -> Need:
    """Say what came of it."""
    _is_open(need)
    need.state, need.ended_at, need.outcome = became, at.who.at, outcome
    return at.changed(need)


def _placed(priority: int) -> None:
    if not FIRST <= priority <= LAST:
        raise Unclear(_("A priority is a whole number from 1, met first, to 5."))


def _dated(nature: str, due_on: dt.date | None, today: dt.date) -> None:
    """Refuse a forecast without its day, and a day that has passed."""
    if due_on is None and nature == FORECAST:
        raise Unclear(_("A forecast need has its day: say by when it comes."))
    if due_on is not None and due_on < today:
        raise Unclear(_("It is needed today or on a later day."))


def _is_open(row: Need) -> None:
    if row.state != "open":
        raise ended("This need ended already: nothing was changed.")
