"""The first page of a planner: what was asked of the person, by whom, for what, until when."""

import datetime as dt
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from tilth.access import audit
from tilth.access.audit import Event
from tilth.access.checks import requires
from tilth.domain.participants import queries
from tilth.domain.participants.queries import Invitation
from tilth.policy.permissions import Action, Thing
from tilth.web import labels, shell
from tilth.web.format import amounts, days
from tilth.web.format.languages import language

TEMPLATE = "homes/invited.html"
SOON = 3
"""Days before its end from which an invitation is marked."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One customer in whom the reader takes part."""

    asked: Invitation
    purpose: str
    left: int
    """Days until it ends; 0 on the last."""

    @property
    def soon(self) -> bool:
        """Whether it ends within a few days."""
        return self.left <= SOON


@dataclass(frozen=True, kw_only=True)
class Page:
    """All that was asked of somebody."""

    headline: SafeString | None
    lines: tuple[Line, ...]


@require_safe
@requires((Thing.PARTICIPANT, Action.LIST), (Thing.PARTICIPANT, Action.VIEW), (Thing.CUSTOMER, Action.VIEW))
def invited(request: HttpRequest) -> HttpResponse:
    """Show in whom the reader takes part, what ends first first."""
    frame = shell.of(request, "invited")
    if frame.generation is None:
        return shell.page(request, TEMPLATE, shell=frame, page=None)
    found = queries.of_self(frame.actor, frame.generation, today=frame.today)
    lines = tuple(_line(one, frame.today) for one in found)
    audit.note(Event.LIST, customers=[one.customer_id for one in found], subject_type="participant")
    page = Page(headline=_headline(lines, frame.today), lines=lines)
    return shell.page(request, TEMPLATE, shell=frame, page=page)


def _line(one: Invitation, today: dt.date) -> Line:
    purpose = labels.label("participation", one.purpose)
    return Line(asked=one, purpose=purpose, left=(one.ends_on - today).days)


def _headline(lines: tuple[Line, ...], today: dt.date) -> SafeString | None:
    if not lines:
        return None
    first = lines[0].asked
    text = ngettext(
        "<b>{n} customer</b> asked of you: begin with {name}, open to you until {day}.",
        "<b>{n} customers</b> asked of you: begin with {name}, open to you until {day}.",
        len(lines),
    )
    day = days.near(first.ends_on, today=today, language=language())
    return format_html(text, n=amounts.count(len(lines)), name=first.name, day=day)
