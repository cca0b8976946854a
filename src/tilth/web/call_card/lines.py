"""Why somebody is called, a line each: in words, with its money, and what that is taken from."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tilth.domain.reasons.queries import Event
from tilth.domain.signals.queries import Signal
from tilth.policy.vocabulary import PROMISE
from tilth.web import labels
from tilth.web.format import days
from tilth.web.format.languages import language
from tilth.web.reasons import chips
from tilth.web.reasons import signals as words

TAIL = 4
"""So many figures of an account's number tell it apart."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One reason of a call."""

    kind: str
    tone: str
    icon: str
    text: SafeString
    source: str
    """What it is taken from, and of which day."""
    amount: Decimal | None
    """The money that it is about; None for a reason without."""
    day: str
    product: str


def of_promise(what: str, moment: str, *, by: str, late: bool) -> Line:
    """Return the line of what was promised, and by whom."""
    return Line(
        kind=PROMISE,
        tone="late" if late else "due",
        icon="bookmark",
        text=format_html("{} <b>{}</b>", what, moment),
        source=_("promised by {name}").format(name=by),
        amount=None,
        day=moment,
        product="",
    )


def of_events(
    kinds: tuple[str, ...], events: tuple[Event, ...], *, night: dt.date, today: dt.date
) -> tuple[Line, ...]:
    """Return a line for each kind of event that a chip tells, in this order."""
    found = []
    for kind in kinds:
        told, facts = chips.chip(kind, events, today=today), chips.facts_of(kind, events, today=today)
        if told is None:
            continue
        one = facts.first
        found.append(
            Line(
                kind=kind,
                tone=told.tone,
                icon=told.icon,
                text=told.text,
                source=_source(one.product_name, one.subject, one.since or night, today),
                amount=None if one.amount is None else abs(one.amount),
                day=facts.plain_day,
                product=one.product_name,
            )
        )
    return tuple(found)


def of_signals(signals: tuple[Signal, ...], *, today: dt.date) -> tuple[Line, ...]:
    """Return a line for each signal, in their order."""
    return tuple(
        Line(
            kind=one.kind,
            tone="gap",
            icon="bulb",
            text=escape(words.written(one, today=today)),
            source=_of_signal(one, today),
            amount=one.amount,
            day=days.plain(one.due_on, today=today, language=language()),
            product=next((figure.name for figure in one.evidence if figure.name), ""),
        )
        for one in signals
    )


def _of_signal(one: Signal, today: dt.date) -> str:
    lapses = days.plain(one.lapses_on, today=today, language=language())
    figure = one.evidence[0] if one.evidence else None
    if figure is None:
        return _("stands until {day}").format(day=lapses)
    named = labels.label("evidence", figure.source)
    return _("{figure} of {since}, stands until {day}").format(
        figure=named, since=days.plain(figure.day, today=today, language=language()), day=lapses
    )


def _source(product: str, subject: str, night: dt.date, today: dt.date) -> str:
    day = days.plain(night, today=today, language=language())
    if not subject:
        return _("data of {day}").format(day=day)
    parts = {"product": product, "tail": subject[-TAIL:], "day": day}
    if not product:
        return _("no. …{tail}, data of {day}").format(**parts)
    return _("{product} no. …{tail}, data of {day}").format(**parts)
