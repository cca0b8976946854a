"""One thing that is due as a page shows it: in words, with its day, and how it is done."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from tilth.data.models import DiaryLine, User
from tilth.domain import guards, subjects
from tilth.domain.acts import Act
from tilth.domain.due import kinds
from tilth.domain.due.model import Item
from tilth.policy.permissions import Action, Thing, may
from tilth.policy.subjects import Subject
from tilth.web import lines
from tilth.web.act_form import ActForm
from tilth.web.desk import places
from tilth.web.format.languages import language
from tilth.web.format.moments import moment

TASK = Thing.TASK.value
FEW = 1
"""What an act must be told at most to be done in its line."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of a queue."""

    item: Item
    icon: str
    kind: str
    what: str
    moment: str
    late: bool
    now: bool
    """It is of today."""
    covered: str
    """For whom the reader stands in; empty: it is the reader's own, or of somebody whom the reader leads."""
    whose: str
    """Whose it is, where the reader looks after several people."""
    link: str
    """Where its records stand in the customer's file."""
    how: str
    """tick, met, form: how it is done here; empty: it is not."""
    form: ActForm | None

    @property
    def movable(self) -> bool:
        """It is the reader's own task and still to come or to be done: it may lie on another day."""
        return self.how == "tick" or (self.how == "met" and not self.late)

    @property
    def pick(self) -> str:
        """How it is named where several are chosen; empty: it is ended by itself alone."""
        if not self.movable and (self.form is None or not wordless(self.form.act)):
            return ""
        return f"{self.item.place.subject}~{self.item.customer_id}~{self.item.row_id}"


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Who reads, on which day, and who is who."""

    actor: User
    today: dt.date
    now: dt.time
    names: Mapping[str, str]
    mine: tuple[str, ...] = ()
    """Whose promises the reader keeps: the own number and those of people stood in for."""

    def line(self, item: Item, wrong: ActForm | None = None) -> Line:
        """Return a line; `wrong`: the form that was refused."""
        how, form = self._done(item, wrong)
        own = item.staff_id == self.actor.staff_id
        who = "" if own else self.names.get(item.staff_id, item.staff_id)
        said = lines.told(item.subject, item.said, today=self.today, note=item.note, whole=False)
        return Line(
            item=item,
            icon=item.subject.icon,
            kind=item.subject.words.told(language()),
            what=said,
            moment=moment(item, today=self.today, language=language()),
            late=item.due_on < self.today,
            now=item.due_on == self.today,
            covered=who if item.staff_id in self.mine else "",
            whose="" if item.staff_id in self.mine else who,
            link=reverse(places.of_tab(item.subject.tab), args=[item.customer_id]),
            how=how,
            form=form,
        )

    def _done(self, item: Item, wrong: ActForm | None) -> tuple[str, ActForm | None]:
        if item.place.subject == TASK:
            mine = item.staff_id in self.mine and may(self.actor.role, Thing.TASK, Action.UPDATE)
            return (("met" if met(item, today=self.today, now=self.now) else "tick") if mine else ""), None
        act = ending(item.subject)
        if act is None or not self._may(act, item):
            return "", None
        form = ActForm(act, row=UUID(item.row_id), today=self.today, said=item.said)
        return "form", wrong if wrong is not None and wrong.code == form.code else form

    def _may(self, act: Act, item: Item) -> bool:
        if not may(self.actor.role, act.subject.thing, act.action):
            return False
        return act.action is not Action.DECIDE or item.staff_id != self.actor.staff_id


def met(item: Item | DiaryLine, *, today: dt.date, now: dt.time) -> bool:
    """Say whether it is to be told who came: an appointment whose moment has passed."""
    if item.said.get("kind") != "appointment" or item.due_on is None:
        return False
    past = item.due_on == today and item.due_at is not None and item.due_at < now
    return past or item.due_on < today


def plain_ending(subject: Subject) -> Act | None:
    """Return the act that ends records of a subject without a word; None where it must be told something."""
    act = ending(subject)
    return act if act is not None and wordless(act) else None


def wordless(act: Act) -> bool:
    """Say whether an act must be told nothing."""
    return not any(one.required for one in act.arguments)


def ending(subject: Subject) -> Act | None:
    """Return the act of the kit that ends what is due, where a line has room for what it must be told."""
    due = subject.due
    found = subjects.acts(subject) if due else ()
    act = next((one for one in found if due and one.name == due.act and one.of_row), None)
    if act is None or sum(one.required for one in act.arguments) > FEW:
        return None
    return act


def leads(actor: User) -> bool:
    """Say whether somebody looks after others' queues rather than keeping one."""
    return actor.role not in guards.MANAGERS


def decides(actor: User) -> tuple[str, ...]:
    """Return the kinds on which somebody decides."""
    return kinds.decided_by(actor.role)
