"""The pages of a book and of a branch, complete before they are rendered."""

import datetime as dt
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.utils.translation import pgettext as _p

from tilth.domain import days
from tilth.domain.book import targets
from tilth.domain.book.model import Branch, Done, Kept, Manager, Managers, Totals
from tilth.domain.counted import COUNTED
from tilth.domain.customers import worked
from tilth.policy.playbook import Playbook
from tilth.web import charts, figures
from tilth.web.book import coaching, panels, structure, weeks
from tilth.web.book.waiting import Waiting
from tilth.web.format import amounts
from tilth.web.format.languages import language

CHOICES = 500
"""Branches offered for choice."""
NAMED = 3
"""So many who are equally far behind are named; more are counted."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One manager of the branch page."""

    manager: Manager
    customers: figures.Number
    waiting: figures.Number
    listed: figures.Number
    week: figures.Number
    week_dialled: figures.Number
    elsewhere: str
    """How many customers of the book belong to other branches, in words; empty where none does."""
    facts: tuple[coaching.Fact, ...]
    hint: str
    width: float


@dataclass(frozen=True, kw_only=True)
class Rest:
    """Customers of a branch whom none of its managers keeps."""

    code: str
    label: str
    about: str
    customers: figures.Number
    overdue: figures.Number
    listed: figures.Number


@dataclass(frozen=True, kw_only=True)
class Page:
    """A book or a branch."""

    title: str
    headline: SafeString | None
    totals: Totals
    aum: figures.Number
    cards: tuple[panels.Card, ...]
    steps: tuple[panels.Step, ...]
    top: str
    """What the two highest tiers hold, in one sentence; empty where it is not known."""
    lean: str
    """A warning where the assets lean on few customers; else empty."""
    kept_here: str
    """How much of the customers' money lies here, as far as that is known; else empty."""
    penetration: charts.Chart | None
    week: tuple[weeks.Day, ...]
    customers: figures.Number
    events: figures.Number | SafeString
    """Events of the night and reasons that are still open."""
    decisions: tuple[figures.Number, ...] = ()
    """What waits for the reader's decision."""
    rows: tuple[Row, ...] = ()
    rest: tuple[Rest, ...] = ()
    """Rows that make the managers' sum the branch; on its last page."""
    uncounted: bool = False
    """Whether the branch is too large to say who keeps its customers."""
    sum: figures.Number | None = None
    following: str = ""
    first: bool = True
    branch: Branch | None = None
    branches: tuple[Branch, ...] = ()


def book(  # noqa: PLR0913 - the parts of one page, told in keywords
    totals: Totals,
    made: Done,
    *,
    playbook: Playbook,
    today: dt.date,
    currency: str,
    name: str,
    staff_id: str,
    events: int,
) -> Page:
    """Return a manager's own page."""
    mine, work = figures.OWN, _since_monday(staff_id, today)
    size = playbook.call_list.size
    aim = targets.target(listed=totals.list_size, reach=totals.reach, size=size, today=today)
    return Page(
        title=_("{name}'s book").format(name=name),
        headline=_book_headline(totals),
        totals=totals,
        aum=_assets(totals, mine, currency),
        cards=(
            _tonight(made.tonight, totals.list_size, mine),
            weeks.card(made.week, made.week_dialled, aim, today, work),
            *panels.standing(totals, mine, group=playbook.cultivation, currency=currency),
        ),
        steps=panels.pyramid(totals, mine, currency=currency),
        top=_top(totals),
        lean=structure.leans(totals, playbook),
        kept_here=structure.kept_here(totals),
        penetration=panels.penetration(totals, mine),
        week=weeks.by_day(made, aim, today, work),
        customers=_customers(totals, mine),
        events=_events(events, mine),
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
    events: int,
    opens: bool = True,
    waiting: Waiting | None = None,
) -> Page:
    """Return the page of a branch and all below it; `opens`: whether the reader may list its customers."""
    code = chosen.branch_id
    here = figures.of_branch(code, opens=opens)
    whole = first and not managers.following
    people = tuple(one.of_branch(totals.kept) for one in managers.items)
    held = waiting or Waiting()
    return Page(
        title=_("{name}: the branch").format(name=chosen.name),
        headline=_branch_headline(totals, people, here) if whole else None,
        totals=totals,
        aum=_assets(totals, here, currency),
        cards=(
            *(_branch_cards(people, totals.kept, playbook.call_list.size, today, here) if whole else ()),
            *panels.standing(totals, here, group=playbook.cultivation, currency=currency),
        ),
        steps=panels.pyramid(totals, here, currency=currency),
        top=_top(totals),
        lean=structure.leans(totals, playbook),
        kept_here=structure.kept_here(totals),
        penetration=panels.penetration(totals, here),
        week=(),
        customers=_customers(totals, here),
        events=_events(events, here),
        rows=tuple(
            _row(one, here, today, exact=totals.kept is not None, late=held.late.get(one.staff_id, 0))
            for one in people
        ),
        decisions=held.decisions,
        rest=() if managers.following else _rest(totals.kept, here),
        uncounted=totals.kept is None and totals.customers > 0,
        sum=None if managers.following or totals.kept is None else _customers(totals, here),
        following=managers.following,
        first=first,
        branch=chosen,
        branches=branches[:CHOICES],
    )


