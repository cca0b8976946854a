"""Record a contact: in the drawer beside the list, or on a page of its own."""

import datetime as dt
from dataclasses import replace
from urllib.parse import urlsplit
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tilth.access.ahead import together
from tilth.access.checks import requires
from tilth.data.models import Contact
from tilth.domain import days, guards
from tilth.domain.acting import Unclear
from tilth.domain.call_lists import worth as values
from tilth.domain.contact_times import queries as contact_times
from tilth.domain.contacts import gate, known, operations
from tilth.domain.customers import queries as customers
from tilth.domain.library import queries as library
from tilth.domain.numbers import queries as numbers
from tilth.domain.reasons.queries import Event
from tilth.domain.signals import queries as signals
from tilth.domain.suitability import assessments, cases, stops
from tilth.domain.wishes import queries as wishes
from tilth.kernel.ids import uuid7
from tilth.policy.best_times import next_call
from tilth.policy.permissions import Action, Thing, may
from tilth.policy.subjects.won_money import WonMoneyRules
from tilth.web import shell
from tilth.web.call_card import lines, show
from tilth.web.contacts import asking, reminders, told
from tilth.web.contacts.forms import CONTENT_LENGTH, ContactForm
from tilth.web.contacts.offered import assumed
from tilth.web.contacts.pages import Page
from tilth.web.contacts.reminders import Proposal
from tilth.web.desk import desk, drafts, places, refusals
from tilth.web.desk.desk import Desk, note_view
from tilth.web.reasons import chips
from tilth.web.reasons.purposes import likely, of_name, urgent
from tilth.web.toasts import Toast
from tilth.web.today import acts
from tilth.web.today.headlines import DUE_KINDS

ORIGINS = frozenset({"today", "customers", "events"}) | places.FILE
_BESIDE = ("customers", "events")
"""Lists beside which the drawer opens, and which stay where they are."""
OK = 200
UNPROCESSABLE = 422
CONFLICT = 409
ONE_DAY = dt.timedelta(days=1)
MATURED = frozenset({"deposit_maturing", "deposit_matured"})
"""Kinds after which a talk says what became of the money."""
_CALL_AT = dt.time(10, 30)


