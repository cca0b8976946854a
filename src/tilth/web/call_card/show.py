"""Read what a card is made of, for whoever is about to call."""

from collections.abc import Iterable

from tilth.data.models import LibraryEntry
from tilth.domain import bank
from tilth.domain.call_lists.worth import Worth
from tilth.domain.contact_times.queries import ContactTimes
from tilth.domain.library import queries as library
from tilth.domain.products import queries as products
from tilth.domain.reasons.queries import Event
from tilth.domain.signals.queries import Signal
from tilth.policy.contact_gate import Window
from tilth.policy.playbook import Playbook
from tilth.policy.suitability.judging import Investor
from tilth.policy.vocabulary import PROMISE
from tilth.web.call_card import lines
from tilth.web.call_card.card import Card, card
from tilth.web.call_card.lines import Line
from tilth.web.desk.desk import Desk
from tilth.web.reasons.purposes import urgent


def of(  # noqa: PLR0913 - what is known of one customer, told in keywords
    at: Desk,
    *,
    promised: tuple[Line, ...],
    events: tuple[Event, ...],
    kinds: tuple[str, ...],
    about: str,
    noticed: tuple[Signal, ...],
    worth: Worth | None,
    investor: Investor,
    times: ContactTimes | None,
    best: tuple[Window, ...],
    entries: tuple[LibraryEntry, ...],
) -> Card:
    """Return the card; `about`: the kind that the call is for, where somebody chose one.

    `entries` of the bank's library are asked and answered before the lines of the playbook.

    What was promised comes first, then what decides a call, then what the night noticed, then the rest.
    """
    today, night = at.frame.today, at.generation.business_date
    told = lines.of_events(_ordered(kinds, about, at.playbook), events, night=night, today=today)
    signals = lines.of_signals(noticed, today=today)
    deciding = at.playbook.call_list.decides
    first = tuple(one for one in told if one.kind in deciding or one.kind == about)
    rest = tuple(one for one in told if one not in first)
    found = (*promised, *first, *signals, *rest)
    reason = next((one.kind for one in found if one.kind != PROMISE), "")
    return card(
        found,
        worth=worth,
        rules=library.joined(at.playbook, entries, kind=reason),
        investor=investor,
        on_sale=products.on_sale(at.generation),
        times=times,
        best=best,
        now=bank.now(today),
    )


def _ordered(kinds: Iterable[str], about: str, rules: Playbook) -> tuple[str, ...]:
    """Return kinds of events once each: the chosen one, then the most urgent first."""
    chosen = [about] if about else []
    return tuple(dict.fromkeys((*chosen, *urgent(kinds, rules))))
