"""A task put off or brought forward from the board or the calendar: one act with its undo, whatever asks."""

import datetime as dt
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tilth.access.checks import requires
from tilth.domain import guards
from tilth.domain.acting import Unclear
from tilth.domain.records import planning
from tilth.kernel import dates
from tilth.policy import due
from tilth.policy.permissions import Action, Thing
from tilth.web import fields
from tilth.web.desk import desk
from tilth.web.desk.desk import Desk
from tilth.web.due import board, views
from tilth.web.due.calendar import day, month, week
from tilth.web.format.languages import language
from tilth.web.format.moments import moment
from tilth.web.toasts import Toast

UNPROCESSABLE = 422
_PAGES = {"board": "due_board", "day": "due_day", "week": "due_calendar", "month": "due_month"}
_LEAVES = {"day": day.shown, "week": week.shown, "month": month.shown}


@require_POST
@requires((Thing.TASK, Action.UPDATE))
def move(request: HttpRequest, customer_id: str, row: UUID) -> HttpResponse:
    """Move a task to a column of the board, to a day, or to an hour of one."""
    at = desk.at(request, "due")
    name, to = at.customer(customer_id).name, _moment(request, at.frame.today)
    if to is None:
        return _nowhere(request, at)
    try:
        moved = planning.move(at.who, customer_id, row, due_on=to[0], due_at=to[1])
    except Unclear:
        return _nowhere(request, at)
    except (guards.CustomerNotVisibleError, guards.NothingToUndoError):
        raise Http404 from None
    told = moment(moved, today=at.frame.today, language=language())
    undo = reverse("due_move_back", args=[customer_id, row])
    text = _("{name}: moved to {day}").format(name=name, day=told)
    return _answer(request, at, Toast(icon="calendar-due", text=text, undo=undo))


@require_POST
@requires((Thing.TASK, Action.UPDATE))
def move_back(request: HttpRequest, customer_id: str, row: UUID) -> HttpResponse:
    """Undo a move."""
    at = desk.at(request, "due")
    name = at.customer(customer_id).name
    try:
        planning.move_back(at.who, customer_id, row)
    except (guards.CustomerNotVisibleError, guards.NothingToUndoError):
        raise Http404 from None
    text = _("Undone: {name}").format(name=name)
    return _answer(request, at, Toast(icon="arrow-back-up", text=text))


def _moment(request: HttpRequest, today: dt.date) -> tuple[dt.date, dt.time | planning.Same | None] | None:
    """Return the day that is meant and its hour, of a column's word or as it is written; None for neither.

    `day`, an hour beside it or none in its place: the fields of a menu; 2026-04-01T15:00, or T alone for the
    day without an hour: a place of the calendar, as a day alone is.
    """
    to, hour = fields.text_of(request.POST, "to"), "same"
    if to in due.WHENS:
        target = due.target(to, today)
        return None if target is None else (target, planning.SAME)
    if to == "day":
        to, hour = fields.text_of(request.POST, "day"), request.POST.get("hour", "same")
    elif "T" in to:
        to, _t, hour = to.partition("T")
    on = dates.read_day(to)
    if on is None or hour in ("same", ""):
        return None if on is None else (on, planning.SAME if hour else None)
    at = dates.read_time(hour)
    return None if at is None else (on, at)


def _nowhere(request: HttpRequest, at: Desk) -> HttpResponse:
    text = _("Nothing is moved there: choose a day from today on, and an hour that is still to come.")
    return _answer(request, at, Toast(icon="alert-circle", text=text), status=UNPROCESSABLE)


def _answer(request: HttpRequest, at: Desk, toast: Toast, *, status: int = 200) -> HttpResponse:
    """Answer with the page as it is now; without scripts lead back to it."""
    origin = fields.text_of(request.POST, "origin")
    origin = origin if origin in _PAGES else "board"
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(_PAGES[origin])
    if origin in _LEAVES:
        asked = views.asked_before(request)
        return _LEAVES[origin](request, at.frame, asked, block="saved", toast=toast, status=status)
    given = views.before(request, at.actor.role)
    return board.shown(request, at.frame, given, block="saved", toast=toast, status=status)
