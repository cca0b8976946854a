"""What ends something that is due, done in its line: on the page of the queue, and on the card of Today."""

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tilth.access.checks import requires
from tilth.domain import guards, subjects
from tilth.domain.acting import Unclear
from tilth.domain.acts import Act
from tilth.domain.records import planning
from tilth.domain.records import task as tasks
from tilth.policy.permissions import Action, Thing
from tilth.policy.subjects import SUBJECTS
from tilth.web import shell
from tilth.web.act_form import ActForm
from tilth.web.addresses import OF_CUSTOMER
from tilth.web.desk import acting, desk
from tilth.web.desk.desk import Desk
from tilth.web.desk.met import said
from tilth.web.due import aside, views
from tilth.web.format.languages import language
from tilth.web.toasts import Toast

UNPROCESSABLE, CONFLICT = 422, 409
TODAY = "today"
View = Callable[..., HttpResponseBase]


def addresses() -> list[URLPattern]:
    """Return the addresses of all acts that end something, below the customer's own."""
    kit = [
        path(f"{OF_CUSTOMER}due/{act.subject.name}/<uuid:row>/", ended(act), name=f"due_{act.subject.name}")
        for one in SUBJECTS
        for act in subjects.acts(one)
        if one.due is not None and act.name == one.due.act and act.of_row
    ]
    return [
        *kit,
        path(f"{OF_CUSTOMER}due/task/<uuid:row>/", task, name="due_task"),
        path(f"{OF_CUSTOMER}due/task/<uuid:row>/undo/", reopen, name="due_reopen"),
    ]


def ended(act: Act) -> View:
    """Return the view that ends records of a subject."""

    @require_POST
    @requires((act.subject.thing, act.action))
    def done(request: HttpRequest, customer_id: str, row: UUID) -> HttpResponse:
        """Do what ends it, and show the queue without it."""
        at = desk.at(request, "due")
        name = at.customer(customer_id).name
        form = ActForm(act, request.POST, row=row, today=at.frame.today)
        if not form.is_valid() or not acting.done(
            at, form, lambda: act.run(at.who, customer_id, row, **form.given())
        ):
            return _answer(request, at, wrong=form, status=UNPROCESSABLE)
        text = _("{act}: {name}").format(act=act.words.told(language()), name=name)
        return _answer(request, at, toast=Toast(icon="circle-check", text=text))

    return done


@require_POST
@requires((Thing.TASK, Action.UPDATE))
def task(request: HttpRequest, customer_id: str, row: UUID) -> HttpResponse:
    """Say that a task is done, or whether the customer came."""
    at = desk.at(request, "due")
    name, came = at.customer(customer_id).name, request.POST.get("came", "")
    text = _("Task done: {name}").format(name=name)
    try:
        if came:
            follows = planning.met(at.who, customer_id, row, came=came)
            text = said(name, came, follows, today=at.frame.today)
        else:
            tasks.tick(at.who, customer_id, row)
    except (guards.CustomerNotVisibleError, guards.NothingToUndoError, Unclear):
        raise Http404 from None
    undo = reverse("due_reopen", args=[customer_id, row])
    return _answer(request, at, toast=Toast(icon="circle-check", text=text, undo=undo))


@require_POST
@requires((Thing.TASK, Action.UPDATE))
def reopen(request: HttpRequest, customer_id: str, row: UUID) -> HttpResponse:
    """Undo that a task is done, moments after."""
    at = desk.at(request, "due")
    name = at.customer(customer_id).name
    try:
        tasks.reopen(at.who, customer_id, row)
    except (guards.CustomerNotVisibleError, guards.NothingToUndoError):
        raise Http404 from None
    except guards.TooLateError:
        text = _("Too late to undo: it stands as it was stored.")
        return _answer(request, at, toast=Toast(icon="alert-circle", text=text), status=CONFLICT)
    return _answer(request, at, toast=Toast(icon="arrow-back-up", text=_("Undone: {name}").format(name=name)))


def _answer(
    request: HttpRequest,
    at: Desk,
    *,
    toast: Toast | None = None,
    wrong: ActForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Answer with the card or the queue as it is now; without scripts lead back to the page."""
    origin = TODAY if request.POST.get("origin") == TODAY else "due"
    given = views.before(request, at.actor.role)
    if not request.htmx:  # type: ignore[attr-defined]
        if status == 200:
            return redirect(origin)
        return views.shown(request, at.frame, given, toast=toast, wrong=wrong, status=status)
    if origin == TODAY:
        card = aside.card(at.frame, wrong)
        views.note(card.customers if card else ())
        return shell.page(request, "due/card.html", shell=at.frame, page=card, toast=toast, status=status)
    return views.shown(request, at.frame, given, block="saved", toast=toast, wrong=wrong, status=status)
