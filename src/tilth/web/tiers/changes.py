"""When tier and lifecycle became others: the log of one customer."""

import datetime as dt
from dataclasses import dataclass

from tilth.domain.tiers import changes
from tilth.policy.vocabulary import TIERS
from tilth.web.file.reading import Reading


@dataclass(frozen=True, kw_only=True)
class Line:
    """One change."""

    day: dt.date
    what: str
    before: str
    after: str
    up: bool | None
    """Of tiers; None for a lifecycle, which has no up and down."""


@dataclass(frozen=True, kw_only=True)
class Changes:
    """The section of one customer."""

    lines: tuple[Line, ...]
    more: bool
    """Whether older ones are left out."""


def log(of: Reading) -> Changes:
    """Return the newest changes; 1 query."""
    found = changes.of_customer(of.at.actor, of.at.generation, **of.known)
    lines = (
        Line(
            day=one.changed_on,
            what=one.what,
            before=one.before,
            after=one.after,
            up=_up(one.before, one.after),
        )
        for one in found[: changes.MOST]
    )
    return Changes(lines=tuple(lines), more=len(found) > changes.MOST)


def _up(before: str, after: str) -> bool | None:
    known = before in TIERS and after in TIERS
    return TIERS.index(after) > TIERS.index(before) if known else None
