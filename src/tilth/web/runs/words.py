"""What a run says, in the reader's language: refusals, findings, reasons, checks."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy as _p

from tilth.kernel.sentences import SENTENCES
from tilth.ports.quarantine import REASONS
from tilth.web import labels
from tilth.web.format.languages import chinese

CHECKS: dict[str, Promise] = {
    "form": _p("check", "types, order and unique keys are the contract's"),
    "words": _p("check", "only words of the contract"),
    "aum_is_sum_of_holdings": _p("check", "assets are the sum of the holdings"),
    "aum_is_sum_of_customers": _p("check", "assets are the sum of the customers"),
    "all_fed": _p("check", "every customer of the feed is there"),
    "customers_known": _p("check", "every event has its customer"),
    "owned_customers_once": _p("check", "every owned customer is on a list or left out, once"),
    "ranks_without_holes": _p("check", "ranks run without a gap"),
    "customers_add_up": _p("check", "customers add up"),
    "tiers_add_up": _p("check", "tiers add up to the customers"),
    "list_size_is_call_list": _p("check", "sizes of lists add up"),
}
_PAIR = re.compile(r"(\S+) and (\S+)")


def reason(code: str) -> str:
    """Return why something was set aside; an unknown code stands for itself."""
    english, zh = REASONS.get(code, (code, code))
    return zh if chinese() else english


def said(entry: Mapping[str, Any] | None, *, otherwise: str = "") -> str:
    """Return a sentence by its code and values; `otherwise` where this version does not know it."""
    sentence = SENTENCES.get(str((entry or {}).get("code")))
    if entry is None or sentence is None:
        return otherwise
    values = {name: _value(name, one) for name, one in entry.get("values", {}).items()}
    try:
        return _(sentence).format(**values)
    except (KeyError, ValueError, IndexError):
        return otherwise


def check(name: str) -> str:
    """Return what a check looks at; an unknown one stands for itself."""
    table, _dot, kind = name.partition(".")
    if kind not in CHECKS:
        return name
    where = labels.label("table", "call_list" if table == "lists" else table)
    return _("%(table)s: %(check)s") % {"table": where, "check": CHECKS[kind]}


def figures(detail: str) -> str:
    """Return the figures that a check compared; a remark in English only is left out."""
    pair = _PAIR.fullmatch(detail)
    if pair is not None:
        return f"{pair[1]} = {pair[2]}" if pair[1] == pair[2] else f"{pair[1]} ≠ {pair[2]}"
    number = detail.removesuffix(" rows")
    if number.isdigit():
        return _("%(n)s rows") % {"n": f"{int(number):,}"}
    return detail if any(letter.isdigit() for letter in detail) else ""


def _value(name: str, value: Any) -> Any:
    if isinstance(value, Mapping):
        return _spot(value)
    if name == "table" and isinstance(value, str):
        return labels.label("table", value)
    if name == "check":
        return check(str(value))
    if name == "reason" and value in REASONS:
        return reason(str(value))
    return value


def _spot(spot: Mapping[str, Any]) -> str:
    number = f"{int(spot.get('number') or 0):,}"
    place = _("line %(n)s") if spot.get("unit") == "line" else _("row %(n)s")
    parts = [place % {"n": number}]
    if spot.get("column"):
        parts.append(_("column %(name)s") % {"name": spot["column"]})
    where = _(", ").join(parts)
    if not spot.get("code"):
        return where
    return _("%(where)s (%(reason)s)") % {"where": where, "reason": reason(str(spot["code"]))}
