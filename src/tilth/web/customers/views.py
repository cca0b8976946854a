"""My customers, and one customer whole."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tilth.domain.contacts import queries as contact_queries
from tilth.domain.customers import queries, search
from tilth.policy.vocabulary import TIERS
from tilth.web import bank, shell
from tilth.web.customers import pages

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
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """List the customers whom the actor may see: searched, filtered, sorted, 50 a page."""
    frame = shell.of(request, "customers")
    if frame.generation is None or not frame.sees_customers:
        return shell.page(request, "customers/index.html", shell=frame, page=None)
    filters = _filters(request)
    found = search.find(
        frame.actor,
        frame.generation,
        filters=filters,
        after=request.GET.get("after", "").replace("\x00", ""),
        before=request.GET.get("before", "").replace("\x00", ""),
    )
    page = pages.listing(found, filters, playbook=bank.playbook_of(frame.generation.business_date))
    fragment = request.htmx and not request.htmx.boosted  # type: ignore[attr-defined]
    template = "customers/index.html#results" if fragment else "customers/index.html"
    return shell.page(request, template, shell=frame, page=page)


@require_safe
@login_required
def detail(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Show one customer; one who is not the actor's does not exist here."""
    frame = shell.of(request, "customers")
    if frame.generation is None:
        raise Http404
    found = queries.customer(frame.actor, frame.generation, customer_id=customer_id, today=frame.today)
    if found is None:
        raise Http404
    page = pages.detail(found, playbook=bank.playbook_of(frame.generation.business_date), today=frame.today)
    return shell.page(request, "customers/detail.html", shell=frame, page=page)


@require_safe
@login_required
def contacts(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Show a customer's earlier contacts: as a fragment below those shown, or as a page."""
    frame = shell.of(request, "customers")
    if frame.generation is None:
        raise Http404
    row = queries.figures(frame.actor, frame.generation, customer_id=customer_id)
    if row is None:
        raise Http404
    found = contact_queries.of_customer(
        frame.actor, frame.generation, customer_id=customer_id, after=_uuid(request.GET.get("after", ""))
    )
    fragment = request.htmx  # type: ignore[attr-defined]
    template = "customers/contacts.html#items" if fragment else "customers/contacts.html"
    return shell.page(request, template, shell=frame, page=pages.History(figures=row, contacts=found))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
