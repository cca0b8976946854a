"""The cells of a row of the list: one small function a column, because fifty rows are most of the page."""

import datetime as dt
from collections.abc import Callable, Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tilth.web.listing.pages import Head, Line
from tilth.web.templatetags import tilth as words

CHIPS = 3
"""Categories and marks shown in a cell; the rest as a number."""
_Cell = Callable[[Line, dt.date], SafeString]


def row(line: Line, heads: Iterable[Head], today: dt.date) -> SafeString:
    """Return the cells of one customer in the order of the columns."""
    return mark_safe("".join(_CELLS[head.column.code](line, today) for head in heads))  # noqa: S308 - each cell escapes


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
