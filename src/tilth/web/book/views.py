"""My book, and the branch for its head: pages of numbers; the flow between tiers comes by itself."""

from urllib.parse import urlencode

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from tilth.access import audit
from tilth.access.audit import Event
from tilth.access.checks import requires
from tilth.domain import bank
from tilth.domain.appointments import queries as appointments
from tilth.domain.book import queries
from tilth.domain.book.model import Done
from tilth.domain.customers import owners
from tilth.domain.events import queries as events
from tilth.domain.events.filters import Filters
from tilth.domain.points import queries as points
from tilth.policy.permissions import Action, Thing
from tilth.web import fields, figures, shell
from tilth.web.book import flow as flows
from tilth.web.book import meetings, ordered, pages, waiting
from tilth.web.book.chosen import branch as chosen_branch
from tilth.web.book.chosen import managers_only
from tilth.web.listing import heads
from tilth.web.runs import concerned

_NOBODY: tuple[points.Moved, ...] = ()
FEW = 5
"""So few customers who moved are named; more are drawn."""
MEETING = 200
"""Managers whose appointments are counted at once; who leads more chooses a branch."""
MOST = 50_000
"""Customers whose flow is counted at once; who leads more chooses a branch."""


@require_safe
@requires((Thing.BOOK, Action.VIEW))
def book(request: HttpRequest) -> HttpResponse:
    """Show the signed-in manager's own book in numbers."""
    frame = shell.of(request, "book")
    managers_only(frame)
    if frame.generation is None:
        return shell.page(request, "book/book.html", shell=frame, page=None)
    playbook = bank.playbook_of(frame.generation.business_date)
    totals = queries.own(frame.actor, frame.generation, below=playbook.cultivation.below)
    if totals is None:
        return shell.page(request, "book/book.html", shell=frame, page=None, unlisted=True)
    staff_id = frame.actor.staff_id or ""
    made = queries.done(frame.actor, frame.generation, [staff_id], today=frame.today)
    page = pages.book(
        totals,
        made.get(staff_id, Done()),
        playbook=playbook,
        today=frame.today,
        currency=bank.settings_of_bank().base_currency,
        name=frame.name,
        staff_id=staff_id,
        events=events.number(frame.actor, frame.generation, Filters(owner=owners.OWN)),
    )
    return shell.page(
        request,
        "book/book.html",
        shell=frame,
        page=page,
        flow=reverse("book_flow"),
        meetings=reverse("book_meetings"),
        left_out=reverse("book_left_out"),
        funnel=reverse("book_funnel"),
        held=reverse("book_held"),
        care_load=reverse("book_care_load"),
    )


@require_safe
@requires((Thing.BOOK, Action.VIEW), (Thing.CUSTOMER, Action.LIST))
def book_flow(request: HttpRequest) -> HttpResponse:
    """Show how the manager's customers moved between tiers from one night to another."""
    frame = shell.of(request, "book")
    managers_only(frame)
    rows = Q(rm_id=frame.actor.staff_id)
    return _flow(request, frame, rows=rows, customers=0, address=reverse("book_flow"), whose=figures.OWN)


@require_safe
@requires((Thing.BRANCH_TOTAL, Action.LIST), (Thing.BRANCH_TOTAL, Action.VIEW), (Thing.BOOK, Action.LIST))
def branch(request: HttpRequest) -> HttpResponse:
    """Show a branch with all below it: what the night counted, and how far each manager is."""
    frame = shell.of(request, "branch")
    if frame.generation is None:
        return shell.page(request, "book/branch.html", shell=frame, page=None)
    branches = queries.branches(frame.actor, frame.generation)
    if not branches:
        return shell.page(request, "book/branch.html", shell=frame, page=None, unplaced=True)
    chosen = chosen_branch(request, branches)
    after = fields.text_of(request.GET, "after")
    playbook = bank.playbook_of(frame.generation.business_date)
    totals = queries.of_branch(frame.actor, frame.generation, chosen, below=playbook.cultivation.below)
    people = queries.managers(frame.actor, frame.generation, chosen, today=frame.today, after=after)
    page = pages.branch(
        totals,
        people,
        chosen=chosen,
        branches=branches,
        playbook=playbook,
        today=frame.today,
        currency=bank.settings_of_bank().base_currency,
        first=not after,
        events=events.number(
            frame.actor, frame.generation, Filters(branch=chosen.branch_id, within=chosen.below)
        ),
        opens=frame.opens_lists,
        waiting=waiting.of_branch(frame, chosen, people.items, exact=totals.kept is not None),
    )
    page, orders = ordered.by(page, fields.text_of(request.GET, "sort"))
    return shell.page(
        request,
        "book/branch.html",
        shell=frame,
        page=page,
        heads=orders,
        ordered=heads.ordered(orders),
        flow=reverse("branch_flow"),
        meetings=_address("branch_meetings", branch=chosen.branch_id, after=after),
        left_out=_address("branch_left_out", branch=chosen.branch_id),
        funnel=_address("branch_funnel", branch=chosen.branch_id),
        held=_address("branch_held", branch=chosen.branch_id),
        care_load=_address("branch_care_load", branch=chosen.branch_id),
        concerns=concerned.of_branches(frame.generation, chosen.below) if frame.sees_runs else None,
    )


