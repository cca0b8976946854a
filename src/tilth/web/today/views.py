"""Today: twenty names, why, and what came of them."""

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from tilth.access import audit
from tilth.access.ahead import together
from tilth.access.audit import Event
from tilth.access.checks import requires
from tilth.domain import bank, guards
from tilth.domain.call_lists import queries, weeks
from tilth.domain.covers import queries as covers
from tilth.domain.events import queries as events
from tilth.domain.key_actions import maps
from tilth.domain.library import queries as library
from tilth.domain.runs import queries as runs
from tilth.policy import key_actions
from tilth.policy.permissions import Action, Thing
from tilth.web import first, shell
from tilth.web.due import aside as due
from tilth.web.today import pages


@require_safe
@requires((Thing.PREFERENCE_OF_SELF, Action.VIEW))
def today(request: HttpRequest) -> HttpResponse:
    """Show the list of the signed-in manager; lead everybody else to the first page of their role."""
    frame = shell.of(request, "today")
    if frame.actor.role not in guards.MANAGERS:
        return redirect(first.address(frame.actor.role))
    if frame.generation is None or frame.actor.staff_id is None:
        return shell.page(request, "today/today.html", shell=frame, page=None)
    return shell.page(request, "today/today.html", shell=frame, page=of(frame, show=shown(request)))


def shown(request: HttpRequest) -> str:
    """Return which names the person looks at: of this address, or of the page that a form was sent from."""
    asked = request.GET.get("show")
    current = getattr(request.htmx, "current_url", None)  # type: ignore[attr-defined]
    if asked is None and current:
        asked = QueryDict(urlsplit(current).query).get("show")
    return asked if asked in pages.FILTERS else "all"


def of(frame: shell.Shell, *, show: str = "all", held: Mapping[str, str] | None = None) -> pages.Page | None:
    """Return the page Today of a frame, noting whose names it shows; None before the first night.

    `held`: place → mark of the names that the asking page shows already (see `held`).
    """
    if frame.generation is None:
        return None
    now = bank.now(frame.today)
    actor, generation, today = frame.actor, frame.generation, frame.today
    playbook = bank.playbook_of(generation.business_date)
    with together(
        *queries.asked(actor, generation, today=today, due=True),
        events.asked_beside(actor, generation),
        covers.asked(actor, generation, today=today),
        weeks.asked(actor, generation),
        *due.asked(frame),
        *maps.asked(actor, generation, work=playbook.work, today=today),
        *((runs.asked(generation.business_date),) if frame.sees_runs else ()),
    ):
        day = queries.day(actor, generation, today=today, now=now, due=True)
        day = replace(day, also=events.beside(actor, generation))
        around = covers.around(actor, generation, today=today)
        book, names = weeks.book(actor, generation)
        stopped = runs.stopped_since(generation.business_date) if frame.sees_runs else None
        waiting = due.card(frame)
        steps = maps.of_today(actor, generation, work=playbook.work, today=today)
    absent = [who.staff_id for who in around.now]
    books = weeks.books(actor, generation, staff=absent)
    covered = [
        pages.Absent(
            who=who,
            day=queries.day(actor, generation, today=today, now=now, absent=who.staff_id),
            book=books.get(who.staff_id),
        )
        for who in around.now
    ]
    listed = (*day.entries, *(entry for one in covered for entry in one.day.entries))
    own = (entry.worth.opening for entry in listed if entry.worth is not None)
    page = pages.page(
        day,
        playbook=library.with_named(playbook, own, day=today),
        book=book,
        names=names,
        today=today,
        staff_id=actor.staff_id or "",
        show=show,
        stopped=stopped,
        around=around,
        covered=covered,
        waiting=waiting,
        actions=key_actions.done(steps) if steps else None,
        held=held,
    )
    lists = (day, *(one.day for one in covered))
    shown = [entry.customer_id for one in lists for entry in one.entries]
    shown += waiting.customers if waiting else []
    audit.note(Event.LIST, customers=shown, subject_type="list_entry", detail={"channel": "page"})
    return page
