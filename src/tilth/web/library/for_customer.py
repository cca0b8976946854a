"""What of the library fits one customer: topics, how a visit begins, bundles whose every item suits."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tilth.access.ahead import together
from tilth.access.checks import requires
from tilth.data.models import LibraryEntry, PublishedCustomer
from tilth.domain.contact_times import queries as contact_times
from tilth.domain.contacts import known
from tilth.domain.library import queries
from tilth.domain.products import queries as products
from tilth.policy.library_kinds import avoided, listed, suits
from tilth.policy.permissions import Action, Thing
from tilth.policy.subjects.certificate import CertificateRules
from tilth.policy.suitability.judging import judge
from tilth.web import shell
from tilth.web.desk import desk
from tilth.web.desk.desk import Desk, note_view
from tilth.web.library import pages
from tilth.web.library.pages import Line


@dataclass(frozen=True, kw_only=True)
class Fitting:
    """What fits one customer."""

    figures: PublishedCustomer
    topics: tuple[Line, ...]
    begins: tuple[Line, ...]
    """Ice-breaking phrases."""
    bundles: tuple[tuple[Line, tuple[tuple[str, str], ...]], ...]
    avoid: tuple[str, ...]
    left_out: int
    """Topics that touch what the customer does not want to speak of."""
    hidden: int
    """Bundles with an item that does not suit, or that are for other segments: counted, never shown."""
    unsaid: tuple[str, ...]
    """Matters that nobody speaks of (NEG-14)."""


@require_safe
@requires((Thing.CUSTOMER, Action.VIEW), (Thing.LIBRARY, Action.VIEW), (Thing.HOLDING, Action.LIST))
def of_customer(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Show topics, phrases and bundles for one customer (NEG-13, NEG-14, VIS-13, SOL-04)."""
    at = desk.at(request)
    figures = at.customer(customer_id)
    entries = queries.held(("topic", "icebreaker", "bundle"), day=at.frame.today)
    page = _fitting(at, figures, entries, _avoid(at, customer_id))
    note_view(customer_id, "library")
    return shell.page(request, "library/for_customer.html", shell=at.frame, page=page)


def _avoid(at: Desk, customer_id: str) -> tuple[str, ...]:
    who = (at.actor, at.generation)
    with together(
        contact_times.asked(*who, customer_id=customer_id), *known.asked(*who, customer_id=customer_id)
    ):
        times = contact_times.of_customer(*who, customer_id=customer_id)
        earlier = known.of_customer(*who, customer_id=customer_id)
    return earlier.avoided(times.avoid if times else ())


def _fitting(
    at: Desk, figures: PublishedCustomer, entries: Iterable[LibraryEntry], avoid: tuple[str, ...]
) -> Fitting:
    day, rows = at.frame.today, tuple(entries)
    topics = [one for one in rows if one.kind == "topic"]
    spoken = [one for one in topics if not any(avoided(one.manner, name, avoid) for name in _names(one))]
    bundles, suitable = [one for one in rows if one.kind == "bundle"], frozenset[str]()
    if bundles:
        suitable = _suitable(at, figures.customer_id)
    fits = [one for one in bundles if _fits(one, figures.segment, suitable)]
    return Fitting(
        figures=figures,
        topics=tuple(pages.line(one, day) for one in spoken),
        begins=tuple(pages.line(one, day) for one in rows if one.kind == "icebreaker"),
        bundles=tuple((pages.line(one, day), pages.detail(one, at.playbook)) for one in fits),
        avoid=avoid,
        left_out=len(topics) - len(spoken),
        hidden=len(bundles) - len(fits),
        unsaid=tuple(pages.told(one.text) for one in at.playbook.talk.unsaid if not one.words),
    )


def _names(row: LibraryEntry) -> tuple[str, str]:
    return row.says_zh, row.says_en


def _fits(row: LibraryEntry, segment: str | None, suitable: frozenset[str]) -> bool:
    return segment in listed(row.detail, "segments") and suits(listed(row.detail, "products"), suitable)


def _suitable(at: Desk, customer_id: str) -> frozenset[str]:
    """Return the numbers of what is on sale and may be recommended to the customer."""
    rules, investor = at.playbook.of(CertificateRules), at.investor(customer_id)
    return frozenset(
        one.product_id
        for one in products.on_sale(at.generation)
        if judge(one.offer, investor, rules, day=at.frame.today, channel="branch", action="recommend").suits
    )
