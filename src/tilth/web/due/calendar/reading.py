"""What the day, the week and the month have in common: whose queue, which days, what is read of them."""

import datetime as dt
from urllib.parse import urlencode

from django.http import QueryDict

from tilth.domain.due import counting, kinds, queries
from tilth.domain.due.model import Asked, Found, Place
from tilth.kernel import dates
from tilth.policy.permissions import Action, Thing
from tilth.web import fields, shell
from tilth.web.due import reading, views
from tilth.web.due.lines import leads

NEEDS = ((Thing.TASK, Action.LIST), (Thing.CUSTOMER, Action.LIST))
ONE_DAY, WEEK = dt.timedelta(days=1), dt.timedelta(days=7)
_BORDER = dt.timedelta(days=62)
"""So far from the ends of the calendar no page begins: the ones before and after it exist."""


def day(given: QueryDict, name: str, today: dt.date) -> dt.date:
    """Return the day that an address names; today where it names none that has a page."""
    asked = dates.read_day(fields.text_of(given, name))
    return asked if asked and queries.FIRST + _BORDER < asked < queries.LAST - _BORDER else today


def whose(given: QueryDict, frame: shell.Shell) -> str:
    """Return whose queue an address names."""
    return reading.read(given.dict(), role=frame.actor.role).owner


def asks(frame: shell.Shell, owner: str) -> bool:
    """Say whether the reader names somebody first: whoever leads several people."""
    return leads(frame.actor) and not owner


def address(owner: str, **parts: str) -> str:
    """Return the query of a page of the calendar."""
    told = parts | {"owner": owner}
    return "?" + urlencode({name: value for name, value in told.items() if value})


def found(  # noqa: PLR0913 - whose and which days, told in keywords
    frame: shell.Shell,
    owner: str,
    *,
    since: dt.date,
    until: dt.date,
    most: int,
    after: Place | None = None,
) -> Found:
    """Return what is due from one day to another; one query."""
    if frame.generation is None or not _reads(frame, owner):
        return Found()
    return queries.between(
        frame.actor,
        frame.generation,
        asked=_asked(frame, owner),
        today=frame.today,
        since=since,
        until=until,
        after=after,
        most=most,
    )


def few(frame: shell.Shell, owner: str, *, since: dt.date, until: dt.date) -> Found:
    """Return the first lines of each day; one query."""
    if frame.generation is None or not _reads(frame, owner):
        return Found()
    asked = _asked(frame, owner)
    return queries.few(
        frame.actor, frame.generation, asked=asked, today=frame.today, since=since, until=until
    )


def counts(frame: shell.Shell, owner: str, *, since: dt.date, until: dt.date) -> dict[dt.date, int]:
    """Return day → lines, of the days that have any; one query."""
    if frame.generation is None or not _reads(frame, owner):
        return {}
    asked = _asked(frame, owner)
    return counting.by_day(
        frame.actor, frame.generation, asked=asked, today=frame.today, since=since, until=until
    )


def _reads(frame: shell.Shell, owner: str) -> bool:
    return not (views.wide(frame) or asks(frame, owner))


def _asked(frame: shell.Shell, owner: str) -> Asked:
    if frame.generation is None:
        return Asked()
    staff = reading.staff(owner, frame.actor, frame.generation)
    return Asked(staff=staff, subjects=kinds.worked_on(frame.actor.role))
