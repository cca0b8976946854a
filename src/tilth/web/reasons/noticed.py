"""Signals among the reasons of a name: what was noticed, the money at stake, the last day."""

import datetime as dt
from collections.abc import Iterable

from django.utils.html import format_html
from django.utils.translation import gettext as _

from tilth.domain.signals.queries import Signal
from tilth.kernel.dates import read_day
from tilth.policy.playbook import Playbook
from tilth.web import labels
from tilth.web.format import days
from tilth.web.format.languages import language
from tilth.web.reasons.chips import Chip, money

_TONES = {"offer": ("gap", "coins"), "inform": ("due", "bell"), "keep": ("down", "trending-down")}
"""Tone of a kind → colour and icon of its chip."""
_SAID = {"need_due": "day", "deal_stale": "since", "deal_day_near": "day"}
"""States that are about a day: where their figures say it."""
_OWN_DAY = frozenset(
    {
        "child_turns_18",
        "spouse_birthday",
        "child_birthday",
        "premium_due",
        "card_expiring",
        "certificate_expiring",
        "wedding_anniversary",
    }
)
"""Kinds that are about a day: it is told, not the one on which the signal lapses."""


def chip(one: Signal, *, tone: str, today: dt.date) -> Chip:
    """Return the chip of a signal; `tone` is that of its rule."""
    colour, icon = _TONES.get(tone, ("life", "users"))
    own = one.kind in _OWN_DAY
    said = read_day(str(one.detail.get(_SAID.get(one.kind, ""), "")))
    day = said or (one.due_on if own else one.lapses_on)
    text = format_html(
        _words(one.kind, own=own or said is not None, amount=bool(one.amount)),
        what=labels.label("reason", one.kind),
        amount=money(one.amount),
        day=days.plain(day, today=today, language=language()),
    )
    return Chip(tone=colour, icon=icon, text=text)


def _words(kind: str, *, own: bool, amount: bool) -> str:
    """Return what a chip says of a day of its own, since which day, or until which day it stands."""
    if _SAID.get(kind) == "since":
        return _("{what} <b>{amount}</b>, since {day}") if amount else _("{what}, since {day}")
    if own:
        return _("{what} <b>{amount}</b>, {day}") if amount else _("{what}, {day}")
    return _("{what} <b>{amount}</b>, until {day}") if amount else _("{what}, until {day}")


def by_kind(signals: Iterable[Signal], rules: Playbook, *, today: dt.date) -> dict[str, Chip]:
    """Return kind → chip of signals, of several of one kind the one with most at stake."""
    found: dict[str, Chip] = {}
    for one in signals:
        rule = rules.signals.named(one.kind)
        found.setdefault(one.kind, chip(one, tone="" if rule is None else rule.tone, today=today))
    return found
