"""Today: twenty names, why, and what came of them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from tilth.access import audit
from tilth.access.audit import Event
from tilth.access.checks import requires
from tilth.domain import bank, guards
from tilth.domain.call_lists import queries
from tilth.policy.permissions import Action, Thing, may
from tilth.web import shell
from tilth.web.today import pages

_ELSEWHERE = (
    ("customers", Thing.CUSTOMER),
    ("runs", Thing.RUN_REPORT),
    ("audit", Thing.AUDIT_ENTRY),
)
"""Where people without a list of their own begin: the first page that their role may see."""


@require_safe
@requires((Thing.PREFERENCE_OF_SELF, Action.VIEW))
def today(request: HttpRequest) -> HttpResponse:
    """Show the list of the signed-in manager, or say honestly why there is none."""
    frame = shell.of(request, "today")
    if frame.actor.role not in guards.MANAGERS:
        return _elsewhere(request, frame)
    if frame.generation is None or frame.actor.staff_id is None:
        return shell.page(request, "today/today.html", shell=frame, page=None)
    return shell.page(request, "today/today.html", shell=frame, page=of(frame))


def _elsewhere(request: HttpRequest, frame: shell.Shell) -> HttpResponse:
    """Lead to the first page of a role, or say that there is none for it."""
    for address, thing in _ELSEWHERE:
        if may(frame.actor.role, thing, Action.LIST):
            return redirect(address)
    return shell.page(request, "today/today.html", shell=frame, page=None, no_pages=True)


def of(frame: shell.Shell) -> pages.Page | None:
    """Return the page Today of a frame, noting whose names it shows; None before the first night."""
    if frame.generation is None:
        return None
    day = queries.day(frame.actor, frame.generation, today=frame.today)
    page = pages.page(
        day,
        playbook=bank.playbook_of(frame.generation.business_date),
        book=queries.book(frame.actor, frame.generation),
        today=frame.today,
    )
    shown = [entry.customer_id for entry in day.entries]
    audit.note(Event.LIST, customers=shown, subject_type="list_entry", detail={"channel": "page"})
    return page
