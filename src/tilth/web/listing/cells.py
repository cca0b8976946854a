"""The rows of the list: one small function a column, because fifty rows are most of the page."""

import datetime as dt
from collections.abc import Callable, Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tilth.web.format.languages import language
from tilth.web.listing.pages import Head, Line
from tilth.web.templating import words
from tilth.web.today.moments import marked

CHIPS = 3
"""Categories and marks shown in a cell; the rest as a number."""
_Cell = Callable[[Line, dt.date], SafeString]


def rows(lines: Iterable[Line], heads: Iterable[Head], today: dt.date, *, records: bool) -> SafeString:
    """Return the rows: name, cells in the order of the columns, and where one may record, the way there."""
    made = [_CELLS[head.column.code] for head in heads]
    write, notes = (_("Record"), words.icon("notes")) if records else ("", "")
    parts: list[str] = []
    for number, line in enumerate(lines):
        parts.append(f'<tr data-row tabindex="{-1 if number else 0}">\n    ')
        parts += [_name(line, today), "\n    ", *(cell(line, today) for cell in made)]
        if records:
            parts.append(_record(line, number + 1, write, notes))
        parts.append("\n  </tr>")
    return mark_safe("".join(parts))  # noqa: S308 - each cell escapes


def _name(line: Line, today: dt.date) -> SafeString:
    row = line.row
    link = words.customer_link("customer", row.customer_id)
    name = format_html('<a class="name" href="{}" data-key="o">{}</a> ', link, row.name)
    return format_html("<td>{}{}{}</td>", name, _number(line, today), SafeString("".join(_marks(line))))


def _number(line: Line, today: dt.date) -> SafeString:
    row = line.row
    if not row.wrong:
        return format_html('<span class="num s12 mut">{}</span>', row.mobile)
    told = f"{_('Marked wrong')} {marked(row.wrong, today=today, language=language())}"
    return format_html('<s class="num s12 mut" title="{}">{}</s>', told, row.mobile)


def _marks(line: Line) -> Iterable[SafeString]:
    """Yield what stands behind the name: covered, its place on tonight's list, deceased, closed."""
    row = line.row
    if line.covered:
        told = _("covered for %(name)s") % {"name": line.owner}
        chip = ' <span class="t-chip gap">{}<span>{}</span></span>'
        yield format_html(chip, words.icon("users"), told)
    if row.list_rank:
        mine = line.own or not line.owner
        text = _("No. %(n)s today") if mine else _("No. %(n)s of %(name)s")
        told = text % {"n": row.list_rank, "name": line.owner}
        yield format_html(' <span class="t-chip ok">{}</span>', told)
    if row.deceased:
        yield format_html(" {}", words.deceased())
    if row.closed:
        yield format_html(' <span class="t-chip">{}</span>', _("closed"))


def _record(line: Line, number: int, write: str, notes: str) -> SafeString:
    link = words.customer_link("record", line.row.customer_id)
    return format_html(
        '<td class="act"><a class="t-ibtn" id="record-{0}" href="{1}?from=customers"'
        ' hx-get="{1}?from=customers" hx-target="#drawer" data-opens-drawer data-key="l"'
        ' aria-label="{2} {3}" title="{2}">{4}</a></td>',
        number,
        link,
        write,
        line.row.name,
        notes,
    )


def _plain(text: object, css: str = "hide-s") -> SafeString:
    return format_html('<td class="{}">{}</td>', css, text)


def _none(css: str) -> SafeString:
    return format_html('<td class="{}"><span class="mut">—</span></td>', css)


def _aum(line: Line, _today: dt.date) -> SafeString:
    exact, short = words.money_exact(line.row.aum), words.money(line.row.aum)
    text = '<td class="r num" data-aum="{}" title="{}"><b>{}</b></td>'
    return format_html(text, line.row.aum, exact, short)


def _due_amount(line: Line, _today: dt.date) -> SafeString:
    amount = line.row.due_amount
    if amount is None:
        return _none("r num")
    text = '<td class="r num" data-due="{}" title="{}">{}</td>'
    return format_html(text, amount, words.money_exact(amount), words.money(amount))


def _calls(line: Line, _today: dt.date) -> SafeString:
    return format_html('<td class="r num" data-calls="{0}">{0}</td>', line.row.calls)


def _next(line: Line, today: dt.date) -> SafeString:
    if line.row.closed:
        return _none("num")
    late = line.row.overdue_days
    if late and line.row.last_contact_on is None:
        return format_html('<td class="num"><span class="late">{}</span></td>', _("never contacted"))
    if not late:
        return _plain(words.day(line.row.next_contact_due_on, today), "num")
    text = ngettext("%(n)s day overdue", "%(n)s days overdue", late) % {"n": late}
    return format_html('<td class="num"><span class="late">{}</span></td>', text)


def _due(line: Line, today: dt.date) -> SafeString:
    day = line.row.next_due_on
    if day is None or day >= today:
        return _plain(words.day(day, today), "num hide-s")
    return format_html(
        '<td class="num hide-s"><span class="mut">{} {}</span></td>', words.day(day, today), _("passed")
    )


def _segment(line: Line, _today: dt.date) -> SafeString:
    if not line.segment:
        return _none("hide-s")
    if not line.row.segment_assumed:
        return _plain(line.segment)
    return format_html(
        '<td class="hide-s">{} <span class="mut s12" title="{}">{}</span></td>',
        line.segment,
        line.near,
        _("(assumed)"),
    )


def _side(line: Line, _today: dt.date) -> SafeString:
    return _plain(words.word("side", "familiar" if line.row.familiar else "unfamiliar"))


def _gap(line: Line, _today: dt.date) -> SafeString:
    gap = line.row.next_tier_gap
    return _none("r num hide-s") if gap is None else _plain(words.money(gap), "r num hide-s")


def _chips(texts: list[str]) -> SafeString:
    shown = format_html_join(" ", '<span class="t-chip">{}</span>', ((text,) for text in texts[:CHIPS]))
    if len(texts) <= CHIPS:
        return _plain(shown)
    return format_html(
        '<td class="hide-s">{} <span class="mut s12">+{}</span></td>', shown, len(texts) - CHIPS
    )


def _held(line: Line, _today: dt.date) -> SafeString:
    return _chips([words.word("category", code) for code in line.row.categories])


def _tags(line: Line, _today: dt.date) -> SafeString:
    return _chips(list(line.row.tags)) if line.row.tags else _none("hide-s")


_CELLS: dict[str, _Cell] = {
    "tier": lambda line, _today: format_html("<td>{}</td>", words.tier(line.row.tier)),
    "segment": _segment,
    "side": _side,
    "aum": _aum,
    "calls": _calls,
    "due_amount": _due_amount,
    "products": lambda line, _today: _plain(line.row.product_count, "r num hide-s"),
    "last": lambda line, today: _plain(words.day(line.row.last_contact_on, today), "num hide-s"),
    "next": _next,
    "due": _due,
    "gap": _gap,
    "lifecycle": lambda line, _today: _plain(words.word("lifecycle", line.row.lifecycle)),
    "held": _held,
    "tags": _tags,
    "opened": lambda line, today: _plain(words.plain_day(line.row.opened_on, today), "num hide-s"),
    "number": lambda line, _today: _plain(line.row.customer_id, "num hide-s"),
    "branch": lambda line, _today: _plain(line.branch),
    "owner": lambda line, _today: _plain(line.owner) if line.owner else _none("hide-s"),
}
