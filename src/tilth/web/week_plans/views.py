"""A manager plans the week and sums it up; whoever leads reads the plans of the team."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tilth.access.checks import requires
from tilth.data.models import Generation
from tilth.domain import bank, days
from tilth.domain.acting import Unclear, Who
from tilth.domain.staff import team as managing
from tilth.domain.week_plans import operations, queries
from tilth.kernel import dates
from tilth.policy import week_plan
from tilth.policy.permissions import Action, Thing
from tilth.policy.week_plan import ROWS, WEEK
from tilth.web import fields, shell
from tilth.web.desk import refusals
from tilth.web.listing import heads
from tilth.web.week_plans import pages
from tilth.web.week_plans import team as teams

OWN, TEAM = "week_plans/own.html", "week_plans/team.html"


@require_http_methods(["GET", "HEAD", "POST"])
@requires((Thing.WEEK_PLAN, Action.CREATE), (Thing.WEEK_PLAN, Action.UPDATE))
def own(request: HttpRequest) -> HttpResponse:
    """Show a week of one's own, planned against done; keep the plan, or what came of it."""
    frame = shell.of(request, "today")
    if frame.generation is None or not frame.actor.staff_id:
        return shell.page(request, OWN, shell=frame, page=None)
    if request.method != "POST":
        return _shown(request, frame, frame.generation, _week(request.GET.get("week", ""), frame.today))
    week = dates.read_day(fields.text_of(request.POST, "week")) or dates.FIRST
    typed = {code: fields.whole(fields.text_of(request.POST, code)) for code in ROWS}
    body = request.POST.get("body") or ""
    try:
        _write(request, Who.now(frame.actor, frame.generation, frame.today), week, typed, body)
    except Unclear as error:
        told = refusals.said(error, today=frame.today)
        numbers = {code: value or 0 for code, value in typed.items()}
        more: dict[str, Any] = {"refused": told, "body": body}
        more |= {} if request.POST.get("do") == "review" else {"typed": numbers}
        week = _week(week.isoformat(), frame.today)
        return _shown(request, frame, frame.generation, week, status=422, **more)
    return redirect(f"{reverse('week_plan')}?week={week.isoformat()}")


def _write(request: HttpRequest, who: Who, week: dt.date, typed: dict[str, int | None], body: str) -> None:
    """Keep what was typed, and say what became of it."""
    if request.POST.get("do") == "review":
        operations.review(who, week=week, body=body)
        messages.success(request, _("Sent: whoever leads you reads the review beside the numbers."))
        return
    send = request.POST.get("do") == "send"
    numbers = {code: -1 if value is None else value for code, value in typed.items()}
    operations.plan(who, week=week, numbers=numbers, body=body, send=send)
    if send:
        messages.success(request, _("Sent: the plan stands, and is held against what is recorded."))
    else:
        messages.success(request, _("Kept as a draft: nobody else reads it before you send it."))


def _shown(
    request: HttpRequest,
    frame: shell.Shell,
    generation: Generation,
    week: dt.date,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    actor, me = frame.actor, frame.actor.staff_id or ""
    facts = queries.facts(
        actor,
        generation,
        playbook=bank.playbook_of(generation.business_date),
        week=week,
        today=frame.today,
    )
    page = pages.page(
        week=week,
        monday=days.week_start(frame.today),
        staff_id=me,
        kept=queries.own(actor, week=week),
        proposed=week_plan.proposed(facts),
        done=queries.done(actor, generation, [me], week=week)[me],
        **more,
    )
    return shell.page(request, OWN, shell=frame, page=page, status=status)


@require_safe
@requires((Thing.WEEK_PLAN, Action.LIST), (Thing.BOOK, Action.LIST))
def team(request: HttpRequest) -> HttpResponse:
    """Show what the managers below planned for a week beside what was done."""
    frame = shell.of(request, "team")
    if frame.generation is None:
        return shell.page(request, TEAM, shell=frame, page=None)
    week, after = _week(request.GET.get("week", ""), frame.today), fields.text_of(request.GET, "after")
    found = managing.managers(frame.actor, frame.generation, after=after)
    people = [one.staff_id for one in found.items]
    page = teams.page(
        found,
        week=week,
        monday=days.week_start(frame.today),
        sent=queries.sent(people, week=week),
        done=queries.done(frame.actor, frame.generation, people, week=week),
        first=not after,
    )
    page, orders = heads.of_page(
        page, teams.KEYS, fields.text_of(request.GET, "sort"), address=heads.beside(week=week.isoformat())
    )
    return shell.page(request, TEAM, shell=frame, page=page, heads=orders)


def _week(asked: str, today: dt.date) -> dt.date:
    """Return the Monday of the week that the address names, the next one at the latest."""
    day, monday = dates.read_day(asked), days.week_start(today)
    if day is None or not day > dates.FIRST + WEEK:
        return monday
    return min(days.week_start(day), monday + WEEK)
