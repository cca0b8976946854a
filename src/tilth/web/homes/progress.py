"""The first page of a supervisor: how far the team is today, what is promised, who is away."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.utils.translation import pgettext as _p
from django.views.decorators.http import require_safe

from tilth.access.checks import requires
from tilth.data.models import Generation
from tilth.domain.book import keeping, queries
from tilth.domain.book.model import Manager, Managers
from tilth.domain.counted import COUNTED
from tilth.domain.due import counting, kinds
from tilth.domain.due.model import Asked
from tilth.policy.permissions import Action, Thing
from tilth.web import fields, figures, shell
from tilth.web.book import coaching, panels
from tilth.web.format import amounts

TEMPLATE = "homes/progress.html"


@dataclass(frozen=True, kw_only=True)
class Counted:
    """What the diary knows of a team."""

    today: Mapping[str, int] = field(default_factory=dict)
    """Staff number → items due today."""
    late: Mapping[str, int] = field(default_factory=dict)
    due: int = 0
    """Items due today of everybody in sight, planners among them."""
    decisions: tuple[figures.Number, ...] = ()
    """What waits for the reader's yes or no, by kind."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One manager of the team."""

    manager: Manager
    dialled: figures.Number
    listed: figures.Number
    spoken: figures.Number
    """Two-way contacts of today."""
    promised: figures.Number | None
    width: float
    facts: tuple[coaching.Fact, ...]
    hint: str


@dataclass(frozen=True, kw_only=True)
class Page:
    """A team today."""

    headline: SafeString | None
    cards: tuple[panels.Card, ...]
    rows: tuple[Row, ...]
    decisions: tuple[figures.Number, ...]
    following: str
    first: bool


@require_safe
@requires((Thing.COVER, Action.LIST), (Thing.COVER, Action.CREATE), (Thing.BOOK, Action.LIST))
def progress(request: HttpRequest) -> HttpResponse:
    """Show each manager below the reader: the list, today's talks, what is promised, what is behind."""
    frame = shell.of(request, "progress")
    if frame.generation is None:
        return shell.page(request, TEMPLATE, shell=frame, page=None)
    after = fields.text_of(request.GET, "after")
    found = _team(frame, frame.generation, after)
    page = made(found, _counted(frame, frame.generation, found), today=frame.today, first=not after)
    return shell.page(request, TEMPLATE, shell=frame, page=page)


def _team(frame: shell.Shell, generation: Generation, after: str) -> Managers:
    """Return the managers in sight; a head, whose sight ends with the branches, is told what lies in it."""
    found = queries.team(frame.actor, generation, today=frame.today, after=after)
    if frame.actor.role == "supervisor":
        return found
    kept = keeping.of_people(frame.actor, generation, [one.staff_id for one in found.items])
    return replace(found, items=tuple(one.of_branch(kept) for one in found.items))


def _counted(frame: shell.Shell, generation: Generation, found: Managers) -> Counted:
    """Return what the diary knows of a page's people; three queries and one for each kind to decide on."""
    people = tuple(one.staff_id for one in found.items)
    asked = Asked(staff=people, subjects=kinds.worked_on(frame.actor.role))
    every = replace(asked, staff=())
    decisions = tuple(_decisions(frame, generation))
    return Counted(
        today=counting.today_by_person(frame.actor, generation, asked=asked, today=frame.today),
        late=counting.late_by_person(frame.actor, generation, asked=asked, today=frame.today),
        due=counting.of_today(frame.actor, generation, asked=every, today=frame.today),
        decisions=decisions,
    )


def _decisions(frame: shell.Shell, generation: Generation) -> Iterator[figures.Number]:
    """Yield what waits for the reader's yes or no, by kind; one query each."""
    for kind in kinds.decided_by(frame.actor.role):
        asked = Asked(subjects=(kind,))
        number = counting.number(frame.actor, generation, asked=asked, today=frame.today)
        text = ngettext("{n} waits for your decision", "{n} wait for your decision", number)
        shown = text.format(n=amounts.capped(number, COUNTED))
        if number:
            yield figures.number("due_decisions", number, figures.of_branch(""), text=shown, subject=kind)


def made(found: Managers, counted: Counted, *, today: dt.date, first: bool) -> Page:
    """Return the page of a team."""
    rows = tuple(_row(one, counted, today) for one in found.items)
    whole = first and not found.following
    return Page(
        headline=_headline(found.items) if whole else None,
        cards=_cards(rows, counted) if whole and rows else (),
        rows=rows,
        decisions=counted.decisions,
        following=found.following,
        first=first,
    )


def _row(one: Manager, counted: Counted, today: dt.date) -> Row:
    whose = figures.of_manager(one.staff_id)
    work = figures.Work(by=one.staff_id, since=today, until=today)
    promised = counted.today.get(one.staff_id, 0)
    text = ngettext("{n} item due today", "{n} items due today", promised)
    return Row(
        manager=one,
        dialled=figures.number("dialled", one.dialled, whose),
        listed=figures.number("listed", one.list_size, whose),
        spoken=work.number("contacts", one.done.contacts.get(today, 0)),
        promised=figures.number("due_today", promised, whose, text=text.format(n=amounts.count(promised)))
        if promised
        else None,
        width=panels.portion(one.dialled, one.list_size),
        facts=coaching.facts(one, whose, late=counted.late.get(one.staff_id, 0)),
        hint=coaching.hint(one),
    )


def _cards(rows: tuple[Row, ...], counted: Counted) -> tuple[panels.Card, ...]:
    """Return the sums of the rows; what is due is everybody's in sight, as the queue behind it shows."""
    people = [row.manager for row in rows]
    dialled, listed = (sum(getattr(one, name) for one in people) for name in ("dialled", "list_size"))
    spoken = sum(int(row.spoken.value) for row in rows)
    late = sum(counted.late.values())
    return (
        panels.Card(
            label=_("Results today"),
            value=amounts.count(dialled) if listed else amounts.DASH,
            of=_p("card", "of {n}").format(n=amounts.count(listed)) if listed else "",
            note=_("all have a result") if listed and dialled == listed else "",
            width=panels.portion(dialled, listed),
        ),
        panels.Card(label=_("Talks today"), value=amounts.count(spoken), note=_("two-way contacts")),
        panels.Card(
            label=_("Due today"),
            value=figures.number("due_today", counted.due, figures.of_branch("")),
            note=ngettext("{n} item overdue", "{n} items overdue", late).format(n=amounts.count(late))
            if late
            else "",
            late=late > 0,
        ),
        panels.Card(
            label=_("Waiting longer than agreed"),
            value=amounts.count(sum(one.overdue for one in people)),
            note=_("customers of the team"),
        ),
    )


def _headline(people: tuple[Manager, ...]) -> SafeString | None:
    """Return one sentence with a number and an action; None where nothing waits."""
    there = [one for one in people if not one.covered_by and one.open]
    behind = max(there, key=lambda one: one.open, default=None)
    left = sum(one.open for one in people)
    if behind is None:
        return None
    text = ngettext(
        "<b>{n} name</b> has no result yet; ask {name} first, {left} is there.",
        "<b>{n} names</b> have no result yet; ask {name} first, {left} are there.",
        left,
    )
    return format_html(text, n=amounts.count(left), name=behind.name, left=amounts.count(behind.open))
