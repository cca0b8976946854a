"""What is done with opportunities from the board and from the page of one: the subject's acts."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tilth.access.checks import requires
from tilth.domain import guards, subjects
from tilth.domain.acting import Unclear
from tilth.domain.records import buying_signal, opportunity
from tilth.policy.permissions import Action, Thing
from tilth.policy.subjects.buying_signal import SIGNALS
from tilth.policy.subjects.opportunity import OPPORTUNITY, STAGES
from tilth.web import fields
from tilth.web.act_form import ActForm
from tilth.web.deals import board, deal, reading
from tilth.web.desk import acting, desk, refusals
from tilth.web.desk.desk import Desk
from tilth.web.due import views
from tilth.web.format.languages import language
from tilth.web.toasts import Toast

UNPROCESSABLE = 422


@require_POST
@requires((Thing.OPPORTUNITY, Action.UPDATE))
def move(request: HttpRequest, customer_id: str, row: UUID) -> HttpResponse:
    """Move an opportunity to a column of the board; what is refused is said there."""
    at, to = desk.at(request, "deals"), fields.text_of(request.POST, "to")
    name = at.customer(customer_id).name
    try:
        moved = opportunity.move(at.who, customer_id, row, stage=to)
    except Unclear as error:
        said = refusals.said(error, today=at.frame.today)
        return _answer(request, at, Toast(icon="alert-circle", text=str(said)), status=UNPROCESSABLE)
    except guards.CustomerNotVisibleError:
        raise Http404 from None
    stage = STAGES[moved.stage].told(language())
    text = _("{name}: moved to {stage}").format(name=name, stage=stage)
    return _answer(request, at, Toast(icon="target-arrow", text=text))


@require_POST
@requires((Thing.OPPORTUNITY, Action.UPDATE))
def act(request: HttpRequest, customer_id: str, row: UUID, name: str) -> HttpResponse:
    """Do what a form of an opportunity's page asks, or show the page again with what was wrong."""
    at = desk.at(request, "deals")
    found = next((one for one in subjects.acts(OPPORTUNITY) if one.slug == name and one.of_row), None)
    if found is None:
        raise Http404
    at.customer(customer_id)
    form = ActForm(found, request.POST, row=row, today=at.frame.today)
    if not form.is_valid():
        return deal.shown(request, at, customer_id, row, wrong=form)
    if not acting.done(at, form, lambda: found.run(at.who, customer_id, row, **form.given())):
        return deal.shown(request, at, customer_id, row, wrong=form)
    return _back(customer_id, row)


@require_POST
@requires((Thing.BUYING_SIGNAL, Action.CREATE))
def heed(request: HttpRequest, customer_id: str, row: UUID, code: str) -> HttpResponse:
    """Record a buying signal of an opportunity by one key."""
    at = desk.at(request, "deals")
    if code not in SIGNALS:
        raise Http404
    at.customer(customer_id)
    try:
        buying_signal.heed(at.who, customer_id, deal=str(row), code=code)
    except (Unclear, guards.CustomerNotVisibleError):
        raise Http404 from None
    return _back(customer_id, row)


def _back(customer_id: str, row: UUID) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('deal', args=[customer_id, row])}?done")


def _answer(request: HttpRequest, at: Desk, toast: Toast, *, status: int = 200) -> HttpResponse:
    """Answer with the board as it is now; without scripts lead back to it."""
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect("deals")
    given = reading.read(views.asked_before(request))
    return board.shown(request, at.frame, given, block="saved", toast=toast, status=status)