def _customers(totals: Totals, whose: figures.Whose) -> figures.Number:
    text = ngettext("{n} customer", "{n} customers", totals.customers)
    words = text.format(n=amounts.count(totals.customers))
    return figures.number("customers", totals.customers, whose, text=words)


def _assets(totals: Totals, whose: figures.Whose, currency: str) -> figures.Number:
    text = amounts.short(totals.aum, language=language(), currency=currency)
    return figures.amount("assets", totals.aum, whose, text=text)


def _events(number: int, whose: figures.Whose) -> figures.Number | SafeString:
    """Return the number of open events; of very many only that there are more, with the way to them."""
    if number > COUNTED:
        text = _("more than {n} events open").format(n=amounts.count(COUNTED))
        link = figures.link("events", whose)
        return format_html('<a href="{}">{}</a>', link, text) if link else format_html("{}", text)
    text = ngettext("{n} event open", "{n} events open", number).format(n=amounts.count(number))
    return figures.number("events", number, whose, text=text)


def _since_monday(by: str, today: dt.date, *, opens: bool = True) -> figures.Work:
    return figures.Work(by=by, since=days.week_start(today), until=today, opens=opens)


def _branch_cards(
    people: tuple[Manager, ...], kept: Kept | None, size: int, today: dt.date, here: figures.Whose
) -> tuple[panels.Card, ...]:
    listing = [one for one in people if one.list_size > 0]
    aim = targets.together(
        targets.target(listed=one.list_size, reach=one.reach, size=size, today=today) for one in listing
    )
    made = (sum(one.done.week for one in people), sum(one.done.week_dialled for one in people))
    dialled, listed = _names(people, kept)
    work = _since_monday(worked.of_branch(here.branch), today, opens=here.opens)
    return (_tonight(dialled, listed, here if kept else None), weeks.card(*made, aim, today, work))


def _names(people: tuple[Manager, ...], kept: Kept | None) -> tuple[int, int]:
    """Return how many names of the lists have a result, and how many there are."""
    if kept is None:
        return sum(one.dialled for one in people), sum(one.list_size for one in people)
    return kept.all.dialled, kept.all.listed


def _tonight(dialled: int, listed: int, whose: figures.Whose | None) -> panels.Card:
    """Return the card of the list; without `whose` it is the sum of the managers' rows below."""
    dialled = min(dialled, listed)
    left = listed - dialled
    text = _("{n} without result").format(n=amounts.count(left))
    waiting = figures.number("waiting", left, whose, text=text) if whose and left else None
    note = "" if waiting else text if left else _("all have a result")
    return panels.Card(
        label=_("Today's list, dialled"),
        value=_dialled(dialled, whose) if listed else amounts.DASH,
        of=_p("card", "of {n}").format(n=amounts.count(listed)) if listed else _("no names tonight"),
        note=note if listed else "",
        more=(waiting,) if waiting else (),
        width=panels.portion(dialled, listed),
        mark=100.0 if listed else None,
    )


def _dialled(number: int, whose: figures.Whose | None) -> figures.Number | str:
    return figures.number("dialled", number, whose) if whose else amounts.count(number)


def _rest(kept: Kept | None, here: figures.Whose) -> tuple[Rest, ...]:
    """Return the customers whom no manager of the branch keeps: unassigned ones always, the others if any."""
    if kept is None:
        return ()
    parts = (("unassigned", kept.unassigned), ("elsewhere", kept.elsewhere), ("left", kept.left))
    return tuple(
        Rest(
            code=name,
            label=figures.label(name),
            about=figures.about(name),
            customers=figures.number(name, part.customers, here),
            overdue=figures.number(
                "overdue",
                part.overdue,
                figures.of_manager(name, here.branch, opens=here.opens),
                text=_("{n} overdue").format(n=amounts.count(part.overdue)),
            ),
            listed=figures.number(
                "listed", part.listed, figures.of_manager(name, here.branch, opens=here.opens)
            ),
        )
        for name, part in parts
        if part.customers
    )


