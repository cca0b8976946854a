"""The page Today, complete before it is rendered: headline, rings, rows, and what stands beside them."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tilth.data.models import PublishedBook
from tilth.domain import days
from tilth.domain.book.targets import reach, target
from tilth.domain.call_lists.model import Day, ListEntry
from tilth.domain.call_lists.weeks import Names
from tilth.domain.covers.queries import Around, StandIn
from tilth.domain.runs.queries import Night
from tilth.policy.key_actions import Done
from tilth.policy.playbook import Playbook
from tilth.web import figures
from tilth.web.due.aside import Card
from tilth.web.today import aside, rings
from tilth.web.today.headlines import deviation, headline
from tilth.web.today.rows import Held, Row, Sheet

FILTERS = ("all", "open", "later", "done")


@dataclass(frozen=True, kw_only=True)
class Filter:
    """One choice above the list."""

    code: str
    label: str
    number: int
    current: bool


@dataclass(frozen=True, kw_only=True)
class Absent:
    """One manager whom the reader stands in for, with the list and the book in numbers."""

    who: StandIn
    day: Day
    book: PublishedBook | None


@dataclass(frozen=True, kw_only=True)
class Covered:
    """What a substitute does for one absent manager: promises of today, names that wait, other days."""

    who: StandIn
    rows: tuple[Row | Held, ...]
    later: int
    """Calls put off, which come back when their time has come."""
    done: int
    """Names with a result, whoever called, and names passed over."""
    size: int
    week: figures.Number
    """The absent manager's contacts since Monday."""
    target: int
    promised: aside.Promised


@dataclass(frozen=True, kw_only=True)
class Page:
    """Today of one manager."""

    headline: SafeString | None
    rings: tuple[rings.Ring, ...]
    rows: tuple[Row | Held, ...]
    later: tuple[Row | Held, ...]
    """Calls put off, the earliest first."""
    done: tuple[Row, ...]
    """Names with a result, and names passed over."""
    show: str
    filters: tuple[Filter, ...]
    size: int
    left: int
    deviation: str
    aside: aside.Aside
    playbook: Playbook
    stopped: Night | None
    """The last night, where it published nothing."""
    state: str
    """Empty, or why there is no list: no_customers, none_tonight, cleared."""
    closes: bool = False
    """Whether it is time to close the day: the list is done, or the afternoon late."""
    covered: tuple[Covered, ...] = ()
    waiting: Card | None = None
    """What is due of the manager and of whom he or she stands in for."""
    actions: Done | None = None
    """How many key actions of the day are done; None where the role has no map."""
    around: Around = field(default_factory=Around)
    """Whom the manager stands in for, now or soon, and who stands in for the manager."""


def page(  # noqa: PLR0913 - all that one page is made of
    day: Day,
    *,
    playbook: Playbook,
    book: PublishedBook | None,
    today: dt.date,
    staff_id: str,
    show: str = "all",
    stopped: Night | None = None,
    around: Around | None = None,
    covered: Sequence[Absent] = (),
    names: Names | None = None,
    waiting: Card | None = None,
    actions: Done | None = None,
    held: Mapping[str, str] | None = None,
) -> Page:
    """Return the page of a list, and of the lists of people stood in for; `show` is one of FILTERS.

    `held`: place → mark of the names that the asking page shows already, which then stay as they are.
    """
    current = day.open[0] if day.open else None
    sheet = Sheet(day=day, playbook=playbook, today=today, held=held or {})
    state = _state(day)
    finished = tuple(sorted((*day.done, *day.skipped), key=lambda entry: entry.rank))

    return Page(
        headline=headline(day, today=today),
        rings=rings.rings(day, book=book, playbook=playbook, today=today, staff_id=staff_id),
        rows=sheet.names(day.open, now=current) if show in ("all", "open") else (),
        later=sheet.names(day.later, now=current) if show in ("all", "later") else (),
        done=sheet.done(finished) if show in ("all", "done") else (),
        show=show,
        filters=_filters(day, finished, show),
        size=len(day.entries),
        left=len(day.waiting),
        deviation=deviation(day, playbook),
        aside=aside.of(day, book=book, today=today, playbook=playbook, names=names, held=held),
        playbook=playbook,
        stopped=stopped,
        state=state,
        closes=state == "cleared" or (bool(day.entries) and day.now.time() >= playbook.work.closes_at),
        covered=tuple(
            _covered(one, replace(sheet, day=one.day, before=f"{number}-"))
            for number, one in enumerate(covered, start=1)
        ),
        around=around or Around(),
        waiting=waiting,
        actions=actions,
    )


def _covered(one: Absent, sheet: Sheet) -> Covered:
    """Return what is to be done for one absent manager; its rows are told apart by the list's number."""
    day, size = one.day, sheet.playbook.call_list.size
    work = figures.Work(by=one.who.staff_id, since=days.week_start(sheet.today), until=sheet.today)
    return Covered(
        who=one.who,
        week=work.number("contacts", day.week.contacts),
        target=target(listed=len(day.entries), reach=reach(one.book), size=size, today=sheet.today).week,
        rows=sheet.names(day.open),
        later=len(day.later),
        done=len(day.done) + len(day.skipped),
        size=len(day.entries),
        promised=aside.promises(day, today=sheet.today),
    )


def _filters(day: Day, finished: tuple[ListEntry, ...], show: str) -> tuple[Filter, ...]:
    numbers = (len(day.entries), len(day.open), len(day.later), len(finished))
    names = (pgettext("filter", "All"), _("To call"), _("Put off"), _("Done"))
    return tuple(
        Filter(code=code, label=name, number=number, current=code == show)
        for code, name, number in zip(FILTERS, names, numbers, strict=True)
    )


def _state(day: Day) -> str:
    if day.waiting:
        return ""
    if day.entries:
        return "cleared"
    return "none_tonight" if day.book_size else "no_customers"
