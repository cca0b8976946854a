"""Compliance sees what goes next, sets legal holds and lifts them."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tilth.access import audit
from tilth.access.audit import Event
from tilth.access.checks import requires
from tilth.domain import guards, holds
from tilth.domain.acting import Unclear
from tilth.domain.retention import planned
from tilth.policy.permissions import Action, Thing
from tilth.web import shell
from tilth.web.desk import desk, refusals
from tilth.web.desk.acting import UNPROCESSABLE
from tilth.web.retention import pages
from tilth.web.retention.forms import HoldForm


@require_safe
@requires((Thing.HOLD, Action.SEARCH))
def index(request: HttpRequest) -> HttpResponse:
    """Show what goes next by the count of the last night, and the holds that stand."""
    return _show(request)


@require_POST
@requires((Thing.HOLD, Action.CREATE))
def place(request: HttpRequest) -> HttpResponse:
    """Set a hold on the customer of a number, also on one who has left."""
    at = desk.at(request)
    form = HoldForm(request.POST, today=at.frame.today)
    if not form.is_valid():
        return _show(request, form)
    try:
        made = holds.place(at.who_sends(form.key), form.cleaned_data["customer"], form.given())
    except guards.CustomerNotVisibleError:
        form.unknown()
        return _show(request, form)
    except guards.NotAllowedError:
        raise PermissionDenied from None
    except Unclear as error:
        form.add_error(None, refusals.said(error, today=at.frame.today))
        return _show(request, form)
    said = _("The hold stands: nothing about %(number)s is deleted until it is lifted.")
    messages.success(request, said % {"number": made.customer_id})
    return redirect("retention")


@require_POST
@requires((Thing.HOLD, Action.UPDATE))
def lift(request: HttpRequest, hold: UUID) -> HttpResponse:
    """Lift a hold, and go back to those that stand."""
    at = desk.at(request)
    try:
        row = holds.lift(at.who, hold)
    except guards.CustomerNotVisibleError:
        raise Http404 from None
    except Unclear as error:
        messages.error(request, refusals.said(error, today=at.frame.today))
    else:
        said = _("The hold on %(number)s is lifted: retention decides again.")
        messages.success(request, said % {"number": row.customer_id})
    return redirect("retention")


def _show(request: HttpRequest, form: HoldForm | None = None) -> HttpResponse:
    """Show the page; holds name customers, so that looking is noted."""
    frame = shell.of(request, "retention")
    if frame.generation is None:
        page = pages.page(planned.last(frame.actor), (), 0, None)
        return shell.page(request, "retention/index.html", shell=frame, page=page)
    at = desk.at(request)
    found, number = holds.standing(at.who)
    audit.note(Event.LIST, customers=[one.customer_id for one in found], subject_type="hold")
    given = form or HoldForm(today=frame.today)
    page = pages.page(planned.last(frame.actor), found, number, given)
    status = UNPROCESSABLE if form else 200
    return shell.page(request, "retention/index.html", shell=frame, page=page, status=status)
