"""What is due as a calendar file: a week, or one thing; kinds and numbers, nobody's name and no words."""

from collections.abc import Iterable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tilth.access import audit
from tilth.access.audit import Event
from tilth.access.checks import requires
from tilth.domain import bank, days
from tilth.domain.due import kinds, queries
from tilth.domain.due.model import Place
from tilth.kernel import ics
from tilth.policy.subjects import BY_NAME
from tilth.web import shell
from tilth.web.due.calendar import reading
from tilth.web.due.calendar.reading import NEEDS
from tilth.web.format.languages import language

MOST = 200
"""Items of a week that a page shows; whoever has more sees the nearest."""


@require_safe
@requires(*NEEDS)
def week_file(request: HttpRequest) -> HttpResponse:
    """Return a week as a calendar file."""
    frame = shell.of(request, "due")
    monday = days.week_start(reading.day(request.GET, "week", frame.today))
    until = monday + 6 * reading.ONE_DAY
    whose = reading.whose(request.GET, frame)
    found = reading.found(frame, whose, since=monday, until=until, most=MOST)
    entries = [_entry(one.place, one.customer_id) for one in found.items]
    return written(frame, entries, [one.customer_id for one in found.items], name=f"tilth-{monday}")


@require_safe
@requires(*NEEDS)
def item_file(request: HttpRequest, customer_id: str, subject: str, row: UUID) -> HttpResponse:
    """Return one thing that is due as a calendar file; what is out of sight does not exist."""
    frame = shell.of(request, "due")
    if frame.generation is None or subject not in kinds.listed(frame.actor.role):
        raise Http404
    line = queries.one(frame.actor, frame.generation, subject=subject, row_id=str(row), today=frame.today)
    if line is None or line.due_on is None or line.customer_id != customer_id:
        raise Http404
    entry = _entry(Place(line.due_on, line.due_at, subject, str(row)), customer_id)
    return written(frame, [entry], [customer_id], name=f"tilth-{line.due_on}")


def written(
    frame: shell.Shell, entries: Iterable[ics.Entry], customers: list[str], *, name: str
) -> HttpResponse:
    """Answer with a calendar file about these customers; it is noted in the audit as an export."""
    told = {"format": "ics", "rows": len(customers)}
    audit.note(
        Event.EXPORT,
        customers=customers,
        subject_type="task",
        detail=told,
    )
    text = ics.written(entries, maker="-//Tilth//Due//EN", at=bank.now(frame.today), zone=days.ZONE)
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return response


def _entry(at: Place, customer_id: str) -> ics.Entry:
    """Return what a calendar may hold: the kind and the customer's number, never a name or words."""
    title = f"{BY_NAME[at.subject].words.told(language())} {customer_id}"
    return ics.Entry(uid=f"{at.subject}-{at.row_id}@tilth", title=title, day=at.due_on, begins=at.due_at)
