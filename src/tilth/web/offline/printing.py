"""The list of the day on paper: what leaves the screen is noted like an export."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tilth.access import audit
from tilth.access.audit import Event
from tilth.access.checks import requires
from tilth.domain import bank, guards
from tilth.domain.call_lists import queries
from tilth.domain.library import queries as library
from tilth.policy.permissions import Action, Thing
from tilth.web import shell
from tilth.web.today import pages


@require_safe
@requires((Thing.LIST_ENTRY, Action.LIST))
def sheet(request: HttpRequest) -> HttpResponse:
    """Show the names that wait, masked numbers, reasons and opening lines, with room to write."""
    frame = shell.of(request, "today")
    return shell.page(request, "offline/print.html", shell=frame, page=_rows(frame))


def _rows(frame: shell.Shell) -> pages.Page | None:
    """Return the list of the signed-in manager, noting whose names leave; None where there is none."""
    works_a_list = frame.actor.role in guards.MANAGERS and frame.actor.staff_id is not None
    if frame.generation is None or not works_a_list:
        return None
    day = queries.day(frame.actor, frame.generation, today=frame.today)
    own = (entry.worth.opening for entry in day.entries if entry.worth is not None)
    rules = library.with_named(bank.playbook_of(frame.generation.business_date), own, day=frame.today)
    page = pages.page(day, playbook=rules, book=None, today=frame.today, staff_id=frame.actor.staff_id or "")
    shown = [entry.customer_id for entry in day.open]
    audit.note(Event.EXPORT, customers=shown, subject_type="list_entry", detail={"channel": "print"})
    return page