@require_safe
@requires((Thing.BRANCH_TOTAL, Action.LIST), (Thing.BRANCH_TOTAL, Action.VIEW), (Thing.CUSTOMER, Action.LIST))
def branch_flow(request: HttpRequest) -> HttpResponse:
    """Show how a branch's customers moved between tiers from one night to another."""
    frame = shell.of(request, "branch")
    branches = queries.branches(frame.actor, frame.generation) if frame.generation else ()
    if not branches or frame.generation is None:
        nobody = figures.of_branch("")
        return _flow(request, frame, rows=Q(), customers=0, address=reverse("branch_flow"), whose=nobody)
    chosen = chosen_branch(request, branches)
    return _flow(
        request,
        frame,
        rows=Q(branch_id__among=list(chosen.below)),
        customers=queries.size(frame.actor, frame.generation, chosen),
        address=reverse("branch_flow"),
        whose=figures.of_branch(chosen.branch_id, opens=frame.opens_lists),
    )


@require_safe
@requires((Thing.BOOK, Action.VIEW), (Thing.CONTACT, Action.LIST), (Thing.TASK, Action.LIST))
def book_meetings(request: HttpRequest) -> HttpResponse:
    """Show how often the manager's talks become appointments."""
    frame = shell.of(request, "book")
    managers_only(frame)
    staff_id = frame.actor.staff_id or ""
    return _meetings(request, frame, people=((staff_id, frame.name),) if staff_id else ())


@require_safe
@requires(
    (Thing.BRANCH_TOTAL, Action.LIST),
    (Thing.BOOK, Action.LIST),
    (Thing.CONTACT, Action.LIST),
    (Thing.TASK, Action.LIST),
)
def branch_meetings(request: HttpRequest) -> HttpResponse:
    """Show for each manager of a branch how often talks become appointments."""
    frame = shell.of(request, "branch")
    branches = queries.branches(frame.actor, frame.generation) if frame.generation else ()
    if not branches or frame.generation is None:
        return _meetings(request, frame, people=())
    chosen, after = chosen_branch(request, branches), fields.text_of(request.GET, "after")
    if manager := fields.text_of(request.GET, "manager"):
        person = queries.person(frame.actor, frame.generation, chosen, staff_id=manager)
        if not person:
            raise Http404
        return _meetings(
            request, frame, people=person, back=_address("branch_meetings", branch=chosen.branch_id)
        )
    people = queries.people(frame.actor, frame.generation, chosen, after=after)
    paged = bool(after) or len(people) == queries.PAGE
    everybody = queries.everybody(frame.actor, frame.generation, chosen, most=MEETING) if paged else ()
    whole = not paged or 0 < len(everybody) <= MEETING
    return _meetings(request, frame, people=people, among=everybody, branch=chosen.branch_id, whole=whole)


def _meetings(  # noqa: PLR0913 - keywords that say whose appointments
    request: HttpRequest,
    frame: shell.Shell,
    *,
    people: tuple[tuple[str, str], ...],
    among: tuple[str, ...] = (),
    branch: str = "",
    whole: bool = True,
    back: str = "",
) -> HttpResponse:
    page = None
    if frame.generation is not None and people:
        period = {"since": meetings.since(frame.today), "until": frame.today}
        staff = (whole and among) or [staff_id for staff_id, _name in people]
        rates = appointments.rates(frame.actor, frame.generation, **period, among=staff)
        page = meetings.page(
            people, rates, today=frame.today, opens=frame.opens_lists, branch=branch, whole=whole
        )
    template = "book/meetings.html#meetings" if shell.asks_part(request) else "book/meetings.html"
    return shell.page(request, template, shell=frame, page=page, back=back)


def _address(name: str, **given: str) -> str:
    asked = {part: value for part, value in given.items() if value}
    return f"{reverse(name)}?{urlencode(asked)}" if asked else reverse(name)


def _flow(  # noqa: PLR0913 - keywords that say whose flow
    request: HttpRequest,
    frame: shell.Shell,
    *,
    rows: Q,
    customers: int,
    address: str,
    whose: figures.Whose,
) -> HttpResponse:
    nights = points.dates(frame.generation) if frame.generation else ()
    ends = flows.chosen(request.GET, nights)
    found, movers = None, _NOBODY
    if ends and frame.generation and customers <= MOST:
        found = points.flow(frame.actor, frame.generation, *ends, whose=rows)
        movers = points.moved(frame.actor, frame.generation, found, whose=rows, most=FEW)
    if movers:
        shown = [one.customer_id for one in movers]
        audit.note(Event.LIST, customers=shown, subject_type="customer", detail={"channel": "page"})
    page = flows.page(nights, ends, found, today=frame.today, address=address, whose=whose, movers=movers)
    template = "book/flow.html#flow" if shell.asks_part(request) else "book/flow.html"
    return shell.page(request, template, shell=frame, page=page)
