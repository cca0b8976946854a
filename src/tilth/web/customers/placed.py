"""Why a customer is on the list at that place, or not on it: each rule with threshold and actual value."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tilth.data.models import PublishedCustomer
from tilth.domain.customers.queries import Compared, compared
from tilth.policy import call_lists
from tilth.policy.playbook import CallList, Playbook
from tilth.policy.vocabulary import TOP_AUM
from tilth.web import labels
from tilth.web.file.reading import Reading
from tilth.web.format import days
from tilth.web.format.languages import language
from tilth.web.reasons.chips import money
from tilth.web.segment_words import segment_name

_DATED = ("deposit_maturing", "birthday")
_DASH = "\u2014"


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One rule of the list: the requirement, what it asks, its threshold, what the customer has."""

    source: str
    asked: str
    threshold: str
    actual: str


@dataclass(frozen=True, kw_only=True)
class Placed:
    """The rules that decided about the list, in their order."""

    facts: tuple[Fact, ...]


def placed(customer: Reading, playbook: Playbook, *, today: dt.date, barred: bool = False) -> Placed:
    """Return why the customer is listed there, or what keeps the customer off.

    `barred`: nobody may contact the customer at all, so no rule of the list is what decided.
    """
    if customer.place is None:
        return Placed(facts=() if barred else tuple(_kept_off(customer, playbook, today)))
    return Placed(
        facts=(
            _side(customer, playbook),
            *_shared(customer.figures, playbook),
            _urgency(customer, playbook),
            _order(customer, playbook, today),
        )
    )


def _side(customer: Reading, playbook: Playbook) -> Fact:
    familiar, unfamiliar = call_lists.quotas(playbook.call_list)
    row = customer.figures
    side = "familiar" if row.familiar else "unfamiliar"
    return Fact(
        source="LIST-04",
        asked=_("Names of this side on a list"),
        threshold=str(familiar if row.familiar else unfamiliar),
        actual=labels.label("side", side),
    )


def _shared(row: PublishedCustomer, playbook: Playbook) -> list[Fact]:
    """Say how the places of the customer's side are shared out, where they are (PLAN-12)."""
    if not (playbook.by_value and playbook.value_order.by_effort):
        return []
    familiar, unfamiliar = call_lists.quotas(playbook.call_list)
    new, _existing = playbook.effort.shared(familiar if row.familiar else unfamiliar)
    return [
        Fact(
            source="PLAN-12",
            asked=_("Of these meant for new customers, the others for existing ones"),
            threshold=str(new),
            actual=labels.label("lifecycle", row.lifecycle),
        )
    ]


def _urgency(customer: Reading, playbook: Playbook) -> Fact:
    place = customer.place
    first = next((one for one in place.reasons if one != TOP_AUM), TOP_AUM) if place else TOP_AUM
    urgency = playbook.call_list.urgency
    where = urgency.index(first) + 1 if first in urgency else None
    said = _("{n} of {all}").format(n=where, all=len(urgency)) if where else _DASH
    return Fact(
        source="LIST-05",
        asked=_("Most urgent reason, in the order of urgency"),
        threshold=said,
        actual=labels.label("reason", first),
    )


def _order(customer: Reading, playbook: Playbook, today: dt.date) -> Fact:
    dates = [event.due_on for event in customer.events if event.kind in _DATED]
    row = customer.figures
    if playbook.by_value:
        return Fact(
            source="LIST-05",
            asked=_by(playbook, familiar=row.familiar),
            threshold=_DASH,
            actual=_("every term stands in the tab of rules"),
        )
    if dates:
        return Fact(
            source="LIST-05",
            asked=_("The nearest date comes first: a deposit that matures, a birthday"),
            threshold=_DASH,
            actual=_day(min(dates), today),
        )
    return Fact(
        source=_source(familiar=row.familiar),
        asked=_by(playbook, familiar=row.familiar),
        threshold=_DASH,
        actual=_standing(compared(row), playbook),
    )


def _source(*, familiar: bool) -> str:
    return "LIST-07" if familiar else "LIST-06"


def _by(playbook: Playbook, *, familiar: bool) -> str:
    """Return by what the names of a side are ordered: those without a date, or all in the order of value."""
    if playbook.by_value:
        return _("By value: who is due, has a date or a reason that decides first, then the most points")
    if familiar:
        return _("Without a date: by segment, then days overdue, then assets")
    return _("Without a date: the largest assets first")


def _standing(one: Compared, playbook: Playbook) -> str:
    """Say what the order of a side compares of one customer."""
    if not one.familiar:
        return money(one.aum)
    late = ngettext("%(n)s day late", "%(n)s days late", one.overdue_days) % {"n": one.overdue_days}
    if one.overdue_days and not one.met:
        late = _("never contacted")
    return " · ".join((segment_name(playbook, one.segment) or _("no segment"), late, money(one.aum)))


