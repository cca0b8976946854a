"""A signal in one sentence."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tilth.domain.signals.queries import Signal
from tilth.kernel.dates import read_day
from tilth.policy.subjects.need import CLASSES, PHASES
from tilth.policy.subjects.need import KINDS as NEEDS
from tilth.policy.subjects.opportunity import OPPORTUNITY, STAGES
from tilth.policy.words import Codes
from tilth.web import labels
from tilth.web.format import amounts, days
from tilth.web.format.languages import language
from tilth.web.reasons.chips import money


def _name(one: Signal, source: str) -> str:
    """Return the product's name on the first line of evidence from a source, else the number."""
    found = [figure for figure in one.evidence if figure.source == source]
    return (found[0].name or found[0].number) if found else ""


def _rate(value: object) -> str:
    return f"{Decimal(str(value)) * 100:.2f}%"


def _amount(value: object) -> str:
    return money(Decimal(str(value)))


def _day(value: object, today: dt.date) -> str:
    day = read_day(str(value))
    return "" if day is None else days.plain(day, today=today, language=language())


def _hidden(one: Signal, _today: dt.date) -> str:
    """Return what points to more: what flowed, those who are tied, what was told of other banks."""
    elsewhere = one.detail.get("told")
    flow, others = one.detail["flow"], int(str(one.detail["others"]))
    told = [_("{assets} here").format(assets=_amount(one.detail["aum"]))]
    if flow:
        told.append(_("{amount} from or to others in 30 days").format(amount=_amount(flow)))
    if others:
        tied = ngettext("{n} wealthy customer tied", "{n} wealthy customers tied", others)
        told.append(tied.format(n=others))
    if elsewhere:
        told.append(_("{amount} at other banks, as told").format(amount=_amount(elsewhere)))
    return " · ".join(told)


def _grew(one: Signal, today: dt.date) -> str:
    before = Decimal(str(one.detail["before"])) / int(str(one.detail["times"]))
    return _("A salary of {amount} on {day}; those before had a mean of {mean}").format(
        amount=money(one.amount),
        day=days.plain(one.due_on, today=today, language=language()),
        mean=money(before.quantize(Decimal("0.01"))),
    )


def _told(words: Codes, code: object) -> str:
    return words[str(code)].told(language())


def _of(one: Signal) -> str:
    return _(", {amount}").format(amount=money(one.amount)) if one.amount else ""


def _needed(one: Signal, today: dt.date) -> str:
    """Return what is needed by when, of which class, how far it has come, and what answers it."""
    return _("{need} ({nature}) by {day}: {phase}, priority {priority}{amount}").format(
        need=_told(NEEDS, one.detail["need"]),
        nature=_told(CLASSES, one.detail["nature"]),
        day=_day(one.detail["day"], today),
        phase=_told(PHASES, one.detail["phase"]),
        priority=one.detail["priority"],
        amount=_of(one),
    )


def _deal(one: Signal) -> str:
    """Return what an opportunity is about: its category and amount, as far as they are known."""
    category = one.detail["category"]
    named = labels.label("category", str(category)) if category else OPPORTUNITY.words.told(language())
    return f"{named}{_of(one)}"


def _stale(one: Signal, today: dt.date) -> str:
    """Return since when it has stood in its stage, and how long that takes at this bank."""
    told = {
        "what": _deal(one),
        "stage": _told(STAGES, one.detail["stage"]),
        "day": _day(one.detail["since"], today),
    }
    if one.detail["usual"] is None:
        return _("{what} has stood in stage {stage} since {day}").format(**told)
    usual = int(str(one.detail["usual"]))
    line = ngettext(
        "{what} has stood in stage {stage} since {day}; the bank's median is {n} day",
        "{what} has stood in stage {stage} since {day}; the bank's median is {n} days",
        usual,
    )
    return line.format(n=usual, **told)


