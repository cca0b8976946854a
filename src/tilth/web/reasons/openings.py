"""Opening lines: what to begin with, from the most urgent reason.

They state facts and ask; none of them promises, urges or praises a product (TRAP-09, TRAP-24). Nobody who was
spoken to is introduced to, and a promise that stands open comes first.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext as _

from tilth.domain.call_lists.worth import Worth
from tilth.domain.customers.filters import MATURITIES
from tilth.domain.reasons.queries import Event
from tilth.domain.signals.queries import Signal
from tilth.domain.tasks.queries import Promise
from tilth.web import labels
from tilth.web.format import days
from tilth.web.format.languages import language
from tilth.web.format.moments import moment
from tilth.web.reasons.chips import Facts, facts_of

_OPENINGS: dict[str, Callable[[Facts], str]] = {
    "deposit_maturing": lambda f: _(
        "Mention the deposit of {amount} that matures on {day} and ask what is planned for it."
    ).format(amount=f.amount, day=f.day),
    "deposit_matured": lambda f: _(
        "The deposit of {amount} matured on {day} and its money still lies there: ask what is planned for it."
    ).format(amount=f.amount, day=f.day),
    "product_maturing": lambda f: _(
        "Mention that {product} ({amount}) ends on {day} and ask how to go on."
    ).format(product=f.product, amount=f.amount, day=f.day),
    "loan_due": lambda f: _(
        "Remind of the {amount} that falls due on {day}; ask whether repayment is arranged."
    ).format(amount=f.amount, day=f.day),
    "birthday": lambda f: _("Congratulate on the birthday on {day} and ask how things are.").format(
        day=f.day
    ),
    "account_anniversary": lambda f: _(
        "Thank for {years} years with the bank and ask what could be better."
    ).format(years=f.text("years")),
    "large_inflow": lambda f: _(
        "{amount} came in on {day}: ask whether it is needed soon before anything else."
    ).format(amount=f.size, day=f.day),
    "large_outflow": lambda f: _(
        "{amount} went out on {day}: ask whether everything went through as wished."
    ).format(amount=f.size, day=f.day),
    "large_cash": lambda f: _(
        "There was a cash transaction of {amount} on {day}: ask whether the counter served well."
    ).format(amount=f.size, day=f.day),
    "take_profit": lambda f: _(
        "{product} stands at {gain}, the customer's own upper band: report it and ask."
    ).format(product=f.product, gain=f.gain),
    "stop_loss": lambda f: _(
        "{product} stands at {gain}, the customer's own lower band:"
        " report facts and risks, leave the decision."
    ).format(product=f.product, gain=f.gain),
    "first_fund_in_profit": lambda f: _(
        "Report how the first fund stands ({gain}); past figures say nothing about coming ones."
    ).format(gain=f.gain),
    "tier_up": lambda f: _("Say which services come with {tier} and ask which of them would help.").format(
        tier=labels.label("tier", f.text("tier"))
    ),
    "tier_down": lambda _f: _("Ask how things are and whether anything did not go well; no product talk."),
    "near_next_tier": lambda f: _(
        "{amount} are missing to {tier}: mention its services only if asked."
    ).format(amount=f.amount, tier=labels.label("tier", f.text("next"))),
    "became_under_served": lambda _f: _("No recent investment: ask whether plans or needs have changed."),
    "became_dormant": lambda _f: _(
        "Check phone number and preferred way of contact first; learn one new thing."
    ),
    "became_lost": lambda _f: _("Ask for the reason and thank for it; offer help with open matters only."),
    "cadence_overdue": lambda _f: _("The agreed contact is overdue: ask how things are, keep it short."),
    "risk_assessment_expiring": lambda f: _(
        "The risk assessment ends on {day}: offer to renew it, at the branch or in the app."
    ).format(day=f.day),
    "post_purchase_followup": lambda f: _(
        "Some time since {product} was bought: ask whether everything is clear."
    ).format(product=f.product),
    "referral_due": lambda _f: _(
        "Some months of good service: ask how satisfied the customer is before any favour."
    ),
    "retirement_talk": lambda _f: _("Offer a talk about later life when it suits; no product yet."),
}
_BEFORE: dict[str, Callable[[Facts], str]] = {
    "take_profit": lambda f: _(
        "On {day} {product} stood at {gain}, the customer's own upper band:"
        " look up where it stands now, then report and ask."
    ).format(day=f.told_on, product=f.product, gain=f.gain),
    "stop_loss": lambda f: _(
        "On {day} {product} stood at {gain}, the customer's own lower band:"
        " look up where it stands now, report facts and risks, leave the decision."
    ).format(day=f.told_on, product=f.product, gain=f.gain),
    "first_fund_in_profit": lambda f: _(
        "On {day} the first fund stood at {gain}: look up where it stands now before you speak of it."
    ).format(day=f.told_on, gain=f.gain),
    "near_next_tier": lambda f: _(
        "On {day} {amount} were missing to {tier}: look up what is missing now; mention its services only"
        " if asked."
    ).format(day=f.told_on, amount=f.amount, tier=labels.label("tier", f.text("next"))),
}
"""Of an earlier night's figures: nobody tells a customer a figure that is another one by now."""
_PASSED: dict[str, Callable[[Facts], str]] = {
    "deposit_maturing": lambda f: _(
        "The deposit of {amount} matured on {day}: ask what is planned for the money."
    ).format(amount=f.amount, day=f.day),
    "product_maturing": lambda f: _("{product} ({amount}) ended on {day}: ask how to go on.").format(
        product=f.product, amount=f.amount, day=f.day
    ),
    "loan_due": lambda f: _("{amount} fell due on {day}: ask whether it was paid as arranged.").format(
        amount=f.amount, day=f.day
    ),
    "birthday": lambda f: _(
        "The birthday was on {day}: congratulate belatedly and ask how things are."
    ).format(day=f.day),
}
"""Of days that have passed when the call is made: over a weekend a deposit matures, a birthday goes by."""