@dataclass(frozen=True, kw_only=True)
class _Off:
    row: PublishedCustomer
    last: Compared | None
    """The last name of the side that is listed."""
    playbook: Playbook
    today: dt.date
    decides: bool
    """Whether an open reason that decides speaks for a call."""

    @property
    def waits(self) -> bool:
        """Whether the customer comes after whoever is due: nothing is due, and no open reason decides."""
        due_on = self.row.next_contact_due_on
        met = self.row.last_contact_on is not None
        return met and due_on is not None and due_on > self.today and not self.decides

    @property
    def rules(self) -> CallList:
        """The rules of the list."""
        return self.playbook.call_list


def _kept_off(customer: Reading, playbook: Playbook, today: dt.date) -> list[Fact]:
    made = _CAUSES.get(customer.figures.excluded_cause or "")
    deciding = playbook.deciding if playbook.by_value else playbook.call_list.decides
    off = _Off(
        row=customer.figures,
        last=customer.last,
        playbook=playbook,
        today=today,
        decides=any(one.open and one.kind in deciding for one in customer.events),
    )
    return [] if made is None else made(off)


def _contacted(off: _Off) -> Fact:
    rest = off.rules.quiet_days
    return Fact(
        source="LIST-15",
        asked=_("Rest after a two-way contact"),
        threshold=ngettext("%(n)s day", "%(n)s days", rest) % {"n": rest},
        actual=_day(off.row.last_contact_on, off.today),
    )


def _capped(off: _Off) -> Fact:
    caps = [_("{count} in {days} days").format(count=cap.count, days=cap.days) for cap in off.rules.caps]
    return Fact(
        source="TRAP-24",
        asked=_("Contacts and attempts at most"),
        threshold=_(", ").join(caps),
        actual=_("reached"),
    )


def _full(off: _Off) -> Fact:
    """Say what was compared: the last name of the side that found a place, and this customer."""
    own = compared(off.row)
    if off.playbook.by_value:
        return Fact(
            source="LIST-05",
            asked=_by(off.playbook, familiar=own.familiar),
            threshold=_DASH,
            actual=_("others came first"),
        )
    last = _standing(off.last, off.playbook) if off.last else _DASH
    return Fact(
        source=_source(familiar=own.familiar),
        asked=_by(off.playbook, familiar=own.familiar),
        threshold=_("last one listed: {last}").format(last=last),
        actual=_standing(own, off.playbook),
    )


def _due(off: _Off) -> list[Fact]:
    """Say that whoever is due comes first, where this customer is not; else what the order compares."""
    if not off.waits:
        return [_full(off)] if off.last else []
    return [
        Fact(
            source="LIST-05",
            asked=_("Who is due, or has an open reason that decides, comes first"),
            threshold=_DASH,
            actual=_("not due until {day}").format(day=_day(off.row.next_contact_due_on, off.today)),
        )
    ]


def _size(off: _Off) -> Fact:
    familiar, unfamiliar = call_lists.quotas(off.rules)
    return Fact(
        source="LIST-04",
        asked=_("Names of this side on a list"),
        threshold=str(familiar if off.row.familiar else unfamiliar),
        actual=_("others came first"),
    )


def _week(off: _Off) -> Fact:
    """Say that the week has its names, and which order chose them."""
    return Fact(
        source="LIST-02",
        asked=_("Names put down for the week, at most {n} a day").format(n=off.rules.size),
        threshold=_by(off.playbook, familiar=off.row.familiar),
        actual=_("not on it") if off.row.week_rank is None else _("reached already"),
    )


def _household(off: _Off) -> Fact:
    """Say how many of one household are called on a day."""
    return Fact(
        source="LIST-13",
        asked=_("Names of one household on the lists of a day"),
        threshold=str(off.playbook.value_order.of_household),
        actual=_("reached"),
    )


def _closed(off: _Off) -> Fact:
    return Fact(
        source="LIST-15",
        asked=_("The relationship is open"),
        threshold=_DASH,
        actual=_day(off.row.closed_on, off.today),
    )


def _day(day: dt.date | None, today: dt.date) -> str:
    return _DASH if day is None else days.plain(day, today=today, language=language())


_CAUSES: dict[str, Callable[[_Off], list[Fact]]] = {
    "closed": lambda off: [_closed(off)],
    "contacted_recently": lambda off: [_contacted(off)],
    "frequency_cap": lambda off: [_capped(off)],
    "not_this_week": lambda off: [_week(off), *_due(off)],
    "same_household": lambda off: [_household(off)],
    "quota_full": lambda off: [_size(off), *_shared(off.row, off.playbook), *_due(off)],
}
