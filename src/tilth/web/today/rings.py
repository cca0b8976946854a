"""The rings above the list: only what can honestly be computed from what was recorded."""

import datetime as dt
import math
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tilth.domain import days
from tilth.domain.call_lists.model import Day
from tilth.policy.playbook import Playbook
from tilth.web.format import amounts

RADIUS = 26
LENGTH = 2 * math.pi * RADIUS
WORKING_DAYS = 5


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
    value: str
    of: str
    note: str
    late: bool
    arcs: tuple[Arc, ...]


def _arc(share: float, *, start: float, css: str, end_round: bool) -> Arc:
    length = max(0.0, min(1.0, share)) * LENGTH
    return Arc(dash=f"{length:.1f} {LENGTH:.1f}", turn=f"{360 * start - 90:.1f}", css=css, round=end_round)


def rings(day: Day, *, playbook: Playbook, today: dt.date) -> tuple[Ring, ...]:
    """Return the rings: today, week, familiar to unfamiliar, new to existing (LIST-02…04, KPI-12)."""
    return (_today(day), _week(day, playbook, today), _sides(day, playbook), _effort(day, playbook))


def _today(day: Day) -> Ring:
    done, size = len(day.done), len(day.entries)
    connected = sum(entry.done.two_way for entry in day.done if entry.done)
    note = _("none recorded yet")
    if done:
        note = _("{n} connected, {share}").format(
            n=connected, share=amounts.share(connected / done, places=0)
        )
    return Ring(
        label=_("Today"),
        inner=str(done),
        value=str(done),
        of=_("of {n}").format(n=size) if size else "",
        note=note,
        late=False,
        arcs=(_arc(done / size if size else 0, start=0, css="s1", end_round=True),) if done else (),
    )


def _week(day: Day, playbook: Playbook, today: dt.date) -> Ring:
    target = playbook.call_list.size * WORKING_DAYS
    monday = days.week_start(today)
    passed = sum(days.is_working_day(monday + dt.timedelta(days=n)) for n in range((today - monday).days + 1))
    pace = min(target, passed * playbook.call_list.size)
    behind = pace - day.week.made
    note = _("{n} by tonight, {behind} to go").format(n=pace, behind=behind) if behind > 0 else _("on pace")
    return Ring(
        label=_("This week"),
        inner=str(day.week.made),
        value=str(day.week.made),
        of=_("of {n}").format(n=target),
        note=note,
        late=behind > 0,
        arcs=(_arc(day.week.made / target, start=0, css="s1", end_round=True),) if day.week.made else (),
    )


def _sides(day: Day, playbook: Playbook) -> Ring:
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
        value=f"{familiar} : {unfamiliar}" if total else "\u2014",
        of=goal,
        note=_("customers contacted this week") if total else _("no contact this week yet"),
        late=False,
        arcs=arcs,
    )


def _effort(day: Day, playbook: Playbook) -> Ring:
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
        value=f"{new} : {existing}" if total else "\u2014",
        of=_("goal {a} : {b}").format(a=goal.new_parts, b=goal.existing_parts),
        note=_effort_note(new, total, playbook) if total else _("no contact this week yet"),
        late=False,
        arcs=arcs,
    )


def _effort_note(new: int, total: int, playbook: Playbook) -> str:
    """Say how many contacts with new customers the week still lacks for the bank's own shares."""
    parts = playbook.effort.new_parts + playbook.effort.existing_parts
    missing = -(-total * playbook.effort.new_parts // parts) - new
    if missing <= 0:
        return _("contacts this week, on goal")
    text = ngettext("{n} contact with a new customer to go", "{n} contacts with new customers to go", missing)
    return text.format(n=missing)
