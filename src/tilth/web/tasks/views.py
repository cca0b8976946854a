"""What stands open about one customer: tasks and appointments without a contact, notes, wrong numbers."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST, require_safe

from tilth.access.checks import requires
from tilth.data.models import PublishedCustomer
from tilth.domain import days, guards
from tilth.domain.numbers import operations as numbers
from tilth.domain.tasks import planning, queries
from tilth.domain.tasks.operations import LATEST
from tilth.domain.tasks.planning import Plan
from tilth.domain.tasks.queries import Note
from tilth.policy import codes
from tilth.policy.permissions import Action, Thing
from tilth.web import fields, labels, shell
from tilth.web.contacts import told
from tilth.web.desk import desk, rights
from tilth.web.desk.acting import UNPROCESSABLE, act, by, error_of
from tilth.web.desk.desk import Desk, note_view
from tilth.web.desk.forms import LONG, CustomerForm

_STEPS = tuple(code for code in codes.NEXT_STEPS if code != "none")
PAGE = "customer_tasks"


class TaskForm(CustomerForm):
    """Something to do: what, when, and of an appointment where and with whom."""

    code = "task"
    step = forms.ChoiceField(label=gettext_lazy("What"), choices=labels.choices("next_step", _STEPS))
    text = fields.Text(label=gettext_lazy("In words"), required=False, max_length=200)
    due_on = fields.Day(
        label=gettext_lazy("On"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    due_at = forms.TimeField(
        label=gettext_lazy("At"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    place = forms.ChoiceField(
        label=gettext_lazy("Place"),
        required=False,
        choices=[("", "—"), *labels.choices("place", codes.PLACES)],
    )
    party = fields.Text(label=gettext_lazy("Who comes along"), required=False, max_length=200)

    def __init__(self, *args: Any, at: Desk | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.day = None if at is None else at.frame.today

    def clean(self) -> dict[str, Any]:
        """Ask for words where the choice says nothing; refuse days that have passed."""
        given = super().clean() or {}
        if given.get("step") == "other" and not given.get("text"):
            self.add_error("text", _("Say in a few words what comes next."))
        day = given.get("due_on")
        if day is not None and self.day is not None and not self.day <= day <= self.day + LATEST:
            self.add_error("due_on", _("Choose a day from today on, within a year."))
        return given

    def plan(self) -> Plan:
        """Return what was written."""
        return Plan(**self.cleaned_data)


class NoteForm(CustomerForm):
    """A few words about a customer."""

    code = "note"
    text = fields.Text(
        label=pgettext_lazy("task", "Note"),
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Write a few words.")},
    )


@dataclass(frozen=True, kw_only=True)
class Page:
    """All that stands open about one customer."""

    figures: PublishedCustomer
    can: rights.Rights
    open: tuple[told.Line, ...]
    notes: tuple[Note, ...]
    forms: dict[str, CustomerForm]
    wrong: str
    error: str
    done: bool
    tab: str = "tasks"


@require_safe
@requires((Thing.CUSTOMER, Action.VIEW), (Thing.TASK, Action.LIST))
def tasks(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Show what stands open about a customer, and the notes."""
    return _show(request, desk.at(request), customer_id, None)


def _show(request: HttpRequest, at: Desk, customer_id: str, wrong: CustomerForm | None) -> HttpResponse:
    row = at.customer(customer_id)
    known = {"customer_id": customer_id}
    fresh = TaskForm(initial={"due_on": days.next_working_day(at.frame.today)})
    page = Page(
        figures=row,
        can=at.rights(row),
        open=_open(at, customer_id),
        notes=queries.notes_of(at.actor, at.generation, **known),
        forms={"task": fresh, "note": NoteForm()} | ({} if wrong is None else {wrong.code: wrong}),
        wrong="" if wrong is None else wrong.code,
        error=error_of(wrong),
        done="done" in request.GET,
    )
    note_view(customer_id, "task")
    status = UNPROCESSABLE if wrong else 200
    return shell.page(request, "tasks/tasks.html", shell=at.frame, page=page, status=status)


def _open(at: Desk, customer_id: str) -> tuple[told.Line, ...]:
    """Return what stands open about a customer, each with the form that changes it; one query."""
    found = queries.open_of(at.actor, at.generation, customer_id=customer_id)
    lines = told.lines(found, today=at.frame.today)
    return tuple(replace(line, form=_change(line)) if line.promise.mine else line for line in lines)


def _change(line: told.Line) -> TaskForm:
    one = line.promise
    form = TaskForm(
        initial={
            "step": one.step or "other",
            "text": one.text,
            "due_on": one.due_on,
            "due_at": one.due_at,
            "place": one.place,
            "party": one.party,
        }
    )
    form.auto_id = f"task-{one.id}_%s"
    return form


@require_POST
@requires((Thing.TASK, Action.CREATE))
def add(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Plan something about a customer without a contact."""
    form = TaskForm(request.POST, at=desk.at(request))

    def do(at: Desk) -> object:
        return planning.add(**by(at), customer_id=customer_id, plan=form.plan())

    return act(request, customer_id, form, do=do, again=_show, page=PAGE)


@require_POST
@requires((Thing.TASK, Action.CREATE))
def note(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Write something down about a customer without a contact."""
    form = NoteForm(request.POST)

    def do(at: Desk) -> object:
        return planning.note(**by(at), customer_id=customer_id, text=form.cleaned_data["text"])

    return act(request, customer_id, form, do=do, again=_show, page=PAGE)


@require_POST
@requires((Thing.TASK, Action.UPDATE))
def change(request: HttpRequest, customer_id: str, task: UUID) -> HttpResponse:
    """Write an own open task anew, or move it to another day."""
    form = TaskForm(request.POST, at=desk.at(request))

    def do(at: Desk) -> object:
        try:
            return planning.change(**by(at), customer_id=customer_id, task_id=task, plan=form.plan())
        except guards.NothingToUndoError:
            raise guards.CustomerNotVisibleError(str(task)) from None

    return act(request, customer_id, form, do=do, again=_show, page=PAGE)


@require_POST
@requires((Thing.CONTACT, Action.CREATE))
def right(request: HttpRequest, customer_id: str, mark: UUID) -> HttpResponse:
    """Say that a number which was marked wrong is right after all."""

    def do(at: Desk) -> object:
        return numbers.right(**by(at), customer_id=customer_id, mark_id=mark)

    return act(request, customer_id, None, do=do, again=_show, page="customer")
