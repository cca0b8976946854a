"""One customer whole."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tilth.access.checks import requires
from tilth.domain import bank
from tilth.domain.customers import queries
from tilth.domain.points import queries as points
from tilth.domain.tasks import queries as tasks
from tilth.policy.permissions import Action, Thing, may
from tilth.web import shell
from tilth.web.contacts import told
from tilth.web.customers import pages
from tilth.web.customers.happened import NEEDS
from tilth.web.desk import desk
from tilth.web.desk.desk import Desk, note_view
from tilth.web.palette import recent


@require_safe
@requires(
    (Thing.CUSTOMER, Action.VIEW),
    (Thing.PERSONAL_DATA, Action.VIEW),
    (Thing.HOLDING, Action.LIST),
    (Thing.RELATION, Action.LIST),
    *NEEDS,
)
def detail(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Show one customer; one who is not the actor's does not exist here."""
    at = desk.at(request)
    found = queries.customer(at.actor, at.generation, customer_id=customer_id, today=at.frame.today)
    if found is None:
        raise Http404
    page = pages.detail(
        found,
        playbook=at.playbook,
        today=at.frame.today,
        actor=at.actor,
        generation=at.generation,
        held=at.reachable(found.figures),
        beside=found.place.beside if found.place else ("", ""),
        tasks=_tasks(at, customer_id),
        points=points.trend(at.actor, at.generation, customer_id),
        history=points.history(at.generation, kept=bank.settings_of_bank().history.days),
    )
    note_view(customer_id, "customer", others=found.relations.customer_ids)
    recent.remember(request, customer_id)
    return shell.page(request, "customers/detail.html", shell=at.frame, page=page)


def _tasks(at: Desk, customer_id: str) -> tuple[told.Line, ...]:
    """Return what stands open about a customer, to whom the role shows it."""
    if not may(at.actor.role, Thing.TASK, Action.LIST):
        return ()
    found = tasks.open_of(at.actor, at.generation, customer_id=customer_id)
    return told.lines(found, today=at.frame.today)
