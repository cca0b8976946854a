"""Values of one customer in clear, for a minute and with a reason that the audit keeps (C-22)."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from tilth.access.checks import requires
from tilth.data.models import PublishedCustomer
from tilth.domain import guards
from tilth.domain.acting import Unclear
from tilth.domain.unmasking import operations
from tilth.policy.permissions import Action, Thing
from tilth.web import shell
from tilth.web.desk import desk, refusals
from tilth.web.desk.acting import UNPROCESSABLE
from tilth.web.desk.desk import Desk
from tilth.web.unmasking.forms import RevealForm


@dataclass(frozen=True, kw_only=True)
class Revealed:
    """Clear values for a minute, or the form that asks why."""

    figures: PublishedCustomer
    form: forms.Form
    values: tuple[tuple[str, str], ...] = ()
    """What it is, in words, and the clear value, empty where the bank has none."""


@require_POST
@requires((Thing.PERSONAL_DATA, Action.UNMASK))
def reveal(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Answer with the values asked for, or with the form and what is missing; as a fragment or a page."""
    at = desk.at(request)
    row = at.customer(customer_id)
    form = RevealForm(request.POST, points=row.told_points)
    values: tuple[tuple[str, str], ...] = ()
    if form.is_valid():
        try:
            values = _opened(at, customer_id, form)
        except Unclear as error:
            form.add_error(None, refusals.said(error, today=at.frame.today))
    page = Revealed(figures=row, form=form, values=values)
    template = "unmasking/revealed.html#answer" if request.htmx else "unmasking/revealed.html"  # type: ignore[attr-defined]
    status = 200 if form.is_valid() else UNPROCESSABLE
    return shell.page(request, template, shell=at.frame, page=page, status=status)


def _opened(at: Desk, customer_id: str, form: RevealForm) -> tuple[tuple[str, str], ...]:
    """Return what was chosen, in words, with its clear value; each opening is an entry of its own."""
    words = {code: str(text) for code, text in form.fields["columns"].choices}  # type: ignore[attr-defined]
    try:
        return tuple(
            (words[column], operations.reveal(at.who, customer_id, column=column, why=form.reason))
            for column in form.cleaned_data["columns"]
        )
    except guards.CustomerNotVisibleError:
        raise Http404 from None
    except guards.NotAllowedError:
        raise PermissionDenied from None
