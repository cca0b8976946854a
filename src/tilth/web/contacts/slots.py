"""Two free hours of the own calendar, offered where the form of a record asks for an appointment."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tilth.access.checks import requires
from tilth.domain import bank
from tilth.domain.appointments import slots
from tilth.domain.customers import queries as customers
from tilth.domain.numbers import queries as numbers
from tilth.policy.permissions import Action, Thing
from tilth.policy.slots import Slot
from tilth.policy.subjects.task import TaskRules
from tilth.web import fields, shell
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
    """Show the two slots as buttons that fill day and hour; a sentence where the calendar is full.

    `for` in the address names a customer in sight, whose best hours they keep to.
    """
    frame = shell.of(request, "today")
    offers = _offers(frame, fields.text_of(request.GET, "for"))
    return shell.page(request, "contacts/slots.html", shell=frame, page=None, offers=offers)


def _offers(frame: shell.Shell, customer_id: str) -> tuple[Offer, ...]:
    if frame.generation is None:
        return ()
    seen = customers.seen(frame.actor, frame.generation, customer_id=customer_id) if customer_id else None
    best = numbers.best(seen.figures) if seen else ()
    rules = bank.playbook_of(frame.generation.business_date).of(TaskRules)
    found = slots.offered(frame.actor, frame.generation, now=bank.now(frame.today), rules=rules, best=best)
    return tuple(Offer(slot=one, told=moment(one, today=frame.today, language=language())) for one in found)
