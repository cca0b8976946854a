"""The page Today, complete before it is rendered: headline, rings, rows, and what stands beside them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tilth.data.models import PublishedBook
from tilth.domain import days, guards
from tilth.domain.book.targets import reach, target
from tilth.domain.call_lists.model import Day, ListEntry, Met
from tilth.domain.call_lists.weeks import Names
from tilth.domain.covers.queries import Around, StandIn
from tilth.domain.runs.queries import Night
from tilth.domain.tasks.queries import Promise
from tilth.policy.playbook import Playbook
from tilth.policy.vocabulary import SIDES, TOP_AUM
from tilth.web import figures, labels, segment_words
from tilth.web.due.aside import Card
from tilth.web.format.languages import language
from tilth.web.format.moments import marked, moment
from tilth.web.reasons.chips import Cadence, Chip, Order, chips
from tilth.web.reasons.openings import opening
from tilth.web.reasons.purposes import likely
from tilth.web.segment_words import segment_name
from tilth.web.today import aside, rings
from tilth.web.today.headlines import deviation, headline

CHIPS = 4
"""Reasons that a row shows at once; the others open."""
FILTERS = ("all", "open", "later", "done")


@dataclass(frozen=True, kw_only=True)
class Row:
    """One name as the page shows it."""

    entry: ListEntry
    place: str
    """Where it stands: its rank; on the list of somebody stood in for with that list's number before it."""
    chips: tuple[Chip, ...]
    more: tuple[Chip, ...]
    """Reasons beyond the first ones."""
    segment: str
    near: str
    """How sure an assumed segment is."""
    opening: str
    purpose: str
    """What a call is most likely for."""
    now: bool
    wrong: str
    """Since when and by whom the number shown is marked wrong; empty for one that can be called."""
    undoable: bool
    """The actor may still take the result back."""


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
    rows: tuple[Row, ...]
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
    rows: tuple[Row, ...]
    later: tuple[Row, ...]
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
    covered: tuple[Covered, ...] = ()
    waiting: Card | None = None
    """What is due of the manager and of whom he or she stands in for."""
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
) -> Page:
    """Return the page of a list, and of the lists of people stood in for; `show` is one of FILTERS."""
    current = day.open[0] if day.open else None
    places = _places(day)
    finished = tuple(sorted((*day.done, *day.skipped), key=lambda entry: entry.rank))

    def rows(entries: tuple[ListEntry, ...], *where: str) -> tuple[Row, ...]:
        if show not in where:
            return ()
        return tuple(
            _row(entry, day, playbook, today, place=places.get(entry.customer_id, 0), now=entry is current)
            for entry in entries
        )

    return Page(
        headline=headline(day, today=today),
        rings=rings.rings(day, book=book, playbook=playbook, today=today, staff_id=staff_id),
        rows=rows(day.open, "all", "open"),
        later=rows(day.later, "all", "later"),
        done=rows(finished, "all", "done"),
        show=show,
        filters=_filters(day, finished, show),
        size=len(day.entries),
        left=len(day.waiting),
        deviation=deviation(day, playbook),
        aside=aside.of(day, book=book, today=today, playbook=playbook, names=names),
        playbook=playbook,
        stopped=stopped,
        state=_state(day),
        covered=tuple(_covered(one, number, playbook, today) for number, one in enumerate(covered, start=1)),
        around=around or Around(),
        waiting=waiting,
    )


def _covered(one: Absent, number: int, playbook: Playbook, today: dt.date) -> Covered:
    """Return what is to be done for one absent manager; its rows are told apart by the list's number."""
    day, places = one.day, _places(one.day)
    size = playbook.call_list.size
    work = figures.Work(by=one.who.staff_id, since=days.week_start(today), until=today)
    return Covered(
        who=one.who,
        week=work.number("contacts", day.week.contacts),
        target=target(listed=len(day.entries), reach=reach(one.book), size=size, today=today).week,
        rows=tuple(
            _row(
                entry,
                day,
                playbook,
                today,
                place=places.get(entry.customer_id, 0),
                now=False,
                before=f"{number}-",
            )
            for entry in day.open
        ),
        later=len(day.later),
        done=len(day.done) + len(day.skipped),
        size=len(day.entries),
        promised=aside.promises(day, today=today),
    )