def _row(one: Manager, here: figures.Whose, today: dt.date, *, exact: bool, late: int) -> Row:
    """Return one manager; `exact`: the numbers are those of the branch, whose rows the list can show."""
    whose = figures.of_manager(one.staff_id, here.branch if exact else "", opens=here.opens)
    work, dialled = _since_monday(one.staff_id, today, opens=here.opens), one.done.week_dialled
    return Row(
        manager=one,
        customers=figures.number("customers", one.customers, whose),
        waiting=figures.number("dialled", one.dialled, whose),
        listed=figures.number("listed", one.list_size, whose),
        week=work.number("contacts", one.done.week),
        week_dialled=work.number("dialled", dialled, text=_("{n} dialled").format(n=amounts.count(dialled))),
        elsewhere=_elsewhere(one),
        facts=coaching.facts(one, whose, late=late),
        hint=coaching.hint(one),
        width=panels.portion(one.dialled, one.list_size),
    )


def _elsewhere(one: Manager) -> str:
    text = ngettext("and {n} of another branch", "and {n} of other branches", one.elsewhere)
    return text.format(n=amounts.count(one.elsewhere)) if one.elsewhere else ""


def _top(totals: Totals) -> str:
    high = totals.tiers[:2]
    aum = [tier.aum for tier in high if tier.aum is not None]
    if len(aum) < len(high) or not totals.customers or not totals.of_tiers:
        return ""
    return _("Platinum and above: {people} of the customers, {share} of the assets.").format(
        people=amounts.share(sum(tier.customers for tier in high) / totals.customers),
        share=amounts.share(sum(aum) / totals.of_tiers),
    )


def _book_headline(totals: Totals) -> SafeString | None:
    """Return one sentence with a number and an action; None where nothing waits."""
    mine = figures.OWN
    if totals.overdue:
        text = ngettext(
            "<b>{n} customer</b> waits longer than agreed: <a href='{link}'>begin with the longest wait</a>.",
            "<b>{n} customers</b> wait longer than agreed: <a href='{link}'>begin with the longest wait</a>.",
            totals.overdue,
        )
        return format_html(text, n=amounts.count(totals.overdue), link=figures.link("overdue", mine))
    if totals.under_served:
        text = _("<b>{n}</b> without recent investment: <a href='{link}'>offer what fits</a>.")
        return format_html(
            text, n=amounts.count(totals.under_served), link=figures.link("under_served", mine)
        )
    return None


def _branch_headline(totals: Totals, people: tuple[Manager, ...], here: figures.Whose) -> SafeString | None:
    """Return one sentence with a number and an action; None where nothing waits."""
    there = [one for one in people if not one.covered_by and one.open]
    most = max((one.open for one in there), default=0)
    stands_in = next((one for one in people if one.covered_by and one.open), None)
    dialled, listed = _names(people, totals.kept)
    if most or stands_in:
        who = _behind([one for one in there if one.open == most], most)
        return format_html(
            _("<b>{open} of {size} names</b> have no result yet: {who}."),
            open=amounts.count(listed - dialled),
            size=amounts.count(listed),
            who=_stands_in(stands_in) if stands_in and not most else who,
        )
    if totals.overdue and here.opens:
        text = _("<b>{n} customers</b> wait longer than agreed: <a href='{link}'>share them out</a>.")
        return format_html(text, n=amounts.count(totals.overdue), link=figures.link("overdue", here))
    return None


def _stands_in(absent: Manager) -> str:
    return _("{name} stands in for {absent}").format(name=absent.covered_by, absent=absent.name)


def _behind(people: list[Manager], left: int) -> str:
    """Say where most is left, nobody before others who are as far behind."""
    if len(people) > NAMED:
        return _("{people} managers have {left} each").format(people=len(people), left=amounts.count(left))
    names = _(", ").join(one.name for one in people)
    text = _("ask {names} first, {left} are there")
    if len(people) > 1:
        text = _("ask {names} first, {left} are with each")
    return text.format(names=names, left=amounts.count(left))