class Known(Protocol):
    """What an opening is made of: a name of the list, or whoever is called otherwise."""

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why, the most urgent first."""

    @property
    def events(self) -> tuple[Event, ...]:
        """Tonight's events."""

    @property
    def side(self) -> str:
        """Familiar or unfamiliar."""

    @property
    def promise(self) -> Promise | None:
        """The promise that stands open."""

    @property
    def spoken_on(self) -> dt.date | None:
        """When anybody of the bank last spoke with the customer."""


@dataclass(frozen=True, kw_only=True)
class Called:
    """Somebody who is called from elsewhere than the list."""

    reasons: tuple[str, ...]
    events: tuple[Event, ...]
    side: str
    promise: Promise | None = None
    spoken_on: dt.date | None = None
    signals: tuple[Signal, ...] = ()
    worth: Worth | None = None


def opening(known: Known, *, today: dt.date) -> str:
    """Return the line to begin with: the open promise first, then a birthday, then the most urgent reason."""
    line = _of_events(known, today) or _without_events(known, today)
    first = promised(known, today=today)
    return _("{first} {then}").format(first=first, then=line) if first else line


def promised(known: Known, *, today: dt.date) -> str:
    """Return the line of the promise that stands open, or of the appointment; empty text without one."""
    if known.promise is None or not (known.promise.given or known.promise.kind == "appointment"):
        return ""
    return _promised(known.promise, today)


def _of_events(known: Known, today: dt.date) -> str:
    own = {
        kind: facts_of(kind, known.events, today=today)
        for kind in dict.fromkeys(event.kind for event in known.events)
    }
    kinds = [kind for kind in known.reasons if kind in own and kind in _OPENINGS]
    if not kinds:
        return ""
    line = _line(kinds[0], own[kinds[0]])
    if kinds[0] in MATURITIES and own[kinds[0]].others:
        line = _("{line} ({others})").format(line=line, others=own[kinds[0]].others)
    if kinds[0] != "birthday" and "birthday" in kinds:
        first = _("Congratulate on the birthday on {day} first.")
        if own["birthday"].passed:
            first = _("Congratulate belatedly on the birthday of {day} first.")
        first = first.format(day=own["birthday"].day)
        return _("{first} {then}").format(first=first, then=line)
    return line


def _line(kind: str, facts: Facts) -> str:
    """Return the line of one kind: of figures of before, of a day that has passed, else of tonight's."""
    if facts.told_on and kind in _BEFORE:
        return _BEFORE[kind](facts)
    if facts.passed and kind in _PASSED:
        return _PASSED[kind](facts)
    return _OPENINGS[kind](facts)


def _promised(promise: Promise, today: dt.date) -> str:
    """Say what was promised and for when, and by whom where it was somebody else."""
    told = {
        "what": labels.step(promise.step, promise.text),
        "day": moment(promise, today=today, language=language()),
        "name": promise.by,
    }
    if promise.kind == "appointment":
        return _appointment(told["day"], late=promise.late(today))
    if promise.late(today) and promise.said:
        return _("You promised “{what}” for {day} and are late: begin with it.").format(**told)
    if promise.late(today):
        return _("{name} promised “{what}” for {day}, which has passed: begin with it.").format(**told)
    if promise.due_on > today:
        return _("Promised for {day}: “{what}”; say that it stands.").format(**told)
    if promise.said:
        return _("You promised “{what}” for today: begin with it.").format(**told)
    return _("{name} promised “{what}” for today: begin with it.").format(**told)


def _appointment(day: str, *, late: bool) -> str:
    if late:
        line = _("The appointment ({day}) has no result yet: settle first whether it took place.")
    else:
        line = _("There is an appointment ({day}): confirm it.")
    return line.format(day=day)


def _without_events(known: Known, today: dt.date) -> str:
    if known.spoken_on is not None:
        day = days.near(known.spoken_on, today=today, language=language())
        return _("Last talk on {day}: take up from there, ask how things are and what is due.").format(
            day=day
        )
    if known.side == "unfamiliar":
        return _("Introduce yourself as the contact person, ask how the customer likes to be reached.")
    return _("Ask how things are and whether anything is due that the bank can take care of.")
