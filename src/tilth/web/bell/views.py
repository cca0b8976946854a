"""What the bell says: handed over to me, standing in, due today, waiting for a yes, set aside tonight."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from tilth.access import audit, scopes
from tilth.access.ahead import together
from tilth.access.audit import Event
from tilth.access.checks import requires
from tilth.data.models import Generation
from tilth.domain import guards
from tilth.domain.counted import COUNTED
from tilth.domain.covers import queries as covers
from tilth.domain.covers.queries import Around
from tilth.domain.due import counting, kinds
from tilth.domain.due.model import Asked
from tilth.domain.runs import queries as runs
from tilth.domain.transfers import received
from tilth.domain.transfers.received import Received
from tilth.policy import roles
from tilth.policy.permissions import Action, Thing, may
from tilth.web import figures, shell
from tilth.web.bell import news
from tilth.web.format import amounts, days
from tilth.web.format.languages import language
from tilth.web.templating.words import customer_link

TEMPLATE = "bell/index.html"
NAMED = 5
"""Customers handed over who are named where the bell is opened; its own page names them all."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing that concerns the reader, and where it is."""

    code: str
    icon: str
    text: SafeString | str | figures.Number
    link: str
    tone: str = ""


@dataclass(frozen=True, kw_only=True)
class Page:
    """All that concerns the reader today."""

    lines: tuple[Line, ...]
    more: int
    """Lines that only the bell's own page has."""
    part: bool = False
    """Whether it is shown in the head of a page, whose mark goes."""


@dataclass(frozen=True, kw_only=True)
class Mark:
    """What stands at the bell before it is opened."""

    new: int


@require_safe
@requires((Thing.RUN_REPORT, Action.LIST))
def bell(request: HttpRequest) -> HttpResponse:
    """Show what concerns the reader today, in the head of a page or as a page of its own."""
    frame = shell.of(request, "bell")
    part = shell.asks_part(request)
    template = f"{TEMPLATE}#lines" if part else TEMPLATE
    if frame.generation is None:
        return shell.page(request, template, shell=frame, page=Page(lines=(), more=0))
    lines, came = _lines(frame, frame.generation)
    shown = tuple(lines)
    few = [one for one in shown if one.code != "handed"]
    handed = [one for one in shown if one.code == "handed"]
    named = handed[:NAMED] if part else handed
    audit.note(Event.LIST, customers=[one.customer_id for one in came], subject_type="transfer")
    page = Page(lines=(*few, *named), more=len(handed) - len(named), part=part)
    news.remember(request, (_known_by(line, frame.today) for line in shown))
    return shell.page(request, template, shell=frame, page=page)


@require_safe
@requires((Thing.RUN_REPORT, Action.LIST))
def mark(request: HttpRequest) -> HttpResponse:
    """Say how much is new, for the head of a page: asked for once the page is there; names nobody."""
    frame = shell.of(request, "bell")
    lines = () if frame.generation is None else _lines(frame, frame.generation)[0]
    new = news.unseen(request, (_known_by(line, frame.today) for line in lines))
    return shell.page(request, "bell/_mark.html", shell=frame, page=Mark(new=new))


def _known_by(line: Line, today: dt.date) -> str:
    """Return what a line is known by: what is due is one piece of news a day, however much is done."""
    told = {"due": today.isoformat(), "handed": line.link, "aside": line.link}.get(line.code, str(line.text))
    return f"{line.code} {told}"


def _lines(frame: shell.Shell, generation: Generation) -> tuple[Iterator[Line], tuple[Received, ...]]:
    """Return the lines, and who was handed to the reader: one statement beside the frame's own."""
    actor, today, role = frame.actor, frame.today, frame.actor.role
    mine = role in guards.MANAGERS
    staff = (actor.staff_id or "",) if mine else ()
    counts = mine or (role in roles.LEADERS and not scopes.of(actor, generation).bank_wide)
    queue = Asked(staff=staff, subjects=kinds.worked_on(role) if counts else ())
    night = generation.business_date
    with together(
        *counting.asked_of_today(actor, generation, asked=queue, today=today),
        *((covers.asked(actor, generation, today=today),) if mine else ()),
        *((received.asked(actor, generation, today=today),) if mine else ()),
        runs.asked_set_aside(night),
    ):
        due = counting.of_today(actor, generation, asked=queue, today=today)
        around = covers.around(actor, generation, today=today) if mine else Around()
        came = received.lately(actor, generation, today=today) if mine else ()
        aside = runs.set_aside(night)
    return _told(frame, due=due, around=around, came=came, aside=aside, mine=mine), came


def _told(  # noqa: PLR0913 - what the lines are made of
    frame: shell.Shell,
    *,
    due: int,
    around: Around,
    came: tuple[Received, ...],
    aside: runs.Aside | None,
    mine: bool,
) -> Iterator[Line]:
    if due:
        yield _due(due, mine=mine)
    yield from _standing_in(around, frame.today)
    for one in came:
        yield _handed(one)
    if aside is not None:
        yield _aside(aside, frame.actor.role)


def _due(number: int, *, mine: bool) -> Line:
    words = ngettext("{n} thing promised for today", "{n} things promised for today", number)
    text = words.format(n=amounts.capped(number, COUNTED))
    figure = figures.number("due_today", number, figures.OWN if mine else figures.of_branch(""), text=text)
    return Line(code="due", icon="bookmark", text=figure, link=figure.link, tone="due")


def _standing_in(around: Around, today: dt.date) -> Iterator[Line]:
    def near(day: dt.date) -> str:
        return days.near(day, today=today, language=language())

    for one in around.now:
        text = _("You stand in for {name} until {day}").format(name=one.name, day=near(one.ends_on))
        yield Line(code="stands_in", icon="users", text=text, link=reverse("today"))
    for one in around.coming:
        text = _("You stand in for {name} from {day}").format(name=one.name, day=near(one.starts_on))
        yield Line(code="coming", icon="calendar-due", text=text, link=reverse("today"))


def _handed(one: Received) -> Line:
    text = _("{name}, from {origin}") if one.origin else _("{name}, whom nobody kept")
    told = format_html(text, name=one.name, origin=one.origin)
    link = str(customer_link("customer", one.customer_id))
    return Line(code="handed", icon="arrows-exchange", text=told, link=link)


def _aside(aside: runs.Aside, role: str) -> Line:
    words = ngettext("{n} value set aside tonight", "{n} values set aside tonight", aside.faults)
    may_search = may(role, Thing.QUARANTINE, Action.SEARCH)
    link = reverse("quarantine" if may_search else "run", args=[aside.run])
    return Line(
        code="aside",
        icon="alert-triangle",
        text=words.format(n=amounts.count(aside.faults)),
        link=link,
        tone="late",
    )
