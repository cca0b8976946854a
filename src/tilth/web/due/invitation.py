"""An appointment as a calendar file for the customer: whom one meets, where and when, and nothing else."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tilth.access.checks import requires
from tilth.domain.due import queries
from tilth.kernel import ics
from tilth.policy.permissions import Action, Thing
from tilth.web import labels, shell
from tilth.web.due.calendar import files


@require_safe
@requires((Thing.TASK, Action.LIST), (Thing.CUSTOMER, Action.LIST))
def invitation(request: HttpRequest, customer_id: str, row: UUID) -> HttpResponse:
    """Return an own appointment that is still open, to be given along; anything else does not exist.

    It names the manager and the kind of place, never the customer, what it is about or who comes along.
    """
    frame = shell.of(request, "due")
    if frame.generation is None:
        raise Http404
    line = queries.one(frame.actor, frame.generation, subject="task", row_id=str(row), today=frame.today)
    if line is None or line.due_on is None or line.customer_id != customer_id:
        raise Http404
    if line.staff_id != frame.actor.staff_id or line.said.get("kind") != "appointment":
        raise Http404
    place = line.said.get("place")
    entry = ics.Entry(
        uid=f"appointment-{row}@tilth",
        title=_("Appointment with {name}").format(name=frame.actor.name),
        day=line.due_on,
        begins=line.due_at,
        place=labels.label("place", place) if place else "",
    )
    return files.written(frame, [entry], [customer_id], name=f"appointment-{line.due_on}")