_Writer = Callable[[Signal, dt.date], str]
_WRITTEN: dict[str, _Writer] = {
    "idle_cash": lambda one, today: _(
        "{amount} has lain on demand since {day}, of assets of {assets}"
    ).format(
        amount=money(one.amount),
        day=_day(one.detail["since"], today),
        assets=_amount(one.detail["aum"]),
    ),
    "rate_gap": lambda one, _today: _(
        "{amount} in {product} earns {rate}; on sale today is {other} at {shelf}"
    ).format(
        amount=money(one.amount),
        product=_name(one, "holding"),
        rate=_rate(one.detail["rate"]),
        other=_name(one, "product"),
        shelf=_rate(one.detail["shelf_rate"]),
    ),
    "concentration": lambda one, _today: _("{share} of the assets, {amount}, lie in {product}").format(
        share=amounts.basis_points(int(str(one.detail["share_bp"]))).removeprefix("+"),
        amount=money(one.amount),
        product=_name(one, "holding"),
    ),
    "near_lower_tier": lambda one, _today: _("Falling, and {margin} above the floor of {tier}").format(
        margin=_amount(one.detail["margin"]), tier=labels.label("tier", str(one.detail["tier"]))
    ),
    "new_money": lambda one, _today: _(
        "In 30 days {amount} more came in from others than left ({inflow} in, {outflow} out)"
    ).format(
        amount=money(one.amount),
        inflow=_amount(one.detail["inflow"]),
        outflow=_amount(str(one.detail["outflow"]).removeprefix("-")),
    ),
    "balance_sliding": lambda one, _today: _(
        "Sliding: a mean of {quarter} in 90 days, of {month} in 30, {tonight} tonight"
    ).format(
        quarter=_amount(one.detail["aum_avg_90"]),
        month=_amount(one.detail["aum_avg_30"]),
        tonight=_amount(one.detail["aum"]),
    ),
    "silent_valuable": lambda one, today: _("The last talk was on {day}; the assets are {amount}").format(
        day=_day(one.detail["last_contact_on"], today), amount=money(one.amount)
    ),
    "hidden_wealth": _hidden,
    "product_gap": lambda one, _today: _(
        "{share} of {count} customers of the same tier and segment hold {category}; on sale is {product}"
    ).format(
        share=amounts.basis_points(int(str(one.detail["share_bp"]))).removeprefix("+"),
        count=one.detail["peers"],
        category=labels.label("category", one.subject),
        product=_name(one, "product"),
    ),
    "deposit_left": lambda one, today: _("{amount} matured on {day}; {gone} has gone to others since").format(
        amount=money(one.amount),
        day=days.plain(one.due_on, today=today, language=language()),
        gone=_amount(one.detail["gone"]),
    ),
    "product_cancelled": lambda one, today: _(
        "{amount} of {category} given up by {day}, none is left"
    ).format(
        amount=money(one.amount),
        category=labels.label("category", one.subject),
        day=days.plain(one.due_on, today=today, language=language()),
    ),
    "other_bank_outflow": lambda one, today: _(
        "{amount} to {bank} in {times} transfers, the last on {day}"
    ).format(
        amount=money(one.amount),
        bank=one.subject,
        times=one.detail["times"],
        day=_day(one.detail["last_on"], today),
    ),
    "salary_started": lambda one, today: _("A salary of {amount} came in on {day}, the first in long").format(
        amount=money(one.amount), day=days.plain(one.due_on, today=today, language=language())
    ),
    "salary_stopped": lambda one, today: _("The last salary, {amount}, came on {day}").format(
        amount=money(one.amount), day=_day(one.detail["last_on"], today)
    ),
    "salary_grew": _grew,
    "child_turns_18": lambda one, today: _("A child, customer {number}, comes of age on {day}").format(
        number=one.subject, day=days.plain(one.due_on, today=today, language=language())
    ),
    "spouse_birthday": lambda one, today: _("The spouse, customer {number}, has a birthday on {day}").format(
        number=one.subject, day=days.plain(one.due_on, today=today, language=language())
    ),
    "child_birthday": lambda one, today: _("A child, customer {number}, has a birthday on {day}").format(
        number=one.subject, day=days.plain(one.due_on, today=today, language=language())
    ),
    "household_moved": lambda one, today: _("Customer {number} of the household, {day}: {what}").format(
        number=one.subject,
        day=days.plain(one.due_on, today=today, language=language()),
        what=labels.label("reason", str(one.detail["what"]))
        + (f" {money(one.amount)}" if one.amount else ""),
    ),
    "premium_due": lambda one, today: _("The premium of contract {number} is due on {day}{amount}").format(
        number=one.subject,
        day=days.plain(one.due_on, today=today, language=language()),
        amount=f" ({money(one.amount)})" if one.amount else "",
    ),
    "card_expiring": lambda one, today: _("Card {number} expires on {day}").format(
        number=one.subject, day=days.plain(one.due_on, today=today, language=language())
    ),
    "certificate_expiring": lambda one, today: _("Document {number} expires on {day}").format(
        number=one.subject, day=days.plain(one.due_on, today=today, language=language())
    ),
    "wedding_anniversary": lambda one, today: _("Wedding anniversary on {day}").format(
        day=days.plain(one.due_on, today=today, language=language())
    ),
    "need_due": _needed,
    "deal_stale": _stale,
    "deal_day_near": lambda one, today: _("{what} in stage {stage}: expected to close on {day}").format(
        what=_deal(one), stage=_told(STAGES, one.detail["stage"]), day=_day(one.detail["day"], today)
    ),
    "never_contacted": lambda one, today: _("Nobody has talked with the customer since {day}").format(
        day=_day(one.detail["opened_on"], today)
    ),
}


def written(one: Signal, *, today: dt.date) -> str:
    """Return a signal in a sentence; of a kind without one its word."""
    write = _WRITTEN.get(one.kind)
    return labels.label("reason", one.kind) if write is None else write(one, today)
