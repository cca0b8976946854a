"""What goes next, as the last night counted it: read from its report, no page counts a million rows."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tilth.data.models import RunReport, User
from tilth.domain import guards
from tilth.domain.retention.queries import Line
from tilth.kernel import dates
from tilth.policy.things import Action, Thing

NAME = "retention"
"""The part of a night's report."""


@dataclass(frozen=True, kw_only=True)
class Counted(Line):
    """One table in the count of a night."""

    gone: int
    """Rows that the night itself let go."""


@dataclass(frozen=True, kw_only=True)
class Planned:
    """The count of one night."""

    day: dt.date
    told_ends: bool
    """Whether the bank ever told of the end of a relationship."""
    lines: tuple[Counted, ...]


def last(actor: User) -> Planned | None:
    """Return the count of the newest night that has one; None: no night counted; NotAllowedError; 1 query."""
    guards.allowed(actor, Thing.HOLD, Action.SEARCH)
    rows = RunReport.objects.filter(status="published", report__has_key=NAME)
    newest = rows.order_by("-business_date", "-finished_at", "-id")
    told = newest.values_list(f"report__{NAME}", flat=True).first()
    return None if told is None else _planned(told)


def _planned(told: Mapping[str, Any]) -> Planned:
    gone = told.get("gone") or {}
    return Planned(
        day=_day(told["day"]) or dt.date.min,
        told_ends=bool(told["told_ends"]),
        lines=tuple(_line(one, int(gone.get(one["table"], 0))) for one in told["lines"]),
    )


def _line(told: Mapping[str, Any], gone: int) -> Counted:
    days = {name: _day(told[name]) for name in ("oldest", "newest", "next_on")}
    numbers = {name: told[name] for name in ("rows", "going", "held", "waiting", "unknown")}
    return Counted(**{**numbers, **days, "table": told["table"], "rule": told["rule"], "gone": gone})


def _day(text: str | None) -> dt.date | None:
    return dates.read_day(text) if text else None
