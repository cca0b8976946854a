"""The rings above the list: only what can honestly be computed from what was recorded."""

import datetime as dt
import math
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tilth.data.models import PublishedBook
from tilth.domain import days
from tilth.domain.book.targets import Target, reach, target
from tilth.domain.call_lists.model import Day
from tilth.policy.playbook import Playbook
from tilth.web import aims, figures
from tilth.web.format import amounts

RADIUS = 26
LENGTH = 2 * math.pi * RADIUS


@dataclass(frozen=True, kw_only=True)
class Arc:
    """One arc: how long it is, where it begins, its colour class."""

    dash: str
    turn: str
    css: str
    round: bool


@dataclass(frozen=True, kw_only=True)
class Ring:
    """One ring: what it counts, out of what, and what that means."""

    label: str
    inner: str
    value: figures.Number | SafeString | str
    of: figures.Number | str
    note: SafeString | str
    late: bool
    arcs: tuple[Arc, ...]
    link: str = ""
    """Where the note leads."""


def _arc(share: float, *, start: float, css: str, end_round: bool) -> Arc:
    length = max(0.0, min(1.0, share)) * LENGTH
    return Arc(dash=f"{length:.1f} {LENGTH:.1f}", turn=f"{360 * start - 90:.1f}", css=css, round=end_round)


def rings(
    day: Day, *, book: PublishedBook | None, playbook: Playbook, today: dt.date, staff_id: str
) -> tuple[Ring, ...]:
    """Return the rings: today, week, familiar to unfamiliar, new to existing (LIST-02…04, KPI-12).

    An attempt counts as dialled and never as a contact (KPI-03); targets are those that can be reached.
    """
    size = playbook.call_list.size
    aim = target(listed=len(day.entries), reach=reach(book), size=size, today=today)
    work = figures.Work(by=staff_id, since=days.week_start(today), until=today)
    return (
        _today(day),
        _week(day, aim, today, work),
        _sides(day, playbook, work),
        _effort(day, book, playbook, work),
    )


def _today(day: Day) -> Ring:
    done, size = len(day.done), len(day.entries)
    return Ring(
        label=_("Dialled today"),
        inner=str(done),
        value=figures.number("dialled", done, figures.OWN),
        of=figures.number("listed", size, figures.OWN, text=_("of {n}").format(n=size)) if size else "",
        note=_answers(day) if done else _("none recorded yet"),
        late=False,
        arcs=(_arc(done / size if size else 0, start=0, css="s1", end_round=True),) if done else (),
    )


def _answers(day: Day) -> SafeString:
    """Say how many of those dialled answered, and with how many a talk took place."""
    done = [entry.done for entry in day.done if entry.done]
    answered, effective = sum(one.answered for one in done), sum(one.spoken for one in done)
    return format_html(
        _("{share} answered ({answered}), {effective} effective"),
        share=amounts.share(answered / len(done), places=0),
        answered=figures.number("answered", answered, figures.OWN),
        effective=figures.number("effective", effective, figures.OWN),
    )


def _week(day: Day, aim: Target, today: dt.date, work: figures.Work) -> Ring:
    pace, made = aim.pace(today), day.week.contacts
    behind = pace - made
    note = _("{n} by tonight, {behind} to go").format(n=pace, behind=behind) if behind > 0 else _("on pace")
    if aim.small_book or aim.short_list:
        why = aims.small(aim) if aim.small_book else _("the list has {n} names").format(n=aim.day)
        note = _("{note}; {why}").format(note=note, why=why)
    return Ring(
        label=_("Contacts this week"),
        inner=str(made),
        value=work.number("contacts", made),
        of=_("of {n}").format(n=aim.week) if aim.week else "",
        note=note,
        late=behind > 0,
        arcs=(_arc(made / aim.week, start=0, css="s1", end_round=True),) if made and aim.week else (),
    )


def _sides(day: Day, playbook: Playbook, work: figures.Work) -> Ring:
    familiar, unfamiliar = day.week.familiar, day.week.unfamiliar
    total = familiar + unfamiliar
    parts = playbook.call_list
    goal = _("goal {a} : {b}").format(a=parts.familiar_parts, b=parts.unfamiliar_parts)
    arcs: tuple[Arc, ...] = ()
    if total:
        share = familiar / total
        arcs = (
            _arc(share, start=0, css="s2", end_round=False),
            _arc(1 - share, start=share, css="s1", end_round=False),
        )
    return Ring(
        label=_("Familiar : unfamiliar"),
        inner=amounts.share(familiar / total, places=0) if total else "\u2014",
        value=_ratio(work.number("familiar", familiar), work.number("unfamiliar", unfamiliar), total),
        of=goal,
        note=_("customers contacted this week") if total else _("no contact this week yet"),
        late=False,
        arcs=arcs,
    )


def _ratio(one: figures.Number, other: figures.Number, total: int) -> SafeString | str:
    """Write two figures as a ratio, each a link to its customers."""
    return format_html("{} : {}", one, other) if total else amounts.DASH


def _effort(day: Day, book: PublishedBook | None, playbook: Playbook, work: figures.Work) -> Ring:
    new, existing = day.week.new, day.week.existing
    total, goal = new + existing, playbook.effort
    arcs: tuple[Arc, ...] = ()
    if total:
        arcs = (
            _arc(new / total, start=0, css="s3", end_round=False),
            _arc(existing / total, start=new / total, css="s1", end_round=False),
        )
    return Ring(
        label=_("New : existing"),
        inner=amounts.share(new / total, places=0) if total else "\u2014",
        value=_ratio(work.number("new", new), work.number("existing", existing), total),
        of=_("goal {a} : {b}").format(a=goal.new_parts, b=goal.existing_parts),
        note=_effort_note(day, new, total, playbook) if total else _("no contact this week yet"),
        late=False,
        link=figures.link("new", figures.OWN) if book and _missing(new, total, playbook) > 0 else "",
        arcs=arcs,
    )


def _missing(new: int, total: int, playbook: Playbook) -> int:
    """Return how many contacts with new customers the week still lacks for the bank's own shares."""
    parts = playbook.effort.new_parts + playbook.effort.existing_parts
    return -(-total * playbook.effort.new_parts // parts) - new


def _effort_note(day: Day, new: int, total: int, playbook: Playbook) -> str:
    """Say how many contacts with new customers are missing, or that the list names none of them."""
    missing = _missing(new, total, playbook)
    if missing <= 0:
        return _("contacts this week, on goal")
    if not day.new_names:
        return _("no new customer on today's list: see who is new")
    text = ngettext("{n} contact with a new customer to go", "{n} contacts with new customers to go", missing)
    return text.format(n=missing)
