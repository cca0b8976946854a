"""Record a contact: in the drawer beside the list, or on a page of its own."""

import datetime as dt
from urllib.parse import urlsplit
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tilth.access.checks import requires
from tilth.data.models import Contact, User
from tilth.domain import bank, days, guards
from tilth.domain.call_lists.model import Event
from tilth.domain.contacts import operations, queries
from tilth.domain.customers import care as care_of
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
from tilth.web.today import acts, chips
from tilth.web.today.headlines import DUE_KINDS
from tilth.web.today.pages import Toast

ORIGINS = ("today", "customer")
UNPROCESSABLE = 422
CONFLICT = 409
ONE_DAY = dt.timedelta(days=1)


@require_http_methods(["GET", "HEAD", "POST"])
@requires((Thing.CONTACT, Action.CREATE))
def record(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Show the form, or store what it says and go on with the next name."""
    at = desk.at(request, "today")
    if request.method != "POST":
        return _form(request, at, customer_id, None)
    form = ContactForm(request.POST, day=at.frame.today)
    if not form.is_valid():
        return _form(request, at, customer_id, form)
    try:
        made = _store(at, form, customer_id)
    except operations.RecordedMeanwhileError as error:
        return _form(request, at, customer_id, form, theirs=error.theirs)
    except operations.KeyTakenError:
        form.was_another()
        return _form(request, at, customer_id, form, status=CONFLICT)
    return _form(request, at, customer_id, form) if made is None else _after(request, at, made)


def _origin(request: HttpRequest) -> str:
    """Return where the person came from and goes back to."""
    origin = request.POST.get("origin") or request.GET.get("from") or "today"
    return origin if origin in ORIGINS else "today"


def _store(at: Desk, form: ContactForm, customer_id: str) -> Contact | None:
    """Store the record; None where a field holds what nobody may keep, said beside it."""
    try:
        return operations.add(
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
        return None


def _after(request: HttpRequest, at: Desk, made: Contact) -> HttpResponse:
    """Return to where the person came from: the customer, or the list with the next name current."""
    back = reverse("customer", args=[made.customer_id]) if _origin(request) == "customer" else ""
    if back or not _beside_list(request):
        back = back or f"{reverse('today')}#now"
        if not request.htmx:  # type: ignore[attr-defined]
            return redirect(back)
        response = HttpResponse(status=204)
        response["HX-Redirect"] = back
        return response
    name = at.customer(made.customer_id).name
    undo = reverse("undo_contact", args=[made.customer_id, made.pk])
    toast = Toast(icon="circle-check", text=_("Recorded: {name}").format(name=name), undo=undo)
    return acts.answer(request, at, toast)


def _beside_list(request: HttpRequest) -> bool:
    """Whether the form was sent from the drawer beside the list, which the answer then replaces."""
    htmx = request.htmx  # type: ignore[attr-defined]
    current = htmx.current_url_abs_path if htmx else None
    return bool(htmx) and (current is None or urlsplit(current).path == reverse("today"))


def _form(  # noqa: PLR0913 - one page in its states
    request: HttpRequest,
    at: Desk,
    customer_id: str,
    form: ContactForm | None,
    *,
    theirs: Contact | None = None,
    status: int = 0,
) -> HttpResponse:
    """Render the form, empty, with what was wrong, or beside what a colleague recorded meanwhile.

    404 for a customer who is not the person's.
    """
    page = _page(at, customer_id, form, _origin(request), theirs)
    status = status or (CONFLICT if theirs else UNPROCESSABLE if form else 200)
    template = "contacts/record.html#panel" if request.htmx else "contacts/record.html"  # type: ignore[attr-defined]
    note_view(customer_id, "contact")
    return shell.page(request, template, shell=at.frame, page=page, status=status)


def _page(at: Desk, customer_id: str, form: ContactForm | None, origin: str, theirs: Contact | None) -> Page:
    found = customers.reasons(at.actor, at.generation, customer_id=customer_id)
    if found is None:
        raise Http404
    customer, events, listed = found
    today = at.frame.today
    due = _before_due(events, today)
    purpose = likely(listed, familiar=customer.familiar)
    care = chips.Care(overdue_days=customer.overdue_days, last_contact_on=customer.last_contact_on)
    return Page(
        customer=customer,
        chips=chips.chips(listed, events, aum=customer.aum, care=care, today=today),
        quiet=queries.quiet(at.actor, at.generation, customer_id=customer_id, today=today),
        avoid=care_of.avoid(at.actor, at.generation, customer_id=customer_id),
        form=form or empty(today, purpose, known=_known(at, customer_id), due=due),
        theirs=theirs,
        draft=_draft(at.actor, customer_id),
        origin=origin,
        quick_days=quick_days(today, due),
        can_call=may(at.actor.role, Thing.CLEARANCE, Action.CREATE),
    )


def empty(
    today: dt.date, purpose: str, *, known: UUID | None = None, due: dt.date | None = None
) -> ContactForm:
    """Return a fresh form with a key of its own, so that it is stored once however often it is sent.

    Without `known` nobody is asked whether a colleague was quicker; `due` is proposed for the next step.
    """
    first = {
        "key": str(uuid7()),
        "known": str(known or ""),
        "channel": "phone",
        "purpose": purpose,
        "next_step_on": (due or days.next_working_day(today + 2 * ONE_DAY)).isoformat(),
    }
    return ContactForm(initial=first, day=today)


def _known(at: Desk, customer_id: str) -> UUID:
    return queries.newest(at.actor, at.generation, customer_id=customer_id) or operations.NOBODY


def _draft(actor: User, customer_id: str) -> str:
    """Name the draft that this person's browser keeps about this customer; the name tells neither."""
    return salted_hmac("tilth.draft", f"{actor.pk}:{customer_id}", algorithm="sha256").hexdigest()[:20]


def _before_due(events: tuple[Event, ...], today: dt.date) -> dt.date | None:
    """Return the day before the nearest maturity, where that is still to come."""
    found = [event.due_on - ONE_DAY for event in events if event.kind in DUE_KINDS]
    return min((day for day in found if day > today), default=None)


def quick_days(today: dt.date, due: dt.date | None = None) -> tuple[tuple[str, dt.date], ...]:
    """Return the days that a press sets, in words; the last is the day before something falls due."""
    last = (_("The day before it is due"), due) if due else (_("In a month"), today + 30 * ONE_DAY)
    return (
        (_("Tomorrow"), today + ONE_DAY),
        (_("In 3 days"), today + 3 * ONE_DAY),
        (_("In a week"), today + 7 * ONE_DAY),
        last,
    )
