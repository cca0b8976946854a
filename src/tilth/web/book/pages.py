"""The pages of a book and of a branch, complete before they are rendered."""

import datetime as dt
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.utils.translation import pgettext as _p

from tilth.domain import days
from tilth.domain.book.model import Branch, Done, Manager, Managers, Totals
from tilth.policy.playbook import Playbook
from tilth.web import charts
from tilth.web.book import coaching, panels
from tilth.web.format import amounts

WORKING_DAYS = 5
CHOICES = 500
"""Branches offered for choice."""


@dataclass(frozen=True, kw_only=True)
class Day:
    """One working day of the week: names with a result, out of how many."""

    day: dt.date
    answered: int
    of: int
    width: float


@dataclass(frozen=True, kw_only=True)
class Row:
    """One manager of the branch page."""

    manager: Manager
    facts: tuple[coaching.Fact, ...]
    hint: str
    share: str
    width: float


@dataclass(frozen=True, kw_only=True)
class Page:
    """A book or a branch."""

    title: str
    headline: SafeString | None
    totals: Totals
    aum: str
    cards: tuple[panels.Card, ...]
    steps: tuple[panels.Step, ...]
    top: str
    """What the two highest tiers hold, in one sentence; empty where it is not known."""
    penetration: charts.Chart | None
    week: tuple[Day, ...]
    customers: str
    rows: tuple[Row, ...] = ()
    following: str = ""
    first: bool = True
    branch: Branch | None = None
    branches: tuple[Branch, ...] = ()


def book(  # noqa: PLR0913 - the parts of one page, told in keywords
    totals: Totals, made: Done, *, playbook: Playbook, today: dt.date, currency: str, name: str
) -> Page:
    """Return a manager's own page."""
    size = playbook.call_list.size
    cards = (_tonight(made.tonight, totals.list_size), _week_card(made.week, size, today))
    return Page(
        title=_("{name}'s book").format(name=name),
        headline=_book_headline(totals),
        totals=totals,
        aum=amounts.short(totals.aum, language=panels.language(), currency=currency),
        cards=(*cards, *panels.standing(totals)),
        steps=panels.pyramid(totals, currency=currency),
        top=_top(totals),
        penetration=panels.penetration(totals),
        week=_week(made, size, today),
        customers=panels.customers(),
    )


def branch(  # noqa: PLR0913 - the parts of one page, told in keywords
    totals: Totals,
    managers: Managers,
    *,
    chosen: Branch,
    branches: tuple[Branch, ...],
    playbook: Playbook,
    today: dt.date,
    currency: str,
    first: bool,
) -> Page:
    """Return the page of a branch and all below it."""
    code = chosen.branch_id
    whole = first and not managers.following
    return Page(
        title=_("{name}: the branch").format(name=chosen.name),
        headline=_branch_headline(totals, managers, code) if whole else None,
        totals=totals,
        aum=amounts.short(totals.aum, language=panels.language(), currency=currency),
        cards=(
            *(_branch_cards(managers, playbook.call_list.size, today) if whole else ()),
            *panels.standing(totals, branch=code),
        ),
        steps=panels.pyramid(totals, currency=currency, branch=code),
        top=_top(totals),
        penetration=panels.penetration(totals, branch=code),
        week=(),
        customers=panels.customers(code),
        rows=tuple(_row(one) for one in managers.items),
        following=managers.following,
        first=first,
        branch=chosen,
        branches=branches[:CHOICES],
    )


def _branch_cards(managers: Managers, size: int, today: dt.date) -> tuple[panels.Card, ...]:
    answered = sum(one.answered for one in managers.items)
    listed = sum(one.list_size for one in managers.items)
    week = sum(one.done.week for one in managers.items)
    people = sum(one.list_size > 0 for one in managers.items)
    return (_tonight(answered, listed), _week_card(week, size * people, today))


def _tonight(answered: int, listed: int) -> panels.Card:
    answered = min(answered, listed)
    left = listed - answered
    note = _("{n} without result").format(n=amounts.count(left)) if left else _("all have a result")
    return panels.Card(
        label=_("Today's list"),
        value=amounts.count(answered) if listed else amounts.DASH,
        of=_p("card", "of {n}").format(n=amounts.count(listed)) if listed else _("no names tonight"),
        note=note if listed else "",
        width=panels.portion(answered, listed),
        mark=100.0 if listed else None,
    )


