"""Two free hours of the own calendar, offered where the form of a record asks for an appointment."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tilth.access.checks import requires
from tilth.domain import bank
from tilth.domain.appointments import slots
from tilth.policy.permissions import Action, Thing
from tilth.policy.slots import Slot
from tilth.policy.subjects.task import TaskRules
from tilth.web import shell
from tilth.web.format.languages import language
from tilth.web.format.moments import moment


@dataclass(frozen=True, kw_only=True)
class Offer:
    """One slot, and how a button says it."""

    slot: Slot
    told: str


@require_safe
@requires((Thing.CONTACT, Action.CREATE), (Thing.TASK, Action.LIST))
def offered(request: HttpRequest) -> HttpResponse:
    """Show the two slots as buttons that fill day and hour; a sentence where the calendar is full."""
    frame = shell.of(request, "today")
    return shell.page(request, "contacts/slots.html", shell=frame, page=None, offers=_offers(frame))


def _offers(frame: shell.Shell) -> tuple[Offer, ...]:
    if frame.generation is None:
        return ()
    rules = bank.playbook_of(frame.generation.business_date).of(TaskRules)
    found = slots.offered(frame.actor, frame.generation, now=bank.now(frame.today), rules=rules)
    return tuple(Offer(slot=one, told=moment(one, today=frame.today, language=language())) for one in found)
