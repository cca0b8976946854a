"""My customers, and one customer whole."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tilth.access import audit
from tilth.access.audit import Event
from tilth.access.checks import requires
from tilth.domain import bank
from tilth.domain.contacts import queries as contact_queries
from tilth.domain.customers import queries, search
from tilth.policy.permissions import Action, Thing, may
from tilth.policy.vocabulary import TIERS
from tilth.web import shell
from tilth.web.customers import desk, pages
from tilth.web.palette import recent

MAX_TEXT = 60


def _filters(request: HttpRequest) -> search.Filters:
    given = request.GET
    tier, side, sort = given.get("tier", ""), given.get("side", ""), given.get("sort", "aum")
    return search.Filters(
        text=given.get("q", "").strip()[:MAX_TEXT].replace("\x00", ""),
        tier=tier if tier in TIERS else "",
        side=side if side in ("familiar", "unfamiliar") else "",
        overdue=given.get("overdue") == "1",
        sort=sort if sort in search.SORTS else "aum",
    )


@require_safe
@requires((Thing.CUSTOMER, Action.LIST))
def index(request: HttpRequest) -> HttpResponse:
    """List the customers whom the actor may see: searched, filtered, sorted, 50 a page."""
    frame = shell.of(request, "customers")
    if frame.generation is None:
        return shell.page(request, "customers/index.html", shell=frame, page=None)
    filters = _filters(request)
    if filters.text and not may(frame.actor.role, Thing.CUSTOMER, Action.SEARCH):
        raise PermissionDenied
    found = search.find(
        frame.actor,
        frame.generation,
        filters=filters,
        after=request.GET.get("after", "").replace("\x00", ""),
        before=request.GET.get("before", "").replace("\x00", ""),
    )
    page = pages.listing(
        found,
        filters,
        playbook=bank.playbook_of(frame.generation.business_date),
        searches=may(frame.actor.role, Thing.CUSTOMER, Action.SEARCH),
    )
    fragment = request.htmx and not request.htmx.boosted  # type: ignore[attr-defined]
    template = "customers/index.html#results" if fragment else "customers/index.html"
    _note_listed(found, filters)
    return shell.page(request, template, shell=frame, page=page)


def _note_listed(found: search.Found, filters: search.Filters) -> None:
    """Note who was shown; of what was searched for a keyed digest, in which equal searches are equal."""
    told = {"text": audit.digest(filters.text)} if filters.text else {}
    audit.note(
        Event.SEARCH if filters.text else Event.LIST,
        customers=[row.customer_id for row in found.rows],
        subject_type="customer",
        detail={"channel": "page", "refused": found.refused, **told},
    )


@require_safe
@requires((Thing.CUSTOMER, Action.VIEW), (Thing.PERSONAL_DATA, Action.VIEW))
def detail(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Show one customer; one who is not the actor's does not exist here."""
    at = desk.at(request)
    found = queries.customer(at.actor, at.generation, customer_id=customer_id, today=at.frame.today)
    if found is None:
        raise Http404
    page = pages.detail(
        found,
        playbook=at.playbook,
        today=at.frame.today,
        actor=at.actor,
        generation=at.generation,
        held=at.standing(customer_id),
    )
    note_view(customer_id, "customer")
    recent.remember(request, customer_id)
    return shell.page(request, "customers/detail.html", shell=at.frame, page=page)


@require_safe
@requires((Thing.CUSTOMER, Action.VIEW), (Thing.CONTACT, Action.LIST))
def contacts(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Show a customer's earlier contacts: as a fragment below those shown, or as a page."""
    at = desk.at(request)
    row = at.customer(customer_id)
    found = contact_queries.of_customer(
        at.actor, at.generation, customer_id=customer_id, after=_uuid(request.GET.get("after", ""))
    )
    fragment = request.htmx  # type: ignore[attr-defined]
    template = "customers/contacts.html#items" if fragment else "customers/contacts.html"
    note_view(customer_id, "contact")
    return shell.page(request, template, shell=at.frame, page=pages.History(figures=row, contacts=found))


def note_view(customer_id: str, what: str) -> None:
    """Note that somebody read a part of one customer's file."""
    audit.note(
        Event.VIEW,
        customers=[customer_id],
        subject_type=what,
        subject_id=customer_id,
        detail={"channel": "page"},
    )


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
