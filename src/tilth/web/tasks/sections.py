"""What stands open about one customer, and the notes: a part of the file."""

from dataclasses import dataclass, replace

from tilth.data.models import PublishedCustomer
from tilth.domain import days
from tilth.domain.tasks import queries
from tilth.domain.tasks.queries import Note
from tilth.policy.permissions import Action, Thing, may
from tilth.web.contacts import told
from tilth.web.desk.forms import CustomerForm
from tilth.web.desk.rights import Rights
from tilth.web.file.reading import Reading
from tilth.web.file.tabs import Part
from tilth.web.tasks.forms import NoteForm, TaskForm


@dataclass(frozen=True, kw_only=True)
class Tasks:
    """All that stands open about one customer."""

    figures: PublishedCustomer
    can: Rights
    open: tuple[told.Line, ...]
    notes: tuple[Note, ...]
    forms: dict[str, CustomerForm]
    wrong: str


def tasks(of: Reading) -> Part | None:
    """Return tasks and notes; 2 queries."""
    if not may(of.at.actor.role, Thing.TASK, Action.LIST):
        return None
    fresh = TaskForm(initial={"due_on": days.next_working_day(of.at.frame.today)})
    page = Tasks(
        figures=of.figures,
        can=of.can,
        open=_open(of),
        notes=queries.notes_of(of.at.actor, of.at.generation, **of.known),
        forms={"task": fresh, "note": NoteForm(), **of.wrongs},
        wrong=of.refused,
    )
    return Part(template="tasks/tasks.html", page=page)


def _open(of: Reading) -> tuple[told.Line, ...]:
    """Return what stands open about a customer, each with the form that changes it."""
    lines = told.lines(of.promises, today=of.at.frame.today)
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
