"""Reasons as chips: one per kind of tonight's events, with the day and the amount (LIST-05, LIST-12)."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.utils.translation import pgettext as _p

from tilth.domain import bank
from tilth.domain.reasons.queries import Event
from tilth.kernel.lunar import OutOfRangeError, lunar
from tilth.policy.vocabulary import TOP_AUM
from tilth.web import labels
from tilth.web.format import amounts, days
from tilth.web.format.languages import chinese, language

MOVING = frozenset(
    {"take_profit", "stop_loss", "first_fund_in_profit", "near_next_tier", "tier_up", "tier_down"}
)
"""Kinds whose figure is another one the next night: told of an earlier night, its day is told."""
TOLD = 2
"""Of several events of one kind so many more are told with day and amount."""


@dataclass(frozen=True, kw_only=True)
class Chip:
    """One reason: its tone (colour), icon and text; colour never says it alone."""

    tone: str
    icon: str
    text: SafeString


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The events of one kind with the words that chips and opening lines are made of."""

    events: tuple[Event, ...]
    today: dt.date

    @property
    def first(self) -> Event:
        """The nearest event."""
        return self.events[0]

    @property
    def amount(self) -> str:
        """The nearest one's own amount, short: a sum of several would belong to no day."""
        return money(self.first.amount)

    @property
    def size(self) -> str:
        """The nearest one's size, whatever its sign."""
        return money(abs(self.first.amount or Decimal(0)))

    @property
    def others(self) -> str:
        """Say how many more there are, each with its own day and amount; beyond two their number only."""
        rest = self.events[1:]
        if not rest:
            return ""
        told = _(", ").join(
            f"{self._plain(one)} {money(abs(one.amount or Decimal(0)))}" for one in rest[:TOLD]
        )
        if len(rest) > TOLD:
            text = ngettext("{n} more, the next {told}", "{n} more, the next {told}", len(rest))
            return text.format(n=len(rest), told=told)
        return ngettext("{n} more {told}", "{n} more {told}", len(rest)).format(n=len(rest), told=told)

    def _plain(self, event: Event) -> str:
        return days.plain(event.due_on, today=self.today, language=language())

    @property
    def when(self) -> str:
        """How far away the nearest is."""
        return days.when(self.first.due_on, today=self.today, language=language())

    @property
    def day(self) -> str:
        """The nearest one's day."""
        return days.near(self.first.due_on, today=self.today, language=language())

    @property
    def plain_day(self) -> str:
        """The nearest one's day without weekday."""
        return days.plain(self.first.due_on, today=self.today, language=language())

    @property
    def category(self) -> str:
        """The product category of the nearest."""
        return labels.label("category", str(self.first.detail.get("category") or "") or None)

    @property
    def product(self) -> str:
        """The product's name of the nearest."""
        if self.first.product_name:
            return self.first.product_name
        return self.category if self.first.detail.get("category") else _("A holding")

    @property
    def gain(self) -> str:
        """The return of the nearest, +20.4%."""
        return amounts.basis_points(int(str(self.first.detail.get("return_bp", 0))))

    @property
    def told_on(self) -> str:
        """The earlier night whose figures the nearest tells; empty for tonight's."""
        since = self.first.since
        return days.plain(since, today=self.today, language=language()) if since else ""

    @property
    def passed(self) -> bool:
        """Whether the nearest one's day has passed."""
        return self.first.due_on < self.today

    def text(self, key: str) -> str:
        """Return one value of the nearest event's detail."""
        return str(self.first.detail.get(key, ""))


def money(amount: Decimal | None) -> str:
    """Return an amount in the bank's currency, short."""
    return amounts.short(amount, language=language(), currency=bank.settings_of_bank().base_currency)


def lunar_name(day: dt.date) -> str:
    """Return the lunar date of a day in words: 农历十月十七, lunar 10/17; empty outside the table."""
    try:
        date = lunar(day)
    except OutOfRangeError:
        return ""
    if chinese():
        return f"农历{date.name}"
    return f"lunar {'leap ' if date.leap else ''}{date.month}/{date.day}"


def _due(facts: Facts, one: str) -> SafeString:
    return _told(facts, format_html(one, category=facts.category, when=facts.when, amount=facts.amount))