def _filters(day: Day, finished: tuple[ListEntry, ...], show: str) -> tuple[Filter, ...]:
    numbers = (len(day.entries), len(day.open), len(day.later), len(finished))
    names = (pgettext("filter", "All"), _("To call"), _("Put off"), _("Done"))
    return tuple(
        Filter(code=code, label=name, number=number, current=code == show)
        for code, name, number in zip(FILTERS, names, numbers, strict=True)
    )


def _places(day: Day) -> dict[str, int]:
    """Return customer → place among the names of the side that only its order brought up."""
    passed = dict.fromkeys(SIDES, 0)
    found = {}
    for entry in sorted(day.entries, key=lambda one: one.rank):
        if TOP_AUM in entry.reasons:
            passed[entry.side] += 1
            found[entry.customer_id] = passed[entry.side]
    return found


def _row(  # noqa: PLR0913 - what one row is made of
    entry: ListEntry,
    day: Day,
    playbook: Playbook,
    today: dt.date,
    *,
    place: int,
    now: bool,
    before: str = "",
) -> Row:
    segment = segment_name(playbook, entry.segment)
    found = (
        *_put_off(entry, day, today),
        *_met(entry.met, today),
        *promised(entry.promise, today),
        *chips(
            entry.reasons,
            entry.events,
            aum=entry.aum,
            cadence=Cadence(
                overdue_days=0 if entry.done and entry.done.spoken else entry.overdue_days,
                last_contact_on=entry.last_contact_on,
            ),
            today=today,
            order=Order(familiar=entry.side == "familiar", segment=segment, place=place),
        ),
    )
    return Row(
        entry=entry,
        place=f"{before}{entry.rank}",
        chips=found[:CHIPS],
        more=found[CHIPS:],
        segment=segment,
        near=segment_words.assumed(
            far=entry.segment_distance,
            second=segment_name(playbook, entry.segment_second),
            second_far=entry.segment_second_distance,
        ),
        opening=opening(entry, today=today),
        purpose=likely(entry.reasons, familiar=entry.side == "familiar"),
        now=now,
        wrong=marked(entry.wrong, today=today, language=language()),
        undoable=_undoable(entry, day),
    )


def _put_off(entry: ListEntry, day: Day, today: dt.date) -> tuple[Chip, ...]:
    """Return the chip of a call put off; it says so when its moment has come."""
    if entry.later is None:
        return ()
    told = moment(entry.later, today=today, language=language())
    if entry.later.reached(day.now):
        text = format_html(_("Call now: agreed for <b>{moment}</b>"), moment=told)
        return (Chip(tone="late", icon="calendar-time", text=text),)
    return (
        Chip(tone="", icon="calendar-time", text=format_html(_("Put off to <b>{moment}</b>"), moment=told)),
    )


def _met(met: Met | None, today: dt.date) -> tuple[Chip, ...]:
    """Return the chip of an appointment of which it was said today whether the customer came."""
    if met is None:
        return ()
    told = moment(met, today=today, language=language())
    result = labels.label("meeting", met.came)
    text = format_html(_("Appointment <b>{moment}</b>: {result}"), moment=told, result=result)
    came = met.came == "came"
    return (Chip(tone="ok" if came else "late", icon="circle-check" if came else "circle-x", text=text),)


def promised(promise: Promise | None, today: dt.date) -> tuple[Chip, ...]:
    """Return the chip of a promise that stands open: late when its day has passed."""
    if promise is None:
        return ()
    told = moment(promise, today=today, language=language())
    what = labels.label("task", promise.kind)
    if promise.kind != "appointment":
        what = labels.step(promise.step, promise.text)
    said = _("Promised <b>{moment}</b>: {what}") if promise.given else _("Planned <b>{moment}</b>: {what}")
    text = format_html(said, moment=told, what=what)
    return (Chip(tone="late" if promise.late(today) else "due", icon="bookmark", text=text),)


def _undoable(entry: ListEntry, day: Day) -> bool:
    made_at = None
    if entry.done is not None:
        made_at = entry.done.contacted_at if entry.done.mine else None
    elif entry.skipped is not None:
        made_at = entry.skipped.made_at if entry.skipped.mine else None
    return made_at is not None and day.now - made_at <= guards.UNDO


def _state(day: Day) -> str:
    if day.waiting:
        return ""
    if day.entries:
        return "cleared"
    return "none_tonight" if day.book_size else "no_customers"
