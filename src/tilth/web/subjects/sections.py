"""One subject's section: its records in lines, what can be done with each, and the form that adds one."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tilth.access.ahead import Asked
from tilth.data.models import PublishedCustomer, User
from tilth.data.records import Record, Said, columns_of
from tilth.domain import acts as doing
from tilth.domain import guards, sayings, subjects
from tilth.domain.acting import Who
from tilth.domain.acts import Act
from tilth.domain.diary import queries as diary
from tilth.domain.sayings import Saying
from tilth.policy.permissions import may
from tilth.policy.subjects import SUBJECTS, Subject
from tilth.policy.things import Action
from tilth.policy.words import Words
from tilth.web.act_form import ActForm
from tilth.web.desk.desk import Desk
from tilth.web.file.reading import Reading
from tilth.web.file.tabs import Maker, Part
from tilth.web.format.languages import language
from tilth.web.templating.words import money_exact

MOST = 50
"""Records that a section shows; older ones are counted in words."""
_OWN = frozenset({"id", "customer_id", "staff_id", "made_by_id", "made_at", "voided_at", "voided_by_id"})


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One value of a record: of which column, and how it is written."""

    label: str
    value: Any
    how: str
    """money, day, moment, word or text."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One record as the page shows it."""

    id: UUID
    day: dt.date | dt.datetime
    state: str
    """The word of its state; empty for a subject without states."""
    tone: str
    cells: tuple[Cell, ...]
    notes: tuple[Cell, ...]
    restricted: str
    """That few read it, in words; empty for what everybody reads who sees the customer."""
    by: str
    forms: tuple[ActForm, ...]
    undo: bool
    """Whoever looks has just written it and may take it back."""


@dataclass(frozen=True, kw_only=True)
class Section:
    """One subject of one customer."""

    subject: Subject
    heading: str
    told: str
    """One line above its records; empty for a subject that says none."""
    lines: tuple[Line, ...]
    more: bool
    """There are older ones."""
    adds: tuple[ActForm, ...]
    wrong: str
    """Code of the form that was refused; it stands open."""


@dataclass(frozen=True, kw_only=True)
class Sections:
    """The sections of the subjects that stand in one tab and that the reader may list."""

    figures: PublishedCustomer
    sections: tuple[Section, ...]


def asked(tab: str, at: Desk, customer_id: str) -> tuple[Asked[Any], ...]:
    """Return what the part of a tab begins with, to be sent together with other reads."""
    names = [one.name for one in _listed(tab, at.actor.role)]
    if not names:
        return ()
    return (diary.asked_held(at.actor, at.generation, customer_id=customer_id, subjects=names),)


def _listed(tab: str, role: str) -> list[Subject]:
    """Return the subjects that are declared to stand in a tab and that a role may list."""
    those = (one for one in SUBJECTS if one.tab == tab and not one.own_part)
    return [one for one in those if may(role, one.thing, Action.LIST)]


def standing(tab: str) -> Maker:
    """Return what makes the part of a tab for the subjects that are declared to stand in it."""

    def made(of: Reading) -> Part | None:
        """Return the sections; one query that tells which hold anything, and one for each of those."""
        mine = _listed(tab, of.at.actor.role)
        if not mine:
            return None
        wrong = of.wrong if isinstance(of.wrong, ActForm) else None
        who, customer = of.at.who, of.figures
        held = _held(who, mine, customer.customer_id)
        found = tuple(_section(who, one, customer, _newest(who, one, customer, held), wrong) for one in mine)
        return Part(template="subjects/sections.html", page=Sections(figures=of.figures, sections=found))

    return made


def _held(who: Who, subjects: list[Subject], customer_id: str) -> set[str]:
    """Return the names of those of which the customer may have a record; what is confided has no line."""
    names = [one.name for one in subjects]
    found = diary.held(who.by, who.generation, customer_id=customer_id, subjects=names)
    return found | {one.name for one in subjects if one.hides}


def _newest(who: Who, subject: Subject, customer: PublishedCustomer, held: set[str]) -> list[Record]:
    """Return the customer's newest records of a subject; no query where there is none."""
    if subject.name not in held:
        return []
    return doing.in_sight(who, subject, customer.customer_id, most=MOST + 1)