def _told(facts: Facts, first: SafeString) -> SafeString:
    """Return the nearest one's words and what there is besides."""
    return format_html(_("{first} ({others})"), first=first, others=facts.others) if facts.others else first


def _tier(facts: Facts, text: str) -> SafeString:
    before, after = labels.label("tier", facts.text("before")), labels.label("tier", facts.text("tier"))
    return format_html(text, before=before, tier=after)


_Writer = Callable[[Facts], SafeString]
_CHIPS: dict[str, tuple[str, str, _Writer]] = {
    "deposit_maturing": (
        "due",
        "calendar-due",
        lambda f: _due(f, _("Deposit due <b>{when}</b> <b>{amount}</b>")),
    ),
    "deposit_matured": (
        "due",
        "calendar-due",
        lambda f: format_html(
            _("Deposit matured on {day}, <b>{amount}</b> still lies there"), day=f.plain_day, amount=f.amount
        ),
    ),
    "product_maturing": (
        "due",
        "calendar-due",
        lambda f: _due(f, _("{category} due <b>{when}</b> <b>{amount}</b>")),
    ),
    "loan_due": ("due", "cash", lambda f: _due(f, _("{category} falls due <b>{when}</b> <b>{amount}</b>"))),
    "birthday": (
        "life",
        "cake",
        lambda f: format_html(
            _("Birthday was <b>{day}</b> {lunar}") if f.passed else _("Birthday <b>{day}</b> {lunar}"),
            day=f.plain_day,
            lunar=lunar_name(f.first.due_on),
        ),
    ),
    "account_anniversary": (
        "life",
        "gift",
        lambda f: format_html(
            _("With the bank for <b>{years}</b> years on {day}"), years=f.text("years"), day=f.plain_day
        ),
    ),
    "large_inflow": (
        "ok",
        "arrows-exchange",
        lambda f: _told(
            f, format_html(_("Came in on {day} <b>{amount}</b>"), day=f.plain_day, amount=f.size)
        ),
    ),
    "large_outflow": (
        "down",
        "trending-down",
        lambda f: _told(
            f, format_html(_("Went out on {day} <b>{amount}</b>"), day=f.plain_day, amount=f.size)
        ),
    ),
    "large_cash": (
        "",
        "cash",
        lambda f: _told(f, format_html(_("Cash on {day} <b>{amount}</b>"), day=f.plain_day, amount=f.size)),
    ),
    "take_profit": (
        "up",
        "trending-up",
        lambda f: format_html(_("{product} at its upper band <b>{gain}</b>"), product=f.product, gain=f.gain),
    ),
    "stop_loss": (
        "down",
        "trending-down",
        lambda f: format_html(_("{product} at its lower band <b>{gain}</b>"), product=f.product, gain=f.gain),
    ),
    "first_fund_in_profit": (
        "up",
        "plant-2",
        lambda f: format_html(_("First fund now <b>{gain}</b>"), gain=f.gain),
    ),
    "tier_up": ("up", "trending-up", lambda f: _tier(f, _("Tier: {before} → <b>{tier}</b>"))),
    "tier_down": ("down", "trending-down", lambda f: _tier(f, _("Tier: {before} → <b>{tier}</b>"))),
    "near_next_tier": (
        "gap",
        "target-arrow",
        lambda f: format_html(
            _("<b>{amount}</b> short of {tier}"), amount=f.amount, tier=labels.label("tier", f.text("next"))
        ),
    ),
    "became_under_served": ("gap", "puzzle", lambda _f: escape(_("No recent investment"))),
    "became_dormant": ("", "zzz", lambda _f: escape(_("No own transaction for long"))),
    "became_lost": ("late", "alert-triangle", lambda _f: escape(_("Assets have left the bank"))),
    "risk_assessment_expiring": (
        "",
        "shield-half",
        lambda f: format_html(_("Risk assessment ends <b>{when}</b>"), when=f.when),
    ),
    "post_purchase_followup": (
        "",
        "receipt",
        lambda f: format_html(_("Follow-up: <b>{product}</b>"), product=f.product),
    ),
    "referral_due": ("", "users", lambda _f: escape(_("Time to ask for referrals"))),
    "retirement_talk": (
        "life",
        "umbrella",
        lambda f: format_html(_("Turns <b>{age}</b> on {day}"), age=f.text("age"), day=f.plain_day),
    ),
}


