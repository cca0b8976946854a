"""The rows of the list: one small function a column, because fifty rows are most of the page.

Cells of which a bank has few different ones (tiers, segments, days, chips) are kept as they were written.
"""

import datetime as dt
import functools
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import escape

from tilth.domain import bank
from tilth.web import labels
from tilth.web.format import amounts, days
from tilth.web.format.languages import language
from tilth.web.format.moments import marked
from tilth.web.listing.pages import Head, Line
from tilth.web.templating import vocabulary, words

CHIPS = 3
"""Categories and marks shown in a cell; the rest as a number."""
_KEPT = functools.lru_cache(maxsize=4_096)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """Whom all rows of a page are written for."""

    today: dt.date
    language: str
    currency: str


_Cell = Callable[[Line, _Reader], str]


@vocabulary.function
def rows(lines: Iterable[Line], heads: Iterable[Head], today: dt.date, records: bool) -> SafeString:  # noqa: FBT001 - as templates write
    """Return the rows: name, cells in the order of the columns, and where one may record, the way there."""
    reader = _Reader(today=today, language=language(), currency=bank.settings_of_bank().base_currency)
    made = [_shown(_CELLS[head.column.code], everywhere=head.column.phone) for head in heads]
    write, notes = (_("Record"), words.icon("notes")) if records else ("", "")
    parts: list[str] = []
    for number, line in enumerate(lines):
        parts.append(f'<tr data-row tabindex="{-1 if number else 0}">\n    ')
        parts += [_name(line, reader), "\n    ", *(cell(line, reader) for cell in made)]
        if records:
            parts.append(_record(line, number + 1, write, notes))
        parts.append("\n  </tr>")
    return mark_safe("".join(parts))  # noqa: S308 - each cell escapes


def _shown(cell: _Cell, *, everywhere: bool) -> _Cell:
    """Return a cell as its column is shown: on a phone too, where the order of the list goes by it."""
    if not everywhere:
        return cell
    return lambda line, reader: cell(line, reader).replace("hide-s", "", 1)


def _name(line: Line, reader: _Reader) -> str:
    link = words.customer_link("customer", line.row.customer_id)
    name = f'<a class="name" href="{escape(link)}" data-key="o">{escape(line.row.name or "")}</a>'
    return f"<td>{name} {_number(line, reader)}{_marks(line)}</td>"


def _number(line: Line, reader: _Reader) -> str:
    row = line.row
    if not row.wrong:
        return f'<span class="num s12 mut">{escape(row.mobile)}</span>'
    since = marked(row.wrong, today=reader.today, language=reader.language)
    told = " ".join((_("Marked wrong"), since))
    return f'<s class="num s12 mut" title="{escape(told)}">{escape(row.mobile)}</s>'


def _marks(line: Line) -> str:
    """Return what stands behind the name: covered, its place on tonight's list, deceased, closed."""
    row, marks = line.row, ""
    if line.covered:
        told = _("covered for %(name)s") % {"name": line.owner}
        marks += f' <span class="t-chip gap">{words.icon("users")}<span>{escape(told)}</span></span>'
    if row.list_rank:
        mine = line.own or not line.owner
        text = _("No. %(n)s today") if mine else _("No. %(n)s of %(name)s")
        told = text % {"n": row.list_rank, "name": line.owner}
        marks += f' <span class="t-chip ok">{escape(told)}</span>'
    if row.one_with:
        told = _("one with %(number)s") % {"number": row.one_with}
        marks += f' <span class="t-chip">{escape(told)}</span>'
    if row.deceased:
        marks += f" {words.deceased()}"
    if row.closed:
        word = escape(_("closed"))
        marks += f' <span class="t-chip">{word}</span>'
    return marks


def _record(line: Line, number: int, write: str, notes: str) -> str:
    link = f"{escape(words.customer_link('record', line.row.customer_id))}?from=customers"
    told = f"{write} {line.row.name or ''}"
    return (
        f'<td class="act"><a class="t-ibtn" id="record-{number}" href="{link}"'
        f' hx-get="{link}" hx-target="#drawer" data-opens-drawer data-key="l"'
        f' aria-label="{escape(told)}" title="{escape(write)}">{notes}</a></td>'
    )


def _plain(text: object, css: str = "hide-s") -> str:
    return f'<td class="{css}">{escape(text)}</td>'


def _none(css: str) -> str:
    return f'<td class="{css}"><span class="mut">{amounts.DASH}</span></td>'


def _late(text: str) -> str:
    return f'<td class="num"><span class="late">{escape(text)}</span></td>'


def _money(name: str, amount: Decimal, reader: _Reader) -> tuple[str, str]:
    """Return the beginning of an amount's cell, to the cent, and its short form."""
    exact = escape(amounts.exact(amount, currency=reader.currency))
    short = escape(amounts.short(amount, language=reader.language, currency=reader.currency))
    return f'<td class="r num" data-{name}="{amount}" title="{exact}">', short


def _aum(line: Line, reader: _Reader) -> str:
    began, short = _money("aum", line.row.aum, reader)
    return f"{began}<b>{short}</b></td>"