def _section(
    who: Who, subject: Subject, customer: PublishedCustomer, found: list[Record], wrong: ActForm | None
) -> Section:
    """Return a subject's section of its newest records, one more than are shown where there are older."""
    all_read = len(found) <= MOST
    held = columns_of(subjects.model(subject))
    return Section(
        subject=subject,
        heading=subject.many.told(language()),
        told=_told(sayings.of(who, subject, customer, found, all_read=all_read)),
        lines=tuple(_line(who, subject, row, held, wrong) for row in found[:MOST]),
        more=not all_read,
        adds=tuple(
            _again(ActForm(one, today=who.today), wrong)
            for one in subjects.acts(subject)
            if not one.of_row and may(who.by.role, subject.thing, one.action)
        ),
        wrong="" if wrong is None else wrong.code,
    )


def _told(saying: Saying | None) -> str:
    """Return a saying in the reader's language, its amounts as money."""
    if saying is None:
        return ""
    told = {name: _written(value) for name, value in saying.values.items()}
    return _(saying.sentence).format(**told)


def _written(value: Decimal | int | Words) -> str | int:
    if isinstance(value, Words):
        return value.told(language())
    return money_exact(value) if isinstance(value, Decimal) else value


def _line(who: Who, subject: Subject, row: Record, held: Mapping[str, Said], wrong: ActForm | None) -> Line:
    state, tone = _state(who, subject, row)
    notes = [name for name, one in held.items() if one.kind == "note"]
    others = [name for name in subject.line if name != "state" and name not in _OWN]
    return Line(
        id=row.pk,
        day=getattr(row, subject.happened),
        state=state,
        tone=tone,
        cells=tuple(_cell(row, name, held[name]) for name in others if getattr(row, name) not in (None, "")),
        notes=tuple(_cell(row, name, held[name]) for name in notes if getattr(row, name)),
        restricted=held["restricted"].words.told(language()) if getattr(row, "restricted", False) else "",
        by=getattr(row, "by", "") or _("made by the night"),
        forms=tuple(
            _again(ActForm(one, row=row.pk, today=who.today, said=_said(subject, row)), wrong)
            for one in subjects.acts(subject)
            if one.of_row and _offered(who.by, one, row)
        ),
        undo=row.made_by_id == who.by.pk
        and who.at - row.made_at <= guards.UNDO
        and getattr(row, "decided_at", None) is None,
    )


def _said(subject: Subject, row: Record) -> dict[str, Any]:
    """Return what the line of a record says of it."""
    return {name: getattr(row, name) for name in subject.line}


def _state(who: Who, subject: Subject, row: Record) -> tuple[str, str]:
    """Return the word of a record's state and its tone: of its states, else whether it is done or late."""
    code = getattr(row, "state", "")
    if code in subject.states:
        return subject.states[code].told(language()), subject.tones[code].value
    if subject.due is None:
        return "", ""
    if not _open(subject, row):
        return _("Done"), "ok"
    late = getattr(row, subject.due.day) < who.today
    return (_("overdue"), "late") if late else (pgettext("subject", "Open"), "due")


def _offered(actor: User, act: Act, row: Record) -> bool:
    """Say whether an act is offered: nothing that would be refused."""
    if not may(actor.role, act.subject.thing, act.action):
        return False
    due = act.subject.due
    if due is not None and act.name == due.act and not _open(act.subject, row):
        return False
    return act.action is not Action.DECIDE or row.made_by_id != actor.pk


def _open(subject: Subject, row: Record) -> bool:
    """Say whether a record still waits: its day of ending is empty, and its state is the first one."""
    if subject.due is not None and getattr(row, subject.due.until) is not None:
        return False
    return not subject.states or getattr(row, "state", "") == next(iter(subject.states))


def _again(form: ActForm, wrong: ActForm | None) -> ActForm:
    """Return the form that was refused in place of the empty one."""
    return wrong if wrong is not None and wrong.code == form.code else form


def _cell(row: Record, name: str, says: Said) -> Cell:
    value = getattr(row, name)
    how = "text"
    if says.codes:
        value, how = says.codes[value].told(language()) if value in says.codes else value, "word"
    elif says.kind == "amount":
        how = "money"
    elif isinstance(value, dt.datetime):
        how = "moment"
    elif isinstance(value, dt.date):
        how = "day"
    return Cell(label=says.words.told(language()), value=value, how=how)
