"""What happened with a customer and counts in the emotional account, unless it is entered already."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from tilth.domain.levels.measuring import Measuring
from tilth.policy.levels.account import Deed
from tilth.policy.subjects.rapport import RapportRules


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """One entry that something which happened proposes."""

    deed: Deed
    origin: str
    row: str
    """Key of the record that it comes of."""
    on: dt.date


def proposed(of: Measuring) -> tuple[Proposed, ...]:
    """Return what happened in the days of the playbook and is not entered, the newest first."""
    rules = of.playbook.of(RapportRules)
    since = of.today - dt.timedelta(days=rules.propose_days)
    entered = {one.origin_row for one in of.material.entries}
    found = [
        Proposed(deed=deed, origin=origin, row=row, on=on)
        for origin, row, on in _happened(of)
        if since < on <= of.today and row not in entered and (deed := rules.proposed_by(origin))
    ]
    return tuple(sorted(found, key=lambda one: (one.on, one.row), reverse=True))


def _happened(of: Measuring) -> Iterator[tuple[str, str, dt.date]]:
    """Yield what happened, the key of its record, and its day."""
    for one in of.material.promises:
        if one.in_time or one.due_on < of.today:
            yield "promise_kept" if one.in_time else "promise_broken", str(one.pk), one.due_on
    for one in of.material.greetings:
        yield "greeting_sent", str(one.pk), one.due_on
    for request in of.requests:
        known = request.in_time(of.today)
        if known is not None:
            day = request.answered_on or request.due_on
            yield "request_answered" if known else "request_late", request.row, day
