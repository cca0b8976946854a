"""What is done from a row: skip, put off, tick a task; and for each of these, and for a record, the way back.

Every act takes effect at once and is answered with the list and a toast that undoes it (DESIGN rule 2).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tilth.access.checks import requires
from tilth.data.models import PublishedCustomer
from tilth.domain import bank, guards
from tilth.domain.acting import Unclear, Who
from tilth.domain.contacts import operations as contacts
from tilth.domain.records import planning
from tilth.domain.records import skip as skips
from tilth.domain.records import task as tasks
from tilth.kernel import ids
from tilth.policy.permissions import Action, Thing
from tilth.web import shell
from tilth.web.desk import desk, places, refusals
from tilth.web.desk.desk import Desk, note_view
from tilth.web.desk.met import said
from tilth.web.format.moments import moment
from tilth.web.toasts import Toast
from tilth.web.today import held
from tilth.web.today.forms import PutOffForm, SkipForm, quick_moments
from tilth.web.today.views import of, shown

T = TypeVar("T")
UNPROCESSABLE = 422
CONFLICT = 409


@dataclass(frozen=True, kw_only=True)
class Ask:
    """One small form about one name: why it is skipped, or to when it is put off."""

    customer: PublishedCustomer
    form: SkipForm | PutOffForm
    moments: tuple[tuple[str, str], ...] = ()
    now: str = ""
    """The bank's day and hour, on a form that a browser keeps: moments that passed since are left out."""