@require_http_methods(["GET", "HEAD", "POST"])
@requires((Thing.CONTACT, Action.CREATE))
def record(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Show the form, or store what it says and go on with the next name."""
    at = desk.at(request, "today")
    if request.method != "POST":
        return _form(request, at, customer_id, None)
    if "read" in request.POST:
        given = ContactForm(initial=request.POST, day=at.frame.today)
        return _form(request, at, customer_id, given, status=OK)
    form = ContactForm(
        request.POST,
        day=at.frame.today,
        refusal_days=at.playbook.contact.refusal_days,
        again=lambda: next_call(at.frame.today, numbers.best(at.customer(customer_id))),
    )
    if not form.is_valid() or _declined(at, form, customer_id):
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


def _declined(at: Desk, form: ContactForm, customer_id: str) -> bool:
    """Say whether the next step is a call that the customer declined earlier; it is said beside the field."""
    given = form.cleaned_data
    if given["step"] != "call_again" or given["outcome"] == "refused":
        return False
    moment = dt.datetime.combine(given["next_step_on"], _CALL_AT, days.ZONE)
    wanted = {"customer_id": customer_id, "channel": "phone", "purpose": given["purpose"]}
    try:
        answer = gate.decide(at.actor, at.generation, **wanted, at=moment, rules=at.playbook)
    except guards.CustomerNotVisibleError:
        raise Http404 from None
    if answer.detail.get("kind") != "refused_contact" or answer.until is None:
        return False
    form.refuse_call(answer.until.astimezone(days.ZONE).date())
    return True


def _store(at: Desk, form: ContactForm, customer_id: str) -> Contact | None:
    """Store the record; None where a field holds what nobody may keep, said beside it."""
    try:
        return operations.add(at.who, record=form.record(customer_id))
    except guards.CustomerNotVisibleError:
        raise Http404 from None
    except guards.AuthenticationDataError as error:
        form.add_error("content", refusals.said(error, today=at.frame.today))
    except (operations.RecordedMeanwhileError, operations.KeyTakenError):
        raise
    except guards.RelationshipEndedError as error:
        form.add_error("step", refusals.said(error, today=at.frame.today))
    except Unclear as error:  # money that was answered for meanwhile, an interest that ended
        form.add_error(None, refusals.said(error, today=at.frame.today))
    return None


def _after(request: HttpRequest, at: Desk, made: Contact) -> HttpResponse:
    """Return to where the person came from: the customer, or the list with the next name current."""
    row = at.customer(made.customer_id)
    undo = reverse("undo_contact", args=[made.customer_id, made.pk])
    text = _("Recorded: {name}").format(name=row.name)
    toast = Toast(icon="circle-check", text=text, undo=undo, also=assumed(at, row, made.two_way))
    if _beside_list(request) and _origin(request) == "today":
        return acts.answer(request, at, toast)
    if request.htmx and _origin(request) in _BESIDE:  # type: ignore[attr-defined]
        return _beside(request, at, replace(toast, back=True))
    back = _back(request, made.customer_id)
    of_file = _origin(request) in places.FILE
    return shell.lead(request, f"{back}?recorded={made.pk}" if of_file else back)


def _back(request: HttpRequest, customer_id: str) -> str:
    """Return the address of the page from which the form was opened."""
    origin = _origin(request)
    if origin in places.FILE:
        return places.back(request, customer_id, origin)
    return reverse(origin) if origin in _BESIDE else f"{reverse('today')}#now"


def _beside(request: HttpRequest, at: Desk, toast: Toast) -> HttpResponse:
    """Answer a drawer beside the list of customers, which stays as it is, with its place and its filters."""
    response = shell.page(request, "contacts/saved.html", shell=at.frame, page=None, toast=toast)
    response["HX-Reswap"] = "none"
    response["HX-Trigger-After-Settle"] = "tilth:saved"
    return response


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
    page = _page(at, customer_id, form, _origin(request), theirs, about=request.GET.get("event", ""))
    page = replace(page, proposals=_proposals(request, at.frame.today))
    status = status or (CONFLICT if theirs else UNPROCESSABLE if form else 200)
    template = "contacts/record.html#panel" if request.htmx else "contacts/record.html"  # type: ignore[attr-defined]
    note_view(customer_id, "contact")
    return shell.page(request, template, shell=at.frame, page=page, status=status)


@require_POST
@requires((Thing.CONTACT, Action.CREATE))
def remind(request: HttpRequest) -> HttpResponse:
    """Propose reminders for a note that is being written; the text is read and forgotten."""
    frame = shell.of(request, "today")
    found = _proposals(request, frame.today)
    return shell.page(request, "contacts/reminders.html", shell=frame, page=None, proposals=found)


def _proposals(request: HttpRequest, today: dt.date) -> tuple[Proposal, ...]:
    given = request.POST
    chosen = reminders.Chosen(
        values=frozenset(given.getlist("remind")),
        step=given.get("step", ""),
        next_step=given.get("next_step", ""),
        next_step_on=given.get("next_step_on", ""),
    )
    return reminders.proposals(given.get("content", "")[:CONTENT_LENGTH], today=today, chosen=chosen)


def _page(  # noqa: PLR0913 - one page in its states
    at: Desk,
    customer_id: str,
    form: ContactForm | None,
    origin: str,
    theirs: Contact | None,
    *,
    about: str = "",
) -> Page:
    """Return the form's page; `about`: the kind of the event that it is opened for, else the most urgent."""
    found = customers.reasons(at.actor, at.generation, customer_id=customer_id)
    if found is None:
        raise Http404
    customer, events, listed = found
    today = at.frame.today
    due = _before_due(events, today)
    kinds = tuple(one.kind for one in events if one.kind == about)[:1]
    cadence = chips.Cadence(overdue_days=customer.overdue_days, last_contact_on=customer.last_contact_on)
    who = (at.actor, at.generation)
    with together(
        contact_times.asked(*who, customer_id=customer_id),
        signals.asked(*who, customer_id=customer_id),
        values.asked(*who, customer_id=customer_id),
        *known.asked(*who, customer_id=customer_id),
        *asking.asked(at, customer_id),
        assessments.asked(*who, customer_id),
        stops.asked(*who, customer_id),
    ):
        times = contact_times.of_customer(*who, customer_id=customer_id)
        noticed = signals.of_customer(*who, customer_id=customer_id)
        worth = values.of_customer(*who, customer_id=customer_id)
        noticed = signals.still_open(noticed, called_for=worth.event_id if worth else "")
        earlier = known.of_customer(*who, customer_id=customer_id)
        asks = asking.asks(at, customer)
        suits = at.suits(customer)
        stopped = stops.stopped(*who, customer, day=today)
    if stopped:  # nobody is called about what sells (TRAP-19)
        noticed = tuple(one for one in noticed if at.playbook.contact.is_service(one.purpose))
    purpose = (
        likely(kinds, familiar=customer.familiar)
        if kinds
        else of_name(urgent(listed, at.playbook), familiar=customer.familiar, signals=noticed, worth=worth)
    )
    about_what = {*listed, *(one.kind for one in events), *(one.kind for one in noticed)}
    entries = library.spoken(about_what, day=today)
    beside = told.told(
        at.actor,
        at.generation,
        customer=customer,
        events=events,
        kinds=listed,
        signals=noticed,
        suits=suits,
        worth=worth,
        rules=library.joined(at.playbook, entries),
        today=today,
    )
    return Page(
        customer=customer,
        chips=chips.chips(listed, events, aum=customer.aum, cadence=cadence, today=today),
        told=beside,
        wishes=wishes.of_customer(at.actor, at.generation, customer_id=customer_id, today=today),
        avoid=earlier.avoided(times.avoid if times else ()),
        earlier=earlier,
        asks=asks,
        inflow=known.inflow(
            customer, earlier, night=at.generation.business_date, rules=at.playbook.of(WonMoneyRules)
        ),
        matures=any(one.kind in MATURED for one in events),
        form=form or empty(today, purpose, known=beside.known or operations.NOBODY, due=due),
        theirs=theirs,
        draft=drafts.name(at.actor, customer_id),
        origin=origin,
        quick_days=quick_days(today, due),
        again=next_call(today, numbers.best(customer)),
        can_call=may(at.actor.role, Thing.CLEARANCE, Action.CREATE),
        card=show.of(
            at,
            promised=tuple(
                lines.of_promise(one.what, one.moment, by=one.promise.by, late=one.late)
                for one in beside.promises
                if one.due
            ),
            events=events,
            kinds=listed,
            noticed=noticed,
            worth=worth,
            about=next(iter(kinds), ""),
            entries=entries,
            investor=cases.plain(customer, suits, stopped=stopped),
            times=times,
            best=numbers.best(customer),
        )
        if beside.suits
        else None,
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
        "next_step_on": (due or days.working_day(today + 3 * ONE_DAY)).isoformat(),
    }
    return ContactForm(initial=first, day=today)


def _before_due(events: tuple[Event, ...], today: dt.date) -> dt.date | None:
    """Return the working day before the nearest maturity that is still to come."""
    found = [days.before_due(event.due_on, today=today) for event in events if event.kind in DUE_KINDS]
    return min((day for day in found if day is not None), default=None)


def quick_days(today: dt.date, due: dt.date | None = None) -> tuple[tuple[str, dt.date], ...]:
    """Return the working days that a press sets, in words; the last is the one before something falls due."""
    month = days.working_day(today + 30 * ONE_DAY)
    last = (_("Before it falls due"), due) if due else (_("In a month"), month)
    return (
        (_("Next working day"), days.next_working_day(today)),
        (_("In 3 days"), days.working_day(today + 3 * ONE_DAY)),
        (_("In a week"), days.working_day(today + 7 * ONE_DAY)),
        last,
    )
