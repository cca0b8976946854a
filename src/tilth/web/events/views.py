"""Tonight's events and the open reasons of those whose customers one sees; closing one of them (LIST-14)."""

from dataclasses import dataclass, replace
from urllib.parse import urlsplit
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tilth.access import audit
from tilth.access.audit import Event
from tilth.access.checks import requires
from tilth.data.models import Generation, PublishedCustomer, PublishedEvent, PublishedSignal, ReasonClosure
from tilth.domain import bank, guards
from tilth.domain.events import operations, queries
from tilth.domain.staff import branches as organisation
from tilth.domain.staff import owners as people
from tilth.domain.staff.branches import InSight
from tilth.kernel.ids import uuid7
from tilth.policy.permissions import Action, Thing
from tilth.policy.vocabulary import EVENT_KINDS
from tilth.web import fields, shell
from tilth.web.desk import desk
from tilth.web.desk.desk import Desk, note_view
from tilth.web.events import pages, reading
from tilth.web.events.forms import CloseForm
from tilth.web.listing import alphabet
from tilth.web.listing.words import Whose
from tilth.web.toasts import Toast

UNPROCESSABLE, CONFLICT = 422, 409
ORIGINS = {"customer": "customer", "rules": "customer_rules"}
"""The pages of a customer from which a reason can be closed too: it leads back there."""


@dataclass(frozen=True, kw_only=True)
class Ask:
    """The small form that closes one open reason."""

    customer: PublishedCustomer
    event: PublishedEvent | PublishedSignal
    form: CloseForm
    origin: str
    """The word of `ORIGINS` where the form was opened; empty for the events."""

    @property
    def back(self) -> str:
        """The address of the page where the form was opened."""
        return _opened_at(self.origin, self.customer.customer_id)


@require_safe
@requires((Thing.EVENT, Action.LIST), (Thing.CUSTOMER, Action.LIST))
def index(request: HttpRequest) -> HttpResponse:
    """List the events of tonight and what is still open from before, 50 a page."""
    frame = shell.of(request, "events")
    if frame.generation is None:
        return shell.page(request, "events/index.html", shell=frame, page=None)
    managers = people.in_sight(frame.actor, frame.generation)
    branches = _branches(request, frame, frame.generation)
    asked = reading.read(_given(request.GET), branches=branches, managers=managers)
    found = queries.find(
        frame.actor,
        frame.generation,
        asked=asked,
        today=frame.today,
        after=fields.text_of(request.GET, "after"),
        before=fields.text_of(request.GET, "before"),
        words=alphabet.labelled("reason", EVENT_KINDS),
    )
    asked = replace(asked, sort="") if found.unordered else asked
    own = frame.actor.staff_id or ""
    managers = people.with_those(managers, frame.generation, (row.rm_id for row in found.rows), but=own)
    page = pages.page(
        found,
        asked,
        playbook=bank.playbook_of(frame.generation.business_date),
        whose=Whose.of(frame.actor, frame.generation, managers),
        branches=branches,
        today=frame.today,
    )
    audit.note(
        Event.LIST,
        customers=[row.customer_id for row in found.rows],
        subject_type="event",
        detail={"channel": "page"},
    )
    template = "events/index.html#results" if shell.asks_part(request) else "events/index.html"
    return shell.page(request, template, shell=frame, page=page)


@require_http_methods(["GET", "HEAD", "POST"])
@requires((Thing.CONTACT, Action.CREATE))
def close(request: HttpRequest, customer_id: str, event_id: str) -> HttpResponse:
    """Ask why, or close the open reason."""
    at = desk.at(request, "events")
    customer = at.customer(customer_id)
    event = queries.one(at.actor, at.generation, customer_id=customer_id, event_id=event_id)
    if event is None or event.state != queries.OPEN:
        raise Http404
    form = CloseForm(request.POST or None, initial={"key": str(uuid7())})
    ask = Ask(customer=customer, event=event, form=form, origin=_origin(request))
    if not form.is_valid():
        return _ask(request, at, ask, UNPROCESSABLE if request.method == "POST" else 200)
    try:
        made = _close(at, ask)
    except operations.KeyTakenError:
        form.add_error(None, _("This form was used before: open it again."))
        return _ask(request, at, ask, CONFLICT)
    except guards.AuthenticationDataError:
        form.add_error("note", _("The text holds a password, a code or the like: take it out."))
        return _ask(request, at, ask, UNPROCESSABLE)
    if ask.origin:
        return shell.lead(request, ask.back)
    undo = reverse("reopen_event", args=[customer_id, made.pk])
    text = _("Closed: {name}").format(name=customer.name)
    return _answer(request, at, Toast(icon="circle-check", text=text, undo=undo, back=True))


