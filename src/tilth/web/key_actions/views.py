"""The own map of key actions, ticking what is done by hand, and the maps of the people below."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tilth.access.checks import requires
from tilth.data.models import Generation
from tilth.domain import bank
from tilth.domain.acting import Unclear, Who
from tilth.domain.key_actions import maps, month, operations
from tilth.domain.staff import team as managing
from tilth.kernel import dates
from tilth.policy import key_actions
from tilth.policy.codes import HORIZONS
from tilth.policy.month_care import MonthCare
from tilth.policy.permissions import Action, Thing, may
from tilth.policy.playbook.work import Work
from tilth.web import fields, shell
from tilth.web.desk import refusals
from tilth.web.key_actions import pages
from tilth.web.key_actions import team as teams
from tilth.web.listing import heads

OWN, TEAM = "key_actions/own.html", "key_actions/team.html"


@require_safe
@requires((Thing.KEY_ACTION, Action.VIEW))
def own(request: HttpRequest) -> HttpResponse:
    """Show the map of one's role for a span, or say that the role has none."""
    frame = shell.of(request, "today")
    return _shown(request, frame, _span(request.GET.get("span", "")))


@require_POST
@requires((Thing.KEY_ACTION, Action.CREATE), (Thing.KEY_ACTION, Action.UPDATE))
def tick(request: HttpRequest) -> HttpResponse:
    """Tick a key action that nothing counts, or take the tick back."""
    frame = shell.of(request, "today")
    span = _span(fields.text_of(request.POST, "span"))
    if frame.generation is None:
        return redirect("key_actions")
    who = Who.now(frame.actor, frame.generation, frame.today)
    code = fields.text_of(request.POST, "action")
    since = dates.read_day(fields.text_of(request.POST, "since")) or dates.FIRST
    back = request.POST.get("do") == "back"
    try:
        (operations.take_back if back else operations.tick)(who, code, since=since)
    except Unclear as error:
        told = refusals.said(error, today=frame.today)
        return _shown(request, frame, span, refused=told, status=422)
    messages.success(request, _("Taken back: it is open again.") if back else _("Ticked as done."))
    return redirect(f"{reverse('key_actions')}?span={span}")


def _shown(
    request: HttpRequest, frame: shell.Shell, span: str, *, refused: str = "", status: int = 200
) -> HttpResponse:
    if frame.generation is None:
        return shell.page(request, OWN, shell=frame, page=None, status=status)
    work = _work(frame)
    plans = may(frame.actor.role, Thing.WEEK_PLAN, Action.CREATE)
    page = pages.page(
        maps.own(frame.actor, frame.generation, work=work, span=span, today=frame.today),
        span=span,
        today=frame.today,
        staff_id=frame.actor.staff_id or "",
        mapped=work.has(frame.actor.role),
        plans=plans,
        care=_care(frame, frame.generation) if plans and span == "month" else None,
        refused=refused,
    )
    return shell.page(request, OWN, shell=frame, page=page, status=status)


def _care(frame: shell.Shell, generation: Generation) -> MonthCare:
    size = bank.playbook_of(generation.business_date).call_list.size
    return month.care(frame.actor, generation, size=size, today=frame.today)


@require_safe
@requires((Thing.KEY_ACTION, Action.LIST), (Thing.BOOK, Action.LIST))
def team(request: HttpRequest) -> HttpResponse:
    """Show how the maps of the managers below stand."""
    frame = shell.of(request, "team")
    if frame.generation is None:
        return shell.page(request, TEAM, shell=frame, page=None)
    span, after = _span(request.GET.get("span", "")), fields.text_of(request.GET, "after")
    found = managing.managers(frame.actor, frame.generation, after=after)
    people = {one.staff_id: one.role for one in found.items}
    page = teams.page(
        found,
        maps.of_managers(
            frame.actor, frame.generation, people, work=_work(frame), span=span, today=frame.today
        ),
        span=span,
        days=key_actions.span(span, frame.today),
        first=not after,
    )
    page, orders = heads.of_page(
        page, teams.keys(page), fields.text_of(request.GET, "sort"), address=heads.beside(span=span)
    )
    return shell.page(request, TEAM, shell=frame, page=page, heads=orders)


def _work(frame: shell.Shell) -> Work:
    """Return the maps of the playbook that is in force on the night shown."""
    day = frame.today if frame.generation is None else frame.generation.business_date
    return bank.playbook_of(day).work


def _span(asked: str) -> str:
    return asked if asked in HORIZONS else maps.DAY
