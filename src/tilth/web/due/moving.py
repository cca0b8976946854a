"""A task put off or brought forward from the board or the week: one act with its undo, whatever asks."""

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
from tilth.web.due import board, calendar, views
from tilth.web.format import days
from tilth.web.format.languages import language
from tilth.web.toasts import Toast

UNPROCESSABLE = 422
_PAGES = {"board": "due_board", "week": "due_calendar"}


@require_POST
@requires((Thing.TASK, Action.UPDATE))
def move(request: HttpRequest, customer_id: str, row: UUID) -> HttpResponse:
    """Move a task to a column of the board, or to a day."""
    at = desk.at(request, "due")
    name, day = at.customer(customer_id).name, _day(request, at.frame.today)
    if day is None:
        return _nowhere(request, at)
    try:
        planning.move(at.who, customer_id, row, due_on=day)
    except Unclear:
        return _nowhere(request, at)
    except (guards.CustomerNotVisibleError, guards.NothingToUndoError):
        raise Http404 from None
    told = days.near(day, today=at.frame.today, language=language())
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


def _day(request: HttpRequest, today: dt.date) -> dt.date | None:
    """Return the day that is meant: of a column's word, or as it is written; None for neither."""
    to = fields.text_of(request.POST, "to")
    if to in due.WHENS:
        return due.target(to, today)
    return dates.read_day(fields.text_of(request.POST, "day") if to == "day" else to)


def _nowhere(request: HttpRequest, at: Desk) -> HttpResponse:
    text = _("Nothing is moved there: choose a day from today on.")
    return _answer(request, at, Toast(icon="alert-circle", text=text), status=UNPROCESSABLE)


def _answer(request: HttpRequest, at: Desk, toast: Toast, *, status: int = 200) -> HttpResponse:
    """Answer with the page as it is now; without scripts lead back to it."""
    origin = "week" if request.POST.get("origin") == "week" else "board"
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(_PAGES[origin])
    if origin == "week":
        asked = views.asked_before(request)
        return calendar.shown(request, at.frame, asked, block="saved", toast=toast, status=status)
    given = views.before(request, at.actor.role)
    return board.shown(request, at.frame, given, block="saved", toast=toast, status=status)
