"""Who is behind and why, in facts; one hint for the weekly talk (KPI-16). Nobody is ranked by sales."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tilth.domain.book.model import Manager
from tilth.web import figures
from tilth.web.format import amounts

FEW_ANSWERS = 0.4
ENOUGH_CALLS = 10
MANY_OVERDUE = 0.15


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One fact in words, with the tone and icon of its chip."""

    tone: str
    icon: str
    text: figures.Number | str


def facts(one: Manager, whose: figures.Whose, *, late: int = 0) -> tuple[Fact, ...]:
    """Return what is behind, the most urgent first; empty where nothing is. `late`: promises and memos."""
    found = []
    if one.covered_by:
        text = _("covered by {name}").format(name=one.covered_by)
        found.append(Fact(tone="", icon="users", text=text))
    if one.open:
        text = _("{left} of {size} without result").format(left=one.open, size=one.list_size)
        waiting = figures.number("waiting", one.open, whose, text=text)
        found.append(Fact(tone="due", icon="hourglass", text=waiting))
    if one.overdue:
        text = _("{n} overdue").format(n=amounts.count(one.overdue))
        waits = figures.number("overdue", one.overdue, whose, text=text)
        found.append(Fact(tone="late", icon="clock-exclamation", text=waits))
    if late:
        text = ngettext("{n} item overdue", "{n} items overdue", late).format(n=amounts.count(late))
        items = figures.number("due_late", late, whose, text=text)
        found.append(Fact(tone="late", icon="bookmark", text=items))
    if _unheard(one):
        text = _("{n} effective of {made} dialled in 30 days").format(
            n=one.contacts_connected, made=one.contacts_made
        )
        found.append(Fact(tone="", icon="phone-call", text=text))
    if one.missing:
        text = _("the list lacks {n} names").format(n=one.missing)
        found.append(Fact(tone="gap", icon="scale", text=text))
    return tuple(found)


def hint(one: Manager) -> str:
    """Return what to talk about first: an action, never a judgement."""
    return next(filter(None, _advice(one)))


def _advice(one: Manager) -> Iterator[str]:
    """Yield advice in the order of its weight; empty where it does not hold."""
    yield _("Away: talk to {name}, who stands in").format(name=one.covered_by) if one.covered_by else ""
    yield _("Place customers in this book") if one.customers == 0 else ""
    yield _("Begin together: the first five calls of the list") if one.contacts_made == 0 else ""
    yield _("Keep two fixed hours a day for the list") if 0 < one.list_size == one.open else ""
    if one.overdue > MANY_OVERDUE * one.customers:
        yield _("Clear the longest waits first, the highest tiers before the others")
    yield _("Call at other hours: look at the suitable times") if _unheard(one) else ""
    yield _("Invite unfamiliar customers to the branch") if one.missing > 0 else ""
    yield _("Ask what works and let the team hear it")


def _unheard(one: Manager) -> bool:
    return one.contacts_made >= ENOUGH_CALLS and one.contacts_connected < FEW_ANSWERS * one.contacts_made
