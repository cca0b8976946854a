"""Record a contact: in the drawer beside the list, or on a page of its own."""

import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tilth.access.checks import requires
from tilth.domain import bank, guards
from tilth.domain.contacts import operations, queries
from tilth.domain.customers import queries as customers
from tilth.kernel.ids import uuid7
from tilth.policy.permissions import Action, Thing, may
from tilth.web import shell
from tilth.web.contacts.forms import ContactForm
from tilth.web.contacts.pages import Page
from tilth.web.contacts.purposes import likely
from tilth.web.customers import desk
from tilth.web.customers.desk import Desk
from tilth.web.customers.views import note_view
from tilth.web.today import chips
from tilth.web.today.views import of as today_page

ORIGINS = ("today", "customer")
UNPROCESSABLE = 422


@require_http_methods(["GET", "HEAD", "POST"])
@requires((Thing.CONTACT, Action.CREATE))
def record(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Show the form, or store what it says and go on with the next name."""
    at = desk.at(request, "today")
    if request.method != "POST":
        return _form(request, at, customer_id, None)
    form = ContactForm(request.POST, day=at.frame.today)
    if form.is_valid() and _store(at, form, customer_id):
        return _after(request, at, customer_id)
    return _form(request, at, customer_id, form)


def _origin(request: HttpRequest) -> str:
    """Return where the person came from and goes back to."""
    origin = request.POST.get("origin") or request.GET.get("from") or "today"
    return origin if origin in ORIGINS else "today"


def _store(at: Desk, form: ContactForm, customer_id: str) -> bool:
    """Store the record; False where a field holds what nobody may keep, said beside it."""
    try:
        operations.add(
            by=at.actor,
            at=bank.now(at.frame.today),
            generation=at.generation,
            record=form.record(customer_id),
        )
    except guards.CustomerNotVisibleError:
        raise Http404 from None
    except guards.AuthenticationDataError:
        text = _("The text holds a password, a code or the like, which nobody may keep: take it out.")
        form.add_error("content", text)
        return False
    return True


def _after(request: HttpRequest, at: Desk, customer_id: str) -> HttpResponse:
    """Return to where the person came from: the customer, or the list with the next name current."""
    if _origin(request) == "customer":
        return redirect("customer", customer_id)
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(f"{reverse('today')}#now")
    response = shell.page(
        request, "today/today.html#saved", shell=at.frame, page=today_page(at.frame), toast=_("Recorded.")
    )
    response["HX-Retarget"] = "#today"
    response["HX-Reswap"] = "outerHTML"
    response["HX-Trigger-After-Settle"] = "tilth:saved"
    return response


def _form(request: HttpRequest, at: Desk, customer_id: str, form: ContactForm | None) -> HttpResponse:
    """Render the form, empty or with what was wrong; 404 for a customer who is not the person's."""
    page = _page(at, customer_id, form, _origin(request))
    template = "contacts/record.html#panel" if request.htmx else "contacts/record.html"  # type: ignore[attr-defined]
    note_view(customer_id, "contact")
    return shell.page(request, template, shell=at.frame, page=page, status=UNPROCESSABLE if form else 200)


def _page(at: Desk, customer_id: str, form: ContactForm | None, origin: str) -> Page:
    found = customers.reasons(at.actor, at.generation, customer_id=customer_id)
    if found is None:
        raise Http404
    customer, events, listed = found
    today = at.frame.today
    care = chips.Care(overdue_days=customer.overdue_days, last_contact_on=customer.last_contact_on)
    return Page(
        customer=customer,
        chips=chips.chips(listed, events, aum=customer.aum, care=care, today=today),
        quiet=queries.quiet(at.actor, at.generation, customer_id=customer_id, today=today),
        form=form or empty(today, likely(listed, familiar=customer.familiar)),
        origin=origin,
        quick_days=quick_days(today),
        can_call=may(at.actor.role, Thing.CLEARANCE, Action.CREATE),
    )


def empty(today: dt.date, purpose: str) -> ContactForm:
    """Return a fresh form with a key of its own, so that it is stored once however often it is sent."""
    first = {"key": str(uuid7()), "channel": "phone", "purpose": purpose}
    return ContactForm(initial=first, day=today)


def quick_days(today: dt.date) -> tuple[tuple[str, dt.date], ...]:
    """Return the days that a press sets, in words."""
    return (
        (_("Tomorrow"), today + dt.timedelta(days=1)),
        (_("In 3 days"), today + dt.timedelta(days=3)),
        (_("In a week"), today + dt.timedelta(days=7)),
        (_("In a month"), today + dt.timedelta(days=30)),
    )