def _due_amount(line: Line, reader: _Reader) -> str:
    if line.row.due_amount is None:
        return _none("r num")
    began, short = _money("due", line.row.due_amount, reader)
    return f"{began}{short}</td>"


def _calls(line: Line, _reader: _Reader) -> str:
    return f'<td class="r num" data-calls="{line.row.calls}">{line.row.calls}</td>'


@_KEPT
def _day(day: dt.date | None, css: str, today: dt.date, language: str) -> str:
    return _plain(days.near(day, today=today, language=language), css)


def _next(line: Line, reader: _Reader) -> str:
    row = line.row
    if row.closed:
        return _none("num")
    if not row.overdue_days:
        return _day(row.next_contact_due_on, "num", reader.today, reader.language)
    if row.last_contact_on is None:
        return _late(_("never contacted"))
    return _overdue(row.overdue_days, reader.language)


@_KEPT
def _overdue(late: int, language: str) -> str:  # noqa: ARG001 - the words are in the reader's language
    return _late(ngettext("%(n)s day overdue", "%(n)s days overdue", late) % {"n": late})


def _due(line: Line, reader: _Reader) -> str:
    day = line.row.next_due_on
    if day is None or day >= reader.today:
        return _day(day, "num hide-s", reader.today, reader.language)
    near = days.near(day, today=reader.today, language=reader.language)
    told = " ".join((near, _("passed")))
    return f'<td class="num hide-s"><span class="mut">{escape(told)}</span></td>'


def _segment(line: Line, reader: _Reader) -> str:
    if not line.segment:
        return _none("hide-s")
    if not line.row.segment_assumed:
        return _plain(line.segment)
    return _assumed(line.segment, line.near, reader.language)


@_KEPT
def _assumed(segment: str, near: str, language: str) -> str:  # noqa: ARG001 - as above
    word = escape(_("(assumed)"))
    told = f'<span class="mut s12" title="{escape(near)}">{word}</span>'
    return f'<td class="hide-s">{escape(segment)} {told}</td>'


@_KEPT
def _word(kind: str, code: str | None, language: str) -> str:  # noqa: ARG001 - as above
    return _plain(labels.label(kind, code))


@_KEPT
def _tier(code: str, language: str) -> str:  # noqa: ARG001 - as above
    return f"<td>{words.tier(code)}</td>"


def _side(line: Line, reader: _Reader) -> str:
    return _word("side", "familiar" if line.row.familiar else "unfamiliar", reader.language)


def _left_out(line: Line, reader: _Reader) -> str:
    cause, until = line.row.excluded_cause, line.row.excluded_until
    if not cause:
        return _none("hide-s")
    said = escape(labels.label("cause", cause))
    lifts = "" if until is None else f'<br><span class="mut s12">{escape(_lifts(until, reader))}</span>'
    return f'<td class="hide-s s13">{said}{lifts}</td>'


def _lifts(until: dt.date, reader: _Reader) -> str:
    told = days.plain(until, today=reader.today, language=reader.language)
    return _("lifts on {day}").format(day=told)


def _gap(line: Line, reader: _Reader) -> str:
    gap, css = line.row.next_tier_gap, "r num hide-s"
    if gap is None:
        return _none(css)
    return _plain(amounts.short(gap, language=reader.language, currency=reader.currency), css)


def _chips(texts: Iterable[str]) -> str:
    shown = [f'<span class="t-chip">{escape(text)}</span>' for text in texts]
    more = f' <span class="mut s12">+{len(shown) - CHIPS}</span>' if len(shown) > CHIPS else ""
    return f'<td class="hide-s">{" ".join(shown[:CHIPS])}{more}</td>'


@_KEPT
def _held(codes: tuple[str, ...], language: str) -> str:  # noqa: ARG001 - as above
    return _chips(labels.label("category", code) for code in codes)


def _tags(line: Line, _reader: _Reader) -> str:
    return _chips(line.row.tags) if line.row.tags else _none("hide-s")


def _opened(line: Line, reader: _Reader) -> str:
    day = days.plain(line.row.opened_on, today=reader.today, language=reader.language)
    return _plain(day, "num hide-s")


_CELLS: dict[str, _Cell] = {
    "tier": lambda line, reader: _tier(line.row.tier, reader.language),
    "segment": _segment,
    "side": _side,
    "left_out": _left_out,
    "aum": _aum,
    "calls": _calls,
    "due_amount": _due_amount,
    "products": lambda line, _reader: _plain(line.row.product_count, "r num hide-s"),
    "last": lambda line, reader: _day(line.row.last_contact_on, "num hide-s", reader.today, reader.language),
    "next": _next,
    "due": _due,
    "gap": _gap,
    "lifecycle": lambda line, reader: _word("lifecycle", line.row.lifecycle, reader.language),
    "held": lambda line, reader: _held(line.row.categories, reader.language),
    "tags": _tags,
    "opened": _opened,
    "number": lambda line, _reader: _plain(line.row.customer_id, "num hide-s"),
    "branch": lambda line, _reader: _plain(line.branch),
    "owner": lambda line, _reader: _plain(line.owner) if line.owner else _none("hide-s"),
}
