"""The page of a map of key actions, complete before it is drawn."""

import datetime as dt
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tilth.policy import key_actions
from tilth.policy.codes import HORIZONS
from tilth.policy.key_actions import Done, Span, Step
from tilth.policy.month_care import MonthCare
from tilth.policy.playbook.work import KeyAction
from tilth.web import figures, labels
from tilth.web.figures import OWN, Number, Whose, Work
from tilth.web.format import amounts
from tilth.web.format.languages import language

_OF_BOOK = {"due_contacted": "contacts", "under_contacted": "contacts"}
"""Counts of customers of whom something else holds too: what was done with them."""
_PLAIN = {"summaries": "day_summary", "team_summaries": "team_summaries", "plans": "week_plan"}
"""Counts whose rows no list of customers shows: the page where they stand."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One key action with what there is of it."""

    step: Step
    text: str
    figure: Number | SafeString | str
    """What was counted, a link to its rows; empty for one by hand."""
    page: str
    """The name of the page where the rows stand that no figure opens."""


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One number of the month's care."""

    label: str
    value: Number | str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Tab:
    """One span above the map."""

    code: str
    label: str
    current: bool


@dataclass(frozen=True, kw_only=True)
class Page:
    """A map of one span."""

    span: str
    days: Span
    tabs: tuple[Tab, ...]
    lines: tuple[Line, ...]
    done: Done
    mapped: bool
    """Whether the role has a map at all."""
    plans: bool
    """Whether the reader plans weeks."""
    proposed: bool
    """Whether the playbook marks some of it as defaults to be verified (TRAP-33)."""
    care: tuple[Cell, ...] = ()
    """The care of the month in figures; none for another span, and for who keeps no book."""
    over: int = 0
    """Contacts of the month that find no place."""
    refused: str = ""


def page(  # noqa: PLR0913 - all that one page is made of
    steps: tuple[Step, ...],
    *,
    span: str,
    today: dt.date,
    staff_id: str,
    mapped: bool,
    plans: bool = False,
    care: MonthCare | None = None,
    refused: str = "",
) -> Page:
    """Return the own map of a span."""
    days = key_actions.span(span, today)
    return Page(
        span=span,
        days=days,
        tabs=tabs(span),
        lines=tuple(line(one, days, staff_id, OWN) for one in steps),
        done=key_actions.done(steps),
        mapped=mapped,
        plans=plans,
        care=cells(care) if care else (),
        over=care.over if care else 0,
        proposed=any(one.action.to_verify for one in steps),
        refused=refused,
    )


def cells(care: MonthCare) -> tuple[Cell, ...]:
    """Return the care of a month: three figures that open their rows, what they ask for, and the places."""
    overdue, week, month = (
        Cell(label=figures.label(code), value=figures.number(code, value, OWN))
        for code, value in (("overdue", care.overdue), ("care_week", care.week), ("care_month", care.month))
    )
    return (
        overdue,
        week,
        month,
        Cell(label=_("Contacts that this asks for"), value=amounts.count(care.contacts)),
        Cell(
            label=_("Places left this month"),
            value=amounts.count(care.left),
            note=f"/ {amounts.count(care.places)}",
        ),
    )


def tabs(span: str) -> tuple[Tab, ...]:
    """Return the spans to choose from."""
    return tuple(Tab(code=one, label=labels.label("horizon", one), current=one == span) for one in HORIZONS)


def text(action: KeyAction) -> str:
    """Return what is to be done, in the reader's language."""
    return action.text.told(language())


def line(step: Step, days: Span, staff_id: str, whose: Whose) -> Line:
    """Return one line; `whose`: the reader's own book, or that of a manager."""
    counted = step.action.counted
    return Line(
        step=step,
        text=text(step.action),
        figure=_figure(step, days, staff_id, whose) if counted else "",
        page=_PLAIN.get(counted, ""),
    )


def _figure(step: Step, days: Span, staff_id: str, whose: Whose) -> Number | str:
    counted = step.action.counted
    work = Work(by=staff_id, since=days.since, until=days.until)
    if counted in _PLAIN:
        return amounts.count(step.value)
    if counted in _OF_BOOK:
        asked = work.asked(_OF_BOOK[counted])
        return figures.number(counted, step.value, whose, worked=asked)
    if counted == "week_connected":
        return figures.number(counted, step.value, whose)
    return work.number(counted, step.value)
