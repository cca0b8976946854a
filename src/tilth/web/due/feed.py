"""The private calendar: what is due of one person, for a program without a session; kinds and hours only."""

import datetime as dt

from django.db import connection, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tilth.access import addresses, audit, scopes
from tilth.access.audit import Event
from tilth.access.checks import open_to_all
from tilth.data.models import Generation, User
from tilth.domain import bank, days
from tilth.domain.calendar_feeds import operations
from tilth.domain.due import kinds, queries
from tilth.domain.due.model import Asked, Item
from tilth.kernel import ics
from tilth.policy.permissions import Action, Thing, may
from tilth.policy.subjects import BY_NAME

BEFORE, AFTER = dt.timedelta(days=7), dt.timedelta(days=92)
MOST = 1000


@require_safe
@open_to_all
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """Return the calendar of whoever made this address; a withdrawn or wrong one is not there."""
    if request.user.is_authenticated:
        raise Http404  # a browser that is signed in has the pages; programs come without a session
    person = operations.owner(secret)
    generation: Generation | None = request.generation  # type: ignore[attr-defined]
    if person is None or not may(person.role, Thing.TASK, Action.LIST):
        raise Http404
    nested = connection.in_atomic_block
    with transaction.atomic():
        entered = scopes.enter(
            person,
            generation,
            address=addresses.of(request),
            request=request.number,  # type: ignore[attr-defined]
            step_down=True,
        )
        scopes.remember(person, entered)
        text, number = _written(person, generation)
        audit.note(Event.EXPORT, subject_type="task", detail={"format": "ics", "rows": number})
        if nested:
            scopes.regain_privileges()
    return HttpResponse(text, content_type="text/calendar; charset=utf-8")


def _written(person: User, generation: Generation | None) -> tuple[str, int]:
    today = bank.today(None if generation is None else generation.business_date)
    items = () if generation is None or not person.staff_id else _items(person, generation, today)
    entries = [_entry(one, person.language) for one in items]
    text = ics.written(entries, maker="-//Tilth//Due//EN", at=bank.now(today), zone=days.ZONE)
    return text, len(entries)


def _items(person: User, generation: Generation, today: dt.date) -> tuple[Item, ...]:
    asked = Asked(staff=(person.staff_id or "",), subjects=kinds.worked_on(person.role))
    return queries.between(
        person,
        generation,
        asked=asked,
        today=today,
        since=today - BEFORE,
        until=today + AFTER,
        most=MOST,
    ).items


def _entry(one: Item, language: str) -> ics.Entry:
    """Return what another program may hold: the kind and the moment; no customer, no words, no amounts."""
    title = BY_NAME[one.place.subject].words.told(language)
    uid = f"{one.place.subject}-{one.row_id}@tilth"
    return ics.Entry(uid=uid, title=title, day=one.due_on, begins=one.due_at)
