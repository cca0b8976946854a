"""Entries of a timeline as lines: what a page and the first page of a customer share."""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlencode

from tilth.domain.customers import timeline
from tilth.domain.reasons.queries import Event
from tilth.policy.permissions import Action, Thing
from tilth.policy.subjects import BY_NAME
from tilth.web import labels, lines
from tilth.web.format.languages import language
from tilth.web.reasons.chips import Chip, chip

NEEDS = ((Thing.CONTACT, Action.LIST), (Thing.TRANSACTION, Action.LIST), (Thing.EVENT, Action.LIST))
"""What a role must hold to see all of it."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One entry, an event with its words."""

    entry: timeline.TimelineEntry
    chip: Chip | None
    told: str = ""
    """What another record says, in a line."""


@dataclass(frozen=True, kw_only=True)
class Listed:
    """The lines of one page, and the address of the next."""

    lines: tuple[Line, ...]
    following: str
    """Address part of the next page; empty at the end."""
    kind: str


def listed(found: timeline.Timeline, *, kind: str, today: dt.date) -> Listed:
    """Return what a template needs of a page of the timeline."""
    given = {"kind": kind} if kind else {}
    following = urlencode({**given, "after": str(found.following)}) if found.following else ""
    return Listed(
        lines=tuple(_line(entry, today) for entry in found.entries),
        following=following,
        kind=kind,
    )


def _chip(event: Event | None, today: dt.date) -> Chip | None:
    return None if event is None else chip(event.kind, (event,), today=today)


def _line(entry: timeline.TimelineEntry, today: dt.date) -> Line:
    written = entry.written
    told = "" if written is None else lines.told(written.subject, written.said, today=today)
    return Line(entry=entry, chip=_chip(entry.event, today), told=told)


def label(kind: str) -> str:
    """Return the word of a kind of entries."""
    if kind in timeline.SUBJECTS_TOLD:
        return BY_NAME[kind].many.told(language())
    return labels.label("timeline", kind)
