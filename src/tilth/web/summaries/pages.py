"""The page of one's own day, complete before it is drawn: numbers, text, and what is left for tomorrow."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tilth.data.models import DaySummary
from tilth.domain.call_lists.model import Day, ListEntry
from tilth.domain.due.model import Found, Item
from tilth.policy.day_summary import Counts, Listed, proposed
from tilth.web import figures
from tilth.web.figures import OWN, Number, Work
from tilth.web.format import amounts
from tilth.web.format.languages import language

NAMED = 20
"""So many names are written under what is left; the figure beside them leads to all."""


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One number of the day with what it means."""

    label: str
    value: Number | SafeString
    note: SafeString | str = ""


@dataclass(frozen=True, kw_only=True)
class Page:
    """The end of one person's day."""

    day: dt.date
    cells: tuple[Cell, ...]
    empty: bool
    """Nothing was recorded on the day."""
    body: str
    """The text in the form: as sent just now, as kept, or proposed."""
    kept: DaySummary | None
    is_proposed: bool
    left: tuple[ListEntry, ...]
    """Names without result, at most NAMED."""
    unanswered: Number | None
    ahead: tuple[Item, ...]
    """What falls due by the next working day, at most NAMED."""
    until: dt.date
    works: bool
    """Banks work on the day."""
    earlier: tuple[DaySummary, ...]
    refused: str = ""


def page(  # noqa: PLR0913 - all that one page is made of
    *,
    day: dt.date,
    until: dt.date,
    works: bool,
    staff_id: str,
    called: Day,
    counts: Counts,
    listed: Listed,
    ahead: Found,
    kept: DaySummary | None,
    earlier: Sequence[DaySummary],
    anew: bool = False,
    typed: str | None = None,
    refused: str = "",
) -> Page:
    """Return the page of a day; `anew`: with the proposed text although another is kept."""
    proposal = proposed(counts, listed, ahead=len(ahead.items), language=language())
    written = typed if typed is not None else (None if anew or kept is None else kept.body)
    left = listed.left
    return Page(
        day=day,
        until=until,
        works=works,
        cells=cells(Work(by=staff_id, since=day, until=day), counts, listed),
        empty=counts.empty,
        body=proposal if written is None else written,
        kept=kept,
        is_proposed=written is None,
        left=called.waiting[:NAMED],
        unanswered=figures.number("waiting", left, OWN) if left else None,
        ahead=ahead.items[:NAMED],
        earlier=tuple(earlier),
        refused=refused,
    )


def cells(work: Work, counts: Counts, listed: Listed | None) -> tuple[Cell, ...]:
    """Return a day's numbers, each a link to its rows; `listed` is known of the day itself alone."""
    found = () if listed is None else (_listed(listed),)
    return (
        *found,
        Cell(label=figures.label("work_dialled"), value=work.number("dialled", counts.dialled)),
        _talks(work, counts),
        _appointments(work, counts),
        Cell(label=figures.label("work_promised"), value=work.number("promised", counts.promised)),
        _kept(work, counts),
        Cell(label=figures.label("work_noted"), value=work.number("noted", counts.noted)),
        Cell(label=figures.label("work_learned"), value=work.number("learned", counts.learned)),
        Cell(label=figures.label("work_skipped"), value=work.number("skipped", counts.skipped)),
    )


def _listed(listed: Listed) -> Cell:
    note = format_html(_("{n} answered"), n=figures.number("answered", listed.answered, OWN))
    return Cell(label=figures.label("listed"), value=figures.number("listed", listed.names, OWN), note=note)


def _talks(work: Work, counts: Counts) -> Cell:
    note = format_html(
        _("familiar {familiar}, unfamiliar {unfamiliar}"),
        familiar=work.number("familiar", counts.familiar),
        unfamiliar=work.number("unfamiliar", counts.unfamiliar),
    )
    return Cell(
        label=figures.label("work_contacts"), value=work.number("contacts", counts.contacts), note=note
    )


def _appointments(work: Work, counts: Counts) -> Cell:
    note = format_html(
        _("today {came} came, {missed} did not"),
        came=work.number("came", counts.came),
        missed=work.number("missed", counts.missed),
    )
    value = work.number("appointed", counts.appointed)
    return Cell(
        label=figures.label("work_appointed"), value=value, note=note if counts.came + counts.missed else ""
    )


def _kept(work: Work, counts: Counts) -> Cell:
    value = format_html("{} <small>/ {}</small>", work.number("kept", counts.kept), amounts.count(counts.due))
    note = (
        format_html(_("{n} not kept"), n=work.number("broken", counts.broken))
        if counts.due
        else _("none was due")
    )
    return Cell(label=figures.label("work_kept"), value=value, note=note)
