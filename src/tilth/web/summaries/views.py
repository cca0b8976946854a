"""A manager closes the day; whoever leads reads the summaries of the team."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tilth.access import audit
from tilth.access.audit import Event
from tilth.access.checks import requires
from tilth.data.models import Generation
from tilth.domain import bank, days
from tilth.domain.acting import Unclear, Who
from tilth.domain.call_lists import queries as lists
from tilth.domain.due import kinds
from tilth.domain.due import queries as due
from tilth.domain.due.model import Asked
from tilth.domain.staff import team as managing
from tilth.domain.summaries import counting, operations, queries
from tilth.kernel import dates
from tilth.policy.permissions import Action, Thing
from tilth.web import fields, figures, shell
from tilth.web.desk import refusals
from tilth.web.listing import heads
from tilth.web.summaries import pages
from tilth.web.summaries import team as teams

EARLIER = 5
"""Summaries of the days before that the page repeats."""
MOST = 200
"""Things that fall due and are counted for tomorrow."""


@require_http_methods(["GET", "HEAD", "POST"])
@requires((Thing.DAY_SUMMARY, Action.CREATE), (Thing.DAY_SUMMARY, Action.UPDATE))
def own(request: HttpRequest) -> HttpResponse:
    """Show the numbers of one's day with a text to be changed, kept and sent."""
    frame = shell.of(request, "today")
    if frame.generation is None or not frame.actor.staff_id:
        return shell.page(request, "summaries/own.html", shell=frame, page=None)
    if request.method != "POST":
        return _shown(request, frame, frame.generation, anew="anew" in request.GET)
    typed = request.POST.get("body") or ""
    try:
        _write(request, Who.now(frame.actor, frame.generation, frame.today), typed)
    except Unclear as error:
        told = refusals.said(error, today=frame.today)
        return _shown(request, frame, frame.generation, typed=typed, refused=told, status=422)
    return redirect("day_summary")


def _write(request: HttpRequest, who: Who, typed: str) -> None:
    """Keep what was typed, sent or not, and say which."""
    day = dates.read_day(fields.text_of(request.POST, "on")) or dates.FIRST
    send = request.POST.get("do") == "send"
    row = operations.write(who, day=day, body=typed, send=send)
    if row.sent_at is None:
        told = _("Kept as a draft: nobody else reads it before you send it.")
    elif send:
        told = _("Sent: whoever leads you reads it now. You can change it until the day ends.")
    else:
        told = _("Kept: whoever leads you reads the changed text.")
    messages.success(request, told)


def _shown(
    request: HttpRequest, frame: shell.Shell, generation: Generation, *, status: int = 200, **more: Any
) -> HttpResponse:
    actor, today = frame.actor, frame.today
    until = days.next_working_day(today)
    staff_id = actor.staff_id or ""
    called = lists.day(actor, generation, today=today, now=bank.now(today))
    queue = Asked(staff=(staff_id,), subjects=kinds.worked_on(actor.role))
    page = pages.page(
        day=today,
        until=until,
        works=days.is_working_day(today),
        staff_id=staff_id,
        called=called,
        counts=counting.of(actor, generation, [staff_id], since=today, until=today)[staff_id],
        listed=counting.listed(called),
        ahead=due.between(
            actor, generation, asked=queue, today=today, since=due.FIRST, until=until, most=MOST
        ),
        kept=queries.own(actor, day=today),
        earlier=queries.earlier(actor, before=today, most=EARLIER),
        **more,
    )
    named = [*(one.customer_id for one in page.left), *(one.customer_id for one in page.ahead)]
    audit.note(Event.LIST, customers=named, subject_type="list_entry", detail={"channel": "page"})
    return shell.page(request, "summaries/own.html", shell=frame, page=page, status=status)


@require_safe
@requires((Thing.DAY_SUMMARY, Action.LIST), (Thing.BOOK, Action.LIST))
def team(request: HttpRequest) -> HttpResponse:
    """Show what the managers below sent about a day beside the numbers of it."""
    frame = shell.of(request, "team")
    if frame.generation is None:
        return shell.page(request, "summaries/team.html", shell=frame, page=None)
    day = _asked(request, frame.today)
    after = fields.text_of(request.GET, "after")
    found = managing.managers(frame.actor, frame.generation, after=after)
    people = [one.staff_id for one in found.items]
    following = days.next_working_day(day)
    page = teams.page(
        found,
        day=day,
        before=days.previous_working_day(day),
        after=following if following <= frame.today else None,
        counts=counting.of(frame.actor, frame.generation, people, since=day, until=day),
        sent=queries.sent(people, day=day),
        labels=tuple(figures.label(f"work_{what}") for what in teams.COLUMNS),
        first=not after,
        works=days.is_working_day(day),
    )
    page, orders = heads.of_page(
        page, teams.KEYS, fields.text_of(request.GET, "sort"), address=heads.beside(on=day.isoformat())
    )
    return shell.page(request, "summaries/team.html", shell=frame, page=page, heads=orders)


def _asked(request: HttpRequest, today: dt.date) -> dt.date:
    """Return the day that the address names, today at the latest."""
    day = dates.read_day(fields.text_of(request.GET, "on"))
    return day if day is not None and dates.FIRST < day <= today else today
