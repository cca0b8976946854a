"""Record a contact: in the drawer beside the list, or on a page of its own."""

import datetime as dt

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tilth.data.models import Generation
from tilth.domain.contacts import operations, queries
from tilth.domain.customers import queries as customers
from tilth.kernel.ids import uuid7
from tilth.web import bank, shell
from tilth.web.contacts.forms import ContactForm
from tilth.web.contacts.pages import Page, purpose
from tilth.web.today import chips
from tilth.web.today.views import of as today_page

ORIGINS = ("today", "customer")
UNPROCESSABLE = 422


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def record(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Show the form, or store what it says and go on with the next name."""
    frame = shell.of(request, "today")
    if frame.generation is None:
        raise Http404
    if request.method == "POST":
        form = ContactForm(request.POST, day=frame.today)
        if form.is_valid():
            _store(frame, frame.generation, form.record(customer_id))
            return _after(request, frame, customer_id)
        return _form(request, frame, customer_id, form)
    return _form(request, frame, customer_id, None)


def _origin(request: HttpRequest) -> str:
    """Return where the person came from and goes back to."""
    origin = request.POST.get("origin") or request.GET.get("from") or "today"
    return origin if origin in ORIGINS else "today"


def _store(frame: shell.Shell, generation: Generation, record: operations.Record) -> None:
    try:
        operations.add(by=frame.actor, at=bank.now(frame.today), generation=generation, record=record)
    except operations.CustomerNotVisibleError:
        raise Http404 from None


def _after(request: HttpRequest, frame: shell.Shell, customer_id: str) -> HttpResponse:
    """Return to where the person came from: the customer, or the list with the next name current."""
    if _origin(request) == "customer":
        return redirect("customer", customer_id)
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(f"{reverse('today')}#now")
    response = shell.page(
        request, "today/today.html#saved", shell=frame, page=today_page(frame), toast=_("Recorded.")
    )
    response["HX-Retarget"] = "#today"
    response["HX-Reswap"] = "outerHTML"
    response["HX-Trigger-After-Settle"] = "tilth:saved"
    return response


def _form(
    request: HttpRequest, frame: shell.Shell, customer_id: str, form: ContactForm | None
) -> HttpResponse:
    """Render the form, empty or with what was wrong; 404 for a customer who is not the person's."""
    page = _page(frame, customer_id, form, _origin(request))
    template = "contacts/record.html#panel" if request.htmx else "contacts/record.html"  # type: ignore[attr-defined]
    return shell.page(request, template, shell=frame, page=page, status=UNPROCESSABLE if form else 200)


def _page(frame: shell.Shell, customer_id: str, form: ContactForm | None, origin: str) -> Page:
    if frame.generation is None:
        raise Http404
    found = customers.reasons(frame.actor, frame.generation, customer_id=customer_id)
    if found is None:
        raise Http404
    customer, events, listed = found
    return Page(
        customer=customer,
        chips=chips.chips(
            listed,
            events,
            aum=customer.aum,
            care=chips.Care(overdue_days=customer.overdue_days, last_contact_on=customer.last_contact_on),
            today=frame.today,
        ),
        quiet=queries.quiet(frame.actor, frame.generation, customer_id=customer_id, today=frame.today),
        form=form or _empty(frame, purpose(listed, familiar=customer.familiar)),
        origin=origin,
        quick_days=_quick_days(frame.today),
    )


def _empty(frame: shell.Shell, likely: str) -> ContactForm:
    """Return a fresh form with a key of its own, so that it is stored once however often it is sent."""
    first = {"key": str(uuid7()), "channel": "phone", "purpose": likely}
    return ContactForm(initial=first, day=frame.today)


def _quick_days(today: dt.date) -> tuple[tuple[str, dt.date], ...]:
    return (
        (_("Tomorrow"), today + dt.timedelta(days=1)),
        (_("In 3 days"), today + dt.timedelta(days=3)),
        (_("In a week"), today + dt.timedelta(days=7)),
        (_("In a month"), today + dt.timedelta(days=30)),
    )
