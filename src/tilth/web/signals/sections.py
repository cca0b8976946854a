"""What the night noticed in a customer, and by which rule: a part of the file."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy as _p

from tilth.access.ahead import together
from tilth.data.models import PublishedCustomer
from tilth.domain.signals.queries import Signal
from tilth.policy.permissions import Action, Thing, may
from tilth.policy.playbook import describing
from tilth.policy.playbook.signal import Signal as Rule
from tilth.web import labels
from tilth.web.file.reading import Reading, asked_of_night
from tilth.web.file.tabs import Part
from tilth.web.format import amounts
from tilth.web.format.languages import language
from tilth.web.reasons import signals as words
from tilth.web.reasons import worth
from tilth.web.reasons.chips import money

_SHOWN: dict[str, Promise] = {
    "amount": _p("threshold", "amount {value}"),
    "below": _p("threshold", "below {value}"),
    "share": _p("threshold", "share {value}"),
    "peers": _p("threshold", "at least {value} customers to compare with"),
    "gap": _p("threshold", "at least {value} apart"),
    "times": _p("threshold", "at least {value} times"),
    "days": _p("threshold", "within {value} days"),
    "factor": _p("threshold", "more than {value} × the bank's median"),
    "stays": _p("threshold", "where at least {value} have left the stage"),
    "fixed_days": _p("threshold", "else more than {value} days"),
    "categories": _p("threshold", "of {value}"),
    "ties": _p("threshold", "ties: {value}"),
}
"""Thresholds of a rule that a page tells, each with its words."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One signal with its words and its rule."""

    signal: Signal
    told: str
    rule: str
    thresholds: str
    tone: str
    source: str


@dataclass(frozen=True, kw_only=True)
class Noticed:
    """The signals of one customer."""

    figures: PublishedCustomer
    lines: tuple[Line, ...]
    opens: bool = False
    """Whether the reader may open an opportunity."""
    records: bool = False
    """Whether the reader may close a signal."""
    worth: str = ""
    """What the name on tonight's list is worth, every term; empty without a list in the order of value."""


def signals(of: Reading) -> Part | None:
    """Return the signals; one query, none for a role that may not list events."""
    if not may(of.at.actor.role, Thing.EVENT, Action.LIST):
        return None
    with together(*asked_of_night(of.at, of.figures.customer_id)):
        found, listed = of.noticed, of.worth
    today, kinds = of.at.frame.today, of.at.playbook.signals
    lines = tuple(_line(one, kinds.named(one.kind), today) for one in found)
    return Part(
        template="signals/section.html",
        page=Noticed(
            figures=of.figures,
            lines=lines,
            opens=may(of.at.actor.role, Thing.OPPORTUNITY, Action.VIEW),
            records=of.can.record,
            worth=worth.sentence(listed) if listed else "",
        ),
    )


def _line(one: Signal, rule: Rule | None, today: dt.date) -> Line:
    return Line(
        signal=one,
        told=words.written(one, today=today),
        rule="" if rule is None else rule.rule.told(language()),
        thresholds="" if rule is None else _thresholds(rule),
        tone="" if rule is None else rule.tone,
        source="" if rule is None else rule.source,
    )


def _thresholds(rule: Rule) -> str:
    """Return the thresholds of a rule in words: amount ¥100,000 · share 30 %."""
    found = ((name, getattr(rule, name)) for name in _SHOWN if hasattr(rule, name))
    return " · ".join(str(_SHOWN[name]).format(value=_value(name, value)) for name, value in found)


def _value(name: str, value: Any) -> str:
    if isinstance(value, tuple | frozenset):
        kind = "category" if name == "categories" else "relation"
        known = labels.ALL[kind]
        return _(", ").join(labels.label(kind, one) if one in known else one for one in sorted(value))
    if name == "share":
        return amounts.share(Decimal(str(value)))
    if name in ("amount", "below"):
        return money(Decimal(str(value)))
    return describing.shown(value)
