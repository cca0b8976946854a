"""The card of Today: what waits for a manager and for whom he stands in, overdue first."""

import datetime as dt
from dataclasses import dataclass
from typing import TypedDict

from tilth.access import ahead
from tilth.data.models import DiaryLine, User
from tilth.domain import bank, guards
from tilth.domain.due import kinds, queries
from tilth.domain.due.model import Asked, Item
from tilth.domain.staff import owners as people
from tilth.web import shell
from tilth.web.act_form import ActForm
from tilth.web.due.lines import TASK, Line, Reader

SHOWN, READ = 10, 50
AHEAD = dt.timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class Card:
    """What waits, the nearest first."""

    lines: tuple[Line, ...]
    late: int
    more: int
    """Items that are not named."""
    full: bool
    """There are more than were read."""

    @property
    def customers(self) -> list[str]:
        """Whom it names."""
        return [line.item.customer_id for line in self.lines]


class _Part(TypedDict):
    """Which part of the queue the card reads."""

    asked: Asked
    today: dt.date
    since: dt.date
    until: dt.date
    most: int


def asked(frame: shell.Shell) -> tuple[ahead.Asked[DiaryLine], ...]:
    """Return what the card asks, to be sent together with other reads."""
    actor, generation = frame.actor, frame.generation
    if generation is None or not actor.staff_id:
        return ()
    part = _part(actor, guards.managers(actor, generation), frame.today)
    return queries.asked(actor, generation, **part)


def _part(actor: User, mine: tuple[str, ...], today: dt.date) -> _Part:
    return _Part(
        asked=Asked(staff=mine, subjects=kinds.worked_on(actor.role)),
        today=today,
        since=queries.FIRST,
        until=today + AHEAD,
        most=READ,
    )


def card(frame: shell.Shell, wrong: ActForm | None = None) -> Card | None:
    """Return the card; one query. What stands among the day's appointments, or on the list, is not in it."""
    actor, generation = frame.actor, frame.generation
    if generation is None or not actor.staff_id:
        return None
    mine = guards.managers(actor, generation)
    reader = Reader(
        actor=actor,
        today=frame.today,
        now=bank.now(frame.today).time(),
        names=people.in_sight(actor, generation).names,
        mine=mine,
    )
    found = queries.between(actor, generation, **_part(actor, mine, frame.today))
    items = [one for one in found.items if not _elsewhere(one, reader, generation.business_date)]
    return Card(
        lines=tuple(reader.line(one, wrong) for one in items[:SHOWN]),
        late=sum(one.due_on < frame.today for one in items),
        more=max(len(items) - SHOWN, 0),
        full=found.following is not None,
    )


def _elsewhere(one: Item, reader: Reader, night: dt.date) -> bool:
    """Say whether Today shows it beside the card: on the list, on the timeline, or with the absent's list."""
    if one.place.subject != TASK:
        return False
    of_list = one.listed and one.said.get("business_date") == night.isoformat()
    if of_list or one.staff_id != reader.actor.staff_id:
        return True
    if one.due_on < reader.today:
        return False
    timed = one.due_on == reader.today and one.due_at is not None
    return timed or one.said.get("kind") == "appointment"