def _week_card(made: int, a_day: int, today: dt.date) -> panels.Card:
    target = a_day * WORKING_DAYS
    pace = min(target, _passed(today) * a_day)
    behind = pace - made
    note = _("{n} by tonight, {behind} to go").format(n=amounts.count(pace), behind=amounts.count(behind))
    return panels.Card(
        label=_("Results this week"),
        value=amounts.count(made),
        of=_p("card", "of {n}").format(n=amounts.count(target)) if target else "",
        note=note if behind > 0 else _("on pace"),
        late=behind > 0,
        width=panels.portion(made, target),
        mark=panels.portion(pace, target) if target else None,
    )


def _passed(today: dt.date) -> int:
    monday = days.week_start(today)
    return sum(days.is_working_day(monday + dt.timedelta(days=n)) for n in range((today - monday).days + 1))


def _week(made: Done, size: int, today: dt.date) -> tuple[Day, ...]:
    monday = days.week_start(today)
    dates = (monday + dt.timedelta(days=n) for n in range(7))
    return tuple(
        Day(day=day, answered=(n := made.days.get(day, 0)), of=size, width=panels.portion(n, size))
        for day in dates
        if day <= today and (days.is_working_day(day) or day in made.days)
    )


def _row(one: Manager) -> Row:
    return Row(
        manager=one,
        facts=coaching.facts(one),
        hint=coaching.hint(one),
        share=amounts.share(one.answered / one.list_size, places=0) if one.list_size else amounts.DASH,
        width=panels.portion(one.answered, one.list_size),
    )


def _top(totals: Totals) -> str:
    high = totals.tiers[:2]
    aum = [tier.aum for tier in high if tier.aum is not None]
    if len(aum) < len(high) or not totals.customers or not totals.aum:
        return ""
    return _("Platinum and above: {people} of the customers, {share} of the assets.").format(
        people=amounts.share(sum(tier.customers for tier in high) / totals.customers),
        share=amounts.share(sum(aum) / totals.aum),
    )


def _book_headline(totals: Totals) -> SafeString | None:
    """Return one sentence with a number and an action; None where nothing waits."""
    if totals.overdue:
        text = ngettext(
            "<b>{n} customer</b> waits longer than agreed: <a href='{link}'>begin with the longest wait</a>.",
            "<b>{n} customers</b> wait longer than agreed: <a href='{link}'>begin with the longest wait</a>.",
            totals.overdue,
        )
        return format_html(
            text, n=amounts.count(totals.overdue), link=panels.customers(overdue="1", sort="overdue")
        )
    if totals.under_served:
        text = _("<b>{n}</b> without recent investment: <a href='{link}'>offer what fits</a>.")
        return format_html(text, n=amounts.count(totals.under_served), link=panels.customers(under="1"))
    return None


def _branch_headline(totals: Totals, managers: Managers, code: str) -> SafeString | None:
    """Return one sentence with a number and an action; None where nothing waits."""
    there = [one for one in managers.items if not one.covered_by]
    behind = max(there, key=lambda one: one.open, default=None)
    if behind is None or not behind.open:
        behind = next((one for one in managers.items if one.open), None)
    if behind is not None and behind.covered_by:
        text = _("<b>{open} of {size} names</b> have no result yet: {name} stands in for {absent}.")
        return format_html(
            text,
            open=amounts.count(sum(one.open for one in managers.items)),
            size=amounts.count(sum(one.list_size for one in managers.items)),
            name=behind.covered_by,
            absent=behind.name,
        )
    if behind is not None:
        text = _("<b>{open} of {size} names</b> have no result yet: ask {name} first, {left} are there.")
        return format_html(
            text,
            open=amounts.count(sum(one.open for one in managers.items)),
            size=amounts.count(sum(one.list_size for one in managers.items)),
            name=behind.name,
            left=amounts.count(behind.open),
        )
    if totals.overdue:
        text = _("<b>{n} customers</b> wait longer than agreed: <a href='{link}'>share them out</a>.")
        link = panels.customers(code, overdue="1", sort="overdue")
        return format_html(text, n=amounts.count(totals.overdue), link=link)
    return None
