"""The opening that the night chose for a name, with its facts; else the line of its most urgent reason."""

import datetime as dt
from collections.abc import Mapping
from typing import Protocol

from django.utils.translation import gettext as _

from tilth.domain.call_lists.worth import Worth
from tilth.domain.signals.queries import Signal
from tilth.policy.playbook import Playbook
from tilth.policy.playbook.openings import ANY, FACTS
from tilth.web import labels
from tilth.web.format import days
from tilth.web.format.languages import language
from tilth.web.reasons.chips import MOVING, Facts, facts_of, money
from tilth.web.reasons.openings import Known, opening, promised

OTHERS = 3
"""Openings that are offered beside the first."""
_AHEAD = frozenset({"deposit_maturing", "product_maturing", "loan_due", "birthday"})
"""Kinds whose sentence is another one when the day has passed."""


class Valued(Known, Protocol):
    """A name with what the night reckoned it to be worth, on the list or about to be called."""

    @property
    def signals(self) -> tuple[Signal, ...]:
        """What the night noticed."""

    @property
    def worth(self) -> Worth | None:
        """What the name is worth on tonight's list; None where lists are not made by value."""


def said(entry: Valued, playbook: Playbook, *, today: dt.date) -> str:
    """Return what to begin with; the promise that stands open follows the first sentence."""
    line = None if entry.worth is None else playbook.openings.named(entry.worth.opening)
    if entry.worth is None or line is None:
        return opening(entry, today=today)
    facts = _facts(entry, entry.worth.kind, today)
    sentence = line.text.told(language())
    if facts is None and "{" in sentence:
        return opening(entry, today=today)
    first = sentence.format(**(facts or {}))
    then = promised(entry, today=today)
    return _("{first} {then}").format(first=first, then=then) if then else first


def others(entry: Valued, playbook: Playbook, *, today: dt.date) -> tuple[str, ...]:
    """Return other openings of the playbook that fit this talk, filled in, the most urgent reason's first.

    Of the same reasons and history; what one segment alone is told is left out, as is what names no fact.
    """
    chosen = "" if entry.worth is None else entry.worth.opening
    history = {"any", "new" if entry.spoken_on is None else "known"}
    made = []
    for kind in _kinds(entry):
        facts = _facts(entry, kind, today)
        for line in playbook.openings.lines:
            fits = line.kind == kind and line.code != chosen and not line.segments and line.holds(today)
            if not fits or line.history not in history:
                continue
            sentence = line.text.told(language())
            if facts is not None or "{" not in sentence:
                made.append(sentence.format(**(facts or {})))
    return tuple(dict.fromkeys(made))[:OTHERS]


def _kinds(entry: Valued) -> tuple[str, ...]:
    first = [entry.worth.kind] if entry.worth is not None and entry.worth.kind else []
    noticed = (one.kind for one in entry.signals)
    return tuple(dict.fromkeys((*first, *entry.reasons, *noticed, ANY)))


def _facts(entry: Valued, kind: str, today: dt.date) -> Mapping[str, str] | None:
    """Return what a sentence may name; None where the facts are of another night, or there are none."""
    signal = next((one for one in entry.signals if one.kind == kind), None)
    if signal is not None:
        day = days.plain(signal.due_on, today=today, language=language())
        return _filled(amount=money(signal.amount), size=money(signal.amount), day=day)
    found = facts_of(kind, entry.events, today=today)
    if not found.events or (kind in MOVING and found.told_on) or (kind in _AHEAD and found.passed):
        return None
    return _of_event(found)


def _of_event(facts: Facts) -> Mapping[str, str]:
    return _filled(
        amount=facts.size,
        size=facts.size,
        day=facts.plain_day,
        product=facts.product,
        gain=facts.gain,
        tier=labels.label("tier", facts.text("tier") or None),
        next=labels.label("tier", facts.text("next") or None),
        years=facts.text("years"),
        age=facts.text("age"),
    )


def _filled(**known: str) -> Mapping[str, str]:
    return dict.fromkeys(FACTS, "") | known
