"""One customer whole."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tilth.access import audit
from tilth.access.audit import Event
from tilth.access.checks import requires
from tilth.domain.contacts import queries as contact_queries
from tilth.domain.customers import queries
from tilth.policy.permissions import Action, Thing
from tilth.web import shell
from tilth.web.customers import desk, pages
from tilth.web.palette import recent


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
