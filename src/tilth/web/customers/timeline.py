"""A customer's timeline: contacts, transactions and events in one list, by kind, page by page."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tilth.access.checks import requires
from tilth.data.models import PublishedCustomer
from tilth.domain.customers import timeline
from tilth.policy.permissions import Action, Thing
from tilth.web import shell
from tilth.web.customers.happened import NEEDS, Listed, label, listed
from tilth.web.desk import desk
from tilth.web.desk.desk import note_view
from tilth.web.desk.rights import Rights
from tilth.web.file.reading import Reading
from tilth.web.file.show import is_panel, show
from tilth.web.file.tabs import Part

TAB = "timeline"


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page of the timeline."""

    figures: PublishedCustomer
    can: Rights
    listed: Listed
    first: bool
    """Whether this is the beginning of the list."""
    kinds: tuple[tuple[str, str], ...]
    """Kinds of entries by which the reader can narrow it, with their words."""


def happened(of: Reading) -> Part:
    """Return the part of the file; at most five queries."""
    return Part(template="customers/timeline.html", page=_page(of))


def _page(of: Reading) -> Page:
    kind = of.given.get("kind", "")
    known = timeline.kinds_of(of.at.actor.role)
    kind = kind if kind in known else ""
    after = timeline.read(of.given.get("after", ""))
    kinds = (kind,) if kind else known
    found = timeline.of_customer(of.at.actor, of.at.generation, customer=of.figures, kinds=kinds, after=after)
    shown = listed(found, kind=kind, today=of.at.frame.today)
    words = tuple((one, label(one)) for one in known)
    return Page(figures=of.figures, can=of.can, listed=shown, first=after is None, kinds=words)


@require_safe
@requires((Thing.CUSTOMER, Action.VIEW), *NEEDS)
def of_customer(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Show the timeline in its tab; narrowed or gone on with in place, the list or the next lines alone."""
    at, block = desk.at(request), _block(request)
    if not block:
        return show(request, at, customer_id, TAB)
    reading = Reading(at=at, seen=at.seen(customer_id), given=request.GET)
    note_view(customer_id, TAB)
    return shell.page(request, f"customers/timeline.html#{block}", shell=at.frame, page=_page(reading))


def _block(request: HttpRequest) -> str:
    """Return which part of the list is asked for in place; empty for the tab."""
    htmx = request.htmx  # type: ignore[attr-defined]
    if not htmx or htmx.boosted or htmx.history_restore_request or is_panel(request):
        return ""
    return "more" if "after" in request.GET else "listed"