@require_http_methods(["GET", "HEAD", "POST"])
@requires((Thing.SKIP, Action.CREATE))
def skip(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Ask why, or pass over the name and go on with the next."""
    at = desk.at(request, "today")
    row = at.customer(customer_id)
    form = SkipForm(request.POST or None)
    if not form.is_valid():
        return _ask(request, at, "today/skip.html", Ask(customer=row, form=form))
    try:
        given = form.cleaned_data
        made = skips.skip(_sender(request, at), customer_id, reason=given["reason"], note=given["note"])
    except (guards.CustomerNotVisibleError, skips.NotListedError):
        raise Http404 from None
    except guards.AuthenticationDataError:
        form.add_error("note", _("The text holds a password, a code or the like: take it out."))
        return _ask(request, at, "today/skip.html", Ask(customer=row, form=form))
    text = _("Skipped: {name}").format(name=row.name)
    undo = reverse("undo_skip", args=[customer_id, made.pk])
    return answer(request, at, Toast(icon="player-skip-forward", text=text, undo=undo))


@require_http_methods(["GET", "HEAD", "POST"])
@requires((Thing.TASK, Action.CREATE))
def put_off(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Ask for a moment, or put the call off to it and go on with the next name."""
    at = desk.at(request, "today")
    row, now = at.customer(customer_id), bank.now(at.frame.today)
    form = PutOffForm(request.POST or None, now=now)
    ask = Ask(customer=row, form=form, moments=quick_moments(now))
    if not form.is_valid():
        return _ask(request, at, "today/put_off.html", ask)
    given = form.cleaned_data
    try:
        made = tasks.put_off(
            _sender(request, at), customer_id, due_on=given["due_on"], due_at=given["due_at"]
        )
    except guards.CustomerNotVisibleError:
        raise Http404 from None
    except Unclear as error:  # the moment passed since the form was read
        form.add_error("due_on", refusals.said(error, today=at.frame.today))
        return _ask(request, at, "today/put_off.html", ask)
    told = moment(made, today=at.frame.today, language=at.frame.language)
    text = _("Put off: {name}, {moment}").format(name=row.name, moment=told)
    undo = reverse("undo_put_off", args=[customer_id, made.pk])
    return answer(request, at, Toast(icon="calendar-time", text=text, undo=undo))


@require_POST
@requires((Thing.TASK, Action.UPDATE))
def tick(request: HttpRequest, customer_id: str, task: UUID) -> HttpResponse:
    """Say that a task is done."""
    at = desk.at(request, "today")
    row = at.customer(customer_id)
    _do(lambda: tasks.tick(at.who, customer_id, task))
    undo = reverse("reopen_task", args=[customer_id, task])
    text = _("Task done: {name}").format(name=row.name)
    return answer(
        request, at, Toast(icon="circle-check", text=text, undo=undo), back=_back(request, customer_id)
    )


@require_POST
@requires((Thing.TASK, Action.UPDATE))
def met(request: HttpRequest, customer_id: str, task: UUID) -> HttpResponse:
    """Say whether the customer came to an appointment."""
    at = desk.at(request, "today")
    row, came = at.customer(customer_id), request.POST.get("came", "")
    try:
        follows = _do(lambda: planning.met(at.who, customer_id, task, came=came))
    except Unclear:
        return HttpResponseBadRequest(_("Say whether the customer came, once the appointment has passed."))
    undo = reverse("reopen_task", args=[customer_id, task])
    text = said(row.name, came, follows, today=at.frame.today)
    return answer(
        request, at, Toast(icon="circle-check", text=text, undo=undo), back=_back(request, customer_id)
    )


Undo = Callable[[Who, str, UUID], object]


def _undoing(thing: Thing, name: str, undo: Undo) -> Callable[..., HttpResponseBase]:
    """Return the view that takes back what was done, named as its address names the record."""

    @require_POST
    @requires((thing, Action.UPDATE))
    def undone(request: HttpRequest, /, customer_id: str, **row: UUID) -> HttpResponse:
        """Undo what was done a moment ago, and show the list as it was."""
        return _undone(request, desk.at(request, "today"), customer_id, row[name], undo)

    return undone


reopen = _undoing(Thing.TASK, "task", tasks.reopen)
"""Undo that a task is done."""
undo_put_off = _undoing(Thing.TASK, "task", tasks.take_back)
"""Undo that a call was put off."""
undo_skip = _undoing(Thing.SKIP, "skip_id", skips.take_back)
"""Undo that a name was passed over."""
undo_contact = _undoing(Thing.CONTACT, "contact", contacts.take_back)
"""Undo that a contact was recorded: it counts nowhere any more."""


def _sender(request: HttpRequest, at: Desk) -> Who:
    """Return who acts, under the mark that scripts give: what is sent again is done once."""
    return at.who_sends(ids.read(request.POST.get("key", "")))


def _back(request: HttpRequest, customer_id: str) -> str:
    """Return the address of the customer's file where something was done; empty for the list."""
    origin = request.POST.get("origin", "")
    return f"{places.back(request, customer_id, origin)}#tasks" if origin in places.FILE else ""


def _do(act: Callable[[], T]) -> T:
    """Perform an act and return what it gives; what is not there, or not the actor's, is 404."""
    try:
        return act()
    except (guards.CustomerNotVisibleError, guards.NothingToUndoError):
        raise Http404 from None


def _undone(request: HttpRequest, at: Desk, customer_id: str, row_id: UUID, undo: Undo) -> HttpResponse:
    """Take something back and show the list as it was; after its moments have passed, say that it stands."""
    row = at.customer(customer_id)
    try:
        _do(lambda: undo(at.who, customer_id, row_id))
    except guards.TooLateError:
        text = _("Too late to undo: it stands as it was stored.")
        return answer(request, at, Toast(icon="alert-circle", text=text), status=CONFLICT)
    told = Toast(icon="arrow-back-up", text=_("Undone: {name}").format(name=row.name))
    return answer(request, at, told, back=_back(request, customer_id))


def answer(
    request: HttpRequest, at: Desk, toast: Toast, *, status: int = 200, back: str = ""
) -> HttpResponse:
    """Answer with the list after an act, the next name current; without scripts lead back to it.

    What was done in a customer's file leads `back` there.
    """
    beside = bool(request.htmx)  # type: ignore[attr-defined]
    if back and not beside:
        return redirect(back)
    if not beside and status != CONFLICT:
        return redirect(f"{reverse('today')}#now")
    page = of(at.frame, show=shown(request), held=held.read(request) if beside else None)
    template = "today/today.html#saved" if beside else "today/today.html"
    response = shell.page(request, template, shell=at.frame, page=page, toast=toast, status=status)
    if beside:
        response["HX-Retarget"] = "#today"
        response["HX-Reswap"] = "outerHTML"
        response["HX-Trigger-After-Settle"] = "tilth:saved"
    return response


def _ask(request: HttpRequest, at: Desk, template: str, ask: Ask) -> HttpResponse:
    """Show a small form, beside its row or as a page; with its errors where it was sent."""
    note_view(ask.customer.customer_id, "customer")
    name = f"{template}#ask" if request.htmx else template  # type: ignore[attr-defined]
    status = UNPROCESSABLE if request.method == "POST" else 200
    return shell.page(request, name, shell=at.frame, page=ask, status=status)
