"""A customer's timeline: contacts, transactions and events in one list, by kind, page by page."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tilth.access.checks import requires
from tilth.data.models import PublishedCustomer
from tilth.domain.customers import timeline
from tilth.policy.permissions import Action, Thing
from tilth.web import shell
from tilth.web.customers.happened import NEEDS, Listed, listed
from tilth.web.desk import desk
from tilth.web.desk.desk import note_view
from tilth.web.desk.rights import Rights


@dataclass(frozen=True, kw_only=True)
class Page:
    """The timeline on a page of its own."""

    figures: PublishedCustomer
    can: Rights
    listed: Listed
    first: bool
    """Whether this is the beginning of the list."""
    kinds: tuple[str, ...] = timeline.KINDS
    tab: str = "timeline"


@require_safe
@requires((Thing.CUSTOMER, Action.VIEW), *NEEDS)
def of_customer(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Show the timeline: the whole page, or with htmx the list alone."""
    at = desk.at(request)
    row = at.customer(customer_id)
    kind = request.GET.get("kind", "")
    kind = kind if kind in timeline.KINDS else ""
    after = timeline.read(request.GET.get("after", ""))
    found = timeline.of_customer(
        at.actor, at.generation, customer=row, kinds=(kind,) if kind else timeline.KINDS, after=after
    )
    page = Page(
        figures=row,
        can=at.rights(row),
        listed=listed(found, kind=kind, today=at.frame.today),
        first=after is None,
    )
    note_view(customer_id, "timeline")
    return shell.page(request, _template(request), shell=at.frame, page=page)


def _template(request: HttpRequest) -> str:
    if not request.htmx or request.htmx.boosted:  # type: ignore[attr-defined]
        return "customers/timeline.html"
    return "customers/timeline.html#more" if "after" in request.GET else "customers/timeline.html#listed"