def _origin(request: HttpRequest) -> str:
    """Return the page of the customer that asks; empty for the events."""
    given = (request.POST if request.method == "POST" else request.GET).get("from", "")
    return given if given in ORIGINS else ""


def _opened_at(origin: str, customer_id: str) -> str:
    return reverse(ORIGINS[origin], args=[customer_id]) if origin else reverse("events")


def _close(at: Desk, ask: Ask) -> ReasonClosure:
    given = ask.form.cleaned_data
    try:
        return operations.close(
            at.who,
            ask.customer.customer_id,
            event_id=ask.event.event_id,
            reason=given["reason"],
            note=given["note"],
            key=given["key"],
        )
    except (guards.CustomerNotVisibleError, operations.NotOpenError):
        raise Http404 from None


@require_POST
@requires((Thing.CONTACT, Action.UPDATE))
def reopen(request: HttpRequest, customer_id: str, closure: UUID) -> HttpResponse:
    """Take a closure back on the day on which it was made."""
    at = desk.at(request, "events")
    row = at.customer(customer_id)
    try:
        operations.take_back(at.who, customer_id, closure)
    except (guards.CustomerNotVisibleError, guards.NothingToUndoError):
        raise Http404 from None
    except guards.TooLateError:
        text = _("Too late to undo: it stands as it was stored.")
        return _answer(request, at, Toast(icon="alert-circle", text=text), status=CONFLICT)
    if origin := _origin(request):
        return shell.lead(request, _opened_at(origin, customer_id))
    text = _("Open again: {name}").format(name=row.name)
    return _answer(request, at, Toast(icon="arrow-back-up", text=text))


def _branches(request: HttpRequest, frame: shell.Shell, generation: Generation) -> dict[str, InSight]:
    """Return the branches that can be chosen, and the one asked for where they are too many."""
    found = {one.branch_id: one for one in organisation.in_sight(frame.actor, generation)}
    wanted = request.GET.get("branch", "")
    if wanted and wanted not in found:
        one = organisation.one(frame.actor, generation, wanted)
        found |= {one.branch_id: one} if one else {}
    return found


def _given(given: QueryDict) -> dict[str, str]:
    return {part: str(value) for part, value in given.items()}


def _ask(request: HttpRequest, at: Desk, ask: Ask, status: int) -> HttpResponse:
    note_view(ask.customer.customer_id, "event")
    name = "events/close.html#panel" if request.htmx else "events/close.html"  # type: ignore[attr-defined]
    return shell.page(request, name, shell=at.frame, page=ask, status=status)


def _answer(request: HttpRequest, at: Desk, toast: Toast, *, status: int = 200) -> HttpResponse:
    """Answer beside the list, which then asks for itself again; without scripts lead back to it."""
    if not request.htmx:  # type: ignore[attr-defined]
        if status == CONFLICT:
            template = "events/told.html"
            return shell.page(request, template, shell=at.frame, page=None, toast=toast, status=status)
        return redirect(_back(request))
    response = shell.page(
        request, "contacts/saved.html", shell=at.frame, page=None, toast=toast, status=status
    )
    response["HX-Reswap"] = "none"
    response["HX-Trigger-After-Settle"] = "tilth:saved"
    return response


def _back(request: HttpRequest) -> str:
    """Return the list as it stood; only what is known of the address is taken."""
    came = urlsplit(request.headers.get("Referer", ""))
    known = QueryDict(mutable=True)
    if came.path == reverse("events"):
        asked = _given(QueryDict(came.query))
        known.update({part: asked[part] for part in reading.PARTS if part in asked})
    return f"{reverse('events')}?{known.urlencode()}" if known else reverse("events")
