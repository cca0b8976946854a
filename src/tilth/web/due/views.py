"""The page of what is due: of a manager and whom he stands in for, or of all whom somebody leads."""

from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.http import require_safe

from tilth.access import audit, scopes
from tilth.access.audit import Event
from tilth.access.checks import requires
from tilth.domain import bank, guards
from tilth.domain.customers import owners
from tilth.domain.due import counting, kinds, queries
from tilth.domain.due.model import Found
from tilth.domain.staff import owners as people
from tilth.policy.permissions import Action, Thing, may
from tilth.web import shell
from tilth.web.act_form import ActForm
from tilth.web.due import orders, pages, reading
from tilth.web.due.lines import Reader, leads
from tilth.web.due.reading import Given
from tilth.web.due.told import Told
from tilth.web.toasts import Toast

TO_DECIDE = 10
"""What waits for a decision and is shown at once; the rest is a page of its own kind."""


@require_safe
@requires((Thing.TASK, Action.LIST), (Thing.CUSTOMER, Action.LIST))
def index(request: HttpRequest) -> HttpResponse:
    """Show what is due, 50 a page, nearest day first."""
    frame = shell.of(request, "due")
    given = reading.read(request.GET.dict(), role=frame.actor.role)
    return shown(request, frame, given, block="listed" if shell.asks_part(request) else "")


def shown(  # noqa: PLR0913 - the parts of one answer, told in keywords
    request: HttpRequest,
    frame: shell.Shell,
    given: Given,
    *,
    block: str = "",
    toast: Toast | None = None,
    wrong: ActForm | None = None,
    told: Told | None = None,
    status: int = 200,
) -> HttpResponse:
    """Answer with the page, or a part of it; `told`: what came of several acts at once."""
    page = None if frame.generation is None or wide(frame) else _page(frame, given, wrong)
    template = f"due/index.html#{block}" if block else "due/index.html"
    more = {"toast": toast, "told": told, "wide": wide(frame)}
    return shell.page(request, template, shell=frame, page=page, status=status, **more)


def wide(frame: shell.Shell) -> bool:
    """Say whether the reader sees the whole bank: whoever does must name a customer (C-23)."""
    return scopes.of(frame.actor, frame.generation).bank_wide


def before(request: HttpRequest, role: str) -> Given:
    """Return what the page asked for from which a form was sent."""
    return reading.read(asked_before(request).dict(), role=role)


def asked_before(request: HttpRequest) -> QueryDict:
    """Return the query of the page from which a form was sent; an empty one where nobody says."""
    current = getattr(request.htmx, "current_url", None)  # type: ignore[attr-defined]
    return QueryDict(urlsplit(current).query) if current else QueryDict()


def note(customers: Iterable[str]) -> None:
    """Note whom a queue named."""
    audit.note(Event.LIST, customers=list(customers), subject_type="task", detail={"channel": "page"})


def reader_of(frame: shell.Shell) -> Reader:
    """Return who reads; no query for who sees the own book alone."""
    if frame.generation is None:
        raise TypeError("There is no queue before the first night.")
    known = people.in_sight(frame.actor, frame.generation)
    mine = () if leads(frame.actor) else guards.managers(frame.actor, frame.generation)
    now = bank.now(frame.today).time()
    return Reader(actor=frame.actor, today=frame.today, now=now, names=known.names, mine=mine)


def choices(frame: shell.Shell, reader: Reader) -> tuple[tuple[str, str], ...]:
    """Return whose queue can be chosen: code and name; none for who has the own alone."""
    if frame.generation is None:
        return ()
    if leads(frame.actor):
        known = people.in_sight(frame.actor, frame.generation)
        return tuple((one, known.names[one]) for one in known.choices)
    absent = owners.covered(scopes.of(frame.actor, frame.generation))
    own = ((reading.OWN, frame.name),) if absent else ()
    return (*own, *((one, reader.names.get(one, one)) for one in absent))


def _page(frame: shell.Shell, given: Given, wrong: ActForm | None) -> pages.Page:
    actor, generation, today = frame.actor, frame.generation, frame.today
    if generation is None:
        raise TypeError("There is no queue before the first night.")
    reader, asked = reader_of(frame), given.asked(actor, generation)
    counts = counting.count(actor, generation, asked=asked, every=kinds.listed(actor.role), today=today)
    given, unordered = orders.asked(given, counts)
    found = orders.found(actor, generation, given, asked=asked, today=today)
    decide, decisions = Found(), 0
    waits = replace(asked, subjects=kinds.decided_by(actor.role))
    if waits.subjects and not given.subject and not given.when and given.first:
        decide = queries.find(actor, generation, asked=waits, today=today, most=TO_DECIDE)
        decisions = sum(counts.subjects.get(one, 0) for one in waits.subjects)
    note(one.customer_id for one in (*found.items, *decide.items))
    return pages.page(
        given,
        reader,
        found=found,
        counts=counts,
        people=choices(frame, reader),
        decide=decide,
        decisions=decisions,
        unordered=unordered,
        wrong=wrong,
        hands=given.owner if _hands_over(frame) else "",
    )


def _hands_over(frame: shell.Shell) -> bool:
    """Say whether the reader may hand customers of others over."""
    asked = ((Thing.TRANSFER, Action.CREATE), (Thing.CUSTOMER, Action.TRANSFER))
    return leads(frame.actor) and all(may(frame.actor.role, *one) for one in asked)
