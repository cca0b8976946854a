"""Plan something about one customer, note it, write it anew; say that a number is right after all."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from tilth.access.checks import requires
from tilth.domain import guards
from tilth.domain.numbers import operations as numbers
from tilth.domain.records import planning
from tilth.policy.permissions import Action, Thing
from tilth.web.desk import desk
from tilth.web.desk.acting import act
from tilth.web.desk.desk import Desk
from tilth.web.file.show import again
from tilth.web.tasks.forms import NoteForm, TaskForm

TAB, PAGE = "deals", "customer_deals"


@require_POST
@requires((Thing.TASK, Action.CREATE))
def add(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Plan something about a customer without a contact."""
    form = TaskForm(request.POST, at=desk.at(request))

    def do(at: Desk) -> object:
        return planning.add(at.who, customer_id, plan=form.plan())

    return act(request, customer_id, form, do=do, again=again(TAB), page=PAGE)


@require_POST
@requires((Thing.TASK, Action.CREATE))
def note(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Write something down about a customer without a contact."""
    form = NoteForm(request.POST)

    def do(at: Desk) -> object:
        return planning.note(at.who, customer_id, text=form.cleaned_data["text"])

    return act(request, customer_id, form, do=do, again=again(TAB), page=PAGE)


@require_POST
@requires((Thing.TASK, Action.UPDATE))
def change(request: HttpRequest, customer_id: str, task: UUID) -> HttpResponse:
    """Write an own open task anew, or move it to another day."""
    form = TaskForm(request.POST, at=desk.at(request))

    def do(at: Desk) -> object:
        try:
            return planning.change(at.who, customer_id, task, plan=form.plan())
        except guards.NothingToUndoError:
            raise guards.CustomerNotVisibleError(str(task)) from None

    return act(request, customer_id, form, do=do, again=again(TAB), page=PAGE)


@require_POST
@requires((Thing.CONTACT, Action.CREATE))
def right(request: HttpRequest, customer_id: str, mark: UUID) -> HttpResponse:
    """Say that a number which was marked wrong is right after all."""

    def do(at: Desk) -> object:
        return numbers.right(at.who, customer_id, mark)

    return act(request, customer_id, None, do=do, again=again("profile"), page="customer_profile")