@dataclass(frozen=True, kw_only=True)
class Cadence:
    """How far a customer is behind the cadence, and the last two-way contact."""

    overdue_days: int
    last_contact_on: dt.date | None
    due: bool = False
    """Care is due on the list day, though not overdue yet."""


def overdue(cadence: Cadence) -> Chip:
    """Return the chip of a contact that is overdue; days since the opening would say nothing."""
    if cadence.last_contact_on is None:
        return Chip(tone="late", icon="clock-exclamation", text=escape(_("No contact recorded yet")))
    if cadence.overdue_days <= 0:
        return Chip(tone="due", icon="clock-exclamation", text=escape(_("Contact due")))
    days_late = cadence.overdue_days
    text = ngettext("Contact overdue <b>{n} day</b>", "Contact overdue <b>{n} days</b>", days_late)
    return Chip(tone="late", icon="clock-exclamation", text=format_html(text, n=days_late))


def chip(kind: str, events: tuple[Event, ...], *, today: dt.date) -> Chip | None:
    """Return the chip of one kind of event; None for a kind without events or without a chip."""
    facts = facts_of(kind, events, today=today)
    if kind not in _CHIPS or not facts.events:
        return None
    tone, icon, write = _CHIPS[kind]
    text = write(facts)
    if kind in MOVING and facts.told_on:
        text = format_html(_("{told} (as of {day})"), told=text, day=facts.told_on)
    return Chip(tone=tone, icon=icon, text=text)


def facts_of(kind: str, events: Iterable[Event], *, today: dt.date) -> Facts:
    """Return the facts of one kind among events; of a figure that moves the newest of each holding."""
    own = tuple(event for event in events if event.kind == kind)
    return Facts(events=newest(own) if kind in MOVING else own, today=today)


def newest(events: tuple[Event, ...]) -> tuple[Event, ...]:
    """Return events with tonight's figures before those of earlier nights, one of each holding."""
    found: dict[str, Event] = {}
    for one in sorted(events, key=lambda one: one.since or dt.date.max, reverse=True):
        found.setdefault(one.subject or one.event_id, one)
    return tuple(found.values())


@dataclass(frozen=True, kw_only=True)
class Order:
    """Where a name without a date stands in the order of its side, and by what that is made (LIST-06, 07)."""

    familiar: bool
    segment: str = ""
    place: int = 0
    """From 1, among those of the side without a date; 0 where it is not known."""


def by_order(order: Order, aum: Decimal) -> Chip:
    """Return the chip of a name that no date brought up: which order did, and where it stands in it."""
    told = _("Unfamiliar{place}: due first, then assets <b>{amount}</b>")
    if order.familiar:
        told = _("Familiar{place}: due first, then segment ({segment}), days overdue, assets <b>{amount}</b>")
    text = format_html(
        told, place=_at(order), amount=money(aum), segment=order.segment or _p("segment", "none")
    )
    return Chip(tone="", icon="arrows-sort", text=text)


def _at(order: Order) -> str:
    return _(" no. {n}").format(n=order.place) if order.place else ""


def chips(  # noqa: PLR0913 - what is known about one name
    reasons: tuple[str, ...],
    events: tuple[Event, ...],
    *,
    aum: Decimal,
    cadence: Cadence,
    today: dt.date,
    order: Order | None = None,
    first: str = "",
    signals: Mapping[str, Chip] | None = None,
) -> tuple[Chip, ...]:
    """Return one chip per reason, most urgent first, and the overdue contact where there is one.

    `order`: by which order a name stands there that only an order brought up. `first`: the kind that counts
    most. `signals`: what the night noticed, by kind, the most at stake first.
    """
    found = []
    noticed = signals or {}
    for kind in sorted(dict.fromkeys((*reasons, *noticed)), key=lambda kind: kind != first):
        if kind in noticed:
            found.append(noticed[kind])
            continue
        made = chip(kind, events, today=today)
        if made is not None:
            found.append(made)
    told = "never_contacted" in noticed and cadence.last_contact_on is None
    if (cadence.overdue_days > 0 or cadence.due) and not told:
        found.append(overdue(cadence))
    if TOP_AUM in reasons and order is not None:
        found.append(by_order(order, aum))
    return tuple(found)
