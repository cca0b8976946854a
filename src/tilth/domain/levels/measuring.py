"""Measure one relationship: each measure of the playbook, of what is known on a day."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from tilth.data.models import PublishedCustomer
from tilth.domain.days import ZONE
from tilth.domain.levels.queries import Material
from tilth.domain.profile import queries as profile
from tilth.kernel import dates
from tilth.policy.levels.judging import Values
from tilth.policy.levels.measures import MEASURES, UNKNOWN, Found
from tilth.policy.playbook import Playbook
from tilth.policy.profile.useful import fullness
from tilth.policy.subjects.detail import DetailRules
from tilth.policy.subjects.level import LevelRules
from tilth.policy.subjects.rapport import RapportRules

IN_PERSON = ("visit", "branch_meeting")
INSIGHT = ("market_update", "asset_report")
_NAMED = {"none": 0, "one": 1, "two": 2, "three": 3}
_BEYOND = ("exceeds", "moves")


@dataclass(frozen=True, kw_only=True)
class Request:
    """Something that a customer asked for: a memo, or a matter of the customer's own."""

    row: str
    asked_on: dt.date
    due_on: dt.date
    answered_on: dt.date | None

    def in_time(self, today: dt.date) -> bool | None:
        """Say whether it was answered by its day; None while it may still be."""
        if self.answered_on is not None:
            return self.answered_on <= self.due_on
        return None if self.due_on >= today else False


@dataclass(frozen=True, kw_only=True)
class Held:
    """What the night says of a customer on a day; None where that is not kept."""

    products: int | None
    aum: Decimal | None
    activity: float | None


def held_now(customer: PublishedCustomer) -> Held:
    """Return what the last night says."""
    return Held(products=len(customer.categories), aum=customer.aum, activity=customer.account_activity)


@dataclass(frozen=True, kw_only=True)
class Measuring:
    """One customer with what is known of the relationship, on one day: what came after it does not count."""

    customer: PublishedCustomer
    held: Held
    material: Material
    playbook: Playbook
    today: dt.date

    @cached_property
    def requests(self) -> tuple[Request, ...]:
        """What the customer asked for by the day, memos first; an answer that came later is none yet."""
        memos = ((one, one.answered_at) for one in self.material.memos)
        matters = ((one, one.done_at) for one in self.material.matters)
        return tuple(
            Request(row=str(one.pk), asked_on=one.asked_on, due_on=one.due_on, answered_on=self.by(_day(at)))
            for one, at in (*memos, *matters)
            if one.asked_on <= self.today
        )

    @cached_property
    def details(self) -> dict[str, profile.Of]:
        """What was learned by the day, by item of the profile."""
        several = self.playbook.of(DetailRules).several
        return profile.by_item(self.material.written, several=several, today=self.today)

    @property
    def entries(self) -> list[Any]:
        """The entries of the account by the day, in their order."""
        return [one for one in self.material.entries if one.done_on <= self.today]

    def by(self, day: dt.date | None) -> dt.date | None:
        """Return a day that has come; None for one that lies after the day of measuring."""
        return day if day is not None and day <= self.today else None

    def values(self, wanted: Iterable[tuple[str, int]]) -> Values:
        """Return measure and months → what was found."""
        return {(measure, months): _BY_NAME[measure](self, months) for measure, months in wanted}

    def since(self, months: int) -> dt.date:
        """Return the day before the first one that counts."""
        return dates.add_months(self.today, -months)

    def within(self, days: Iterable[dt.date], months: int) -> Found:
        """Return how many days lie in the last months, and the last of them."""
        return _counted([one for one in days if self.since(months) < one <= self.today])


def needed(rules: LevelRules) -> frozenset[tuple[str, int]]:
    """Return the measures, with their months, that criteria and scores ask for."""
    criteria = (one for level in rules.levels for one in level.criteria)
    terms = (one for score in rules.scores for one in score.terms)
    return frozenset((one.measure, one.months) for one in (*criteria, *terms))


def balance(entries: Iterable[Any], rules: RapportRules) -> int:
    """Return what stands in the emotional account."""
    return sum((int(one.points) for one in entries), rules.start)


def _day(at: dt.datetime | None) -> dt.date | None:
    return None if at is None else at.astimezone(ZONE).date()


def _counted(days: Sequence[dt.date]) -> Found:
    return Found(value=Decimal(len(days)), last_on=max(days, default=None))


def _share(done: int, of: int, last_on: dt.date | None) -> Found:
    """Return a share in percent, to one decimal; unknown where there was no case."""
    if not of:
        return UNKNOWN
    percent = (Decimal(100) * done / of).quantize(Decimal("0.1"))
    return Found(value=percent, last_on=last_on, done=done, of=of)


def _contacts(of: Measuring, months: int) -> Found:
    return of.within((one.contact_on for one in of.material.contacts), months)


def _met(of: Measuring, months: int) -> Found:
    return of.within((one.contact_on for one in of.material.contacts if one.channel in IN_PERSON), months)


def _insight(of: Measuring, months: int) -> Found:
    return of.within((one.contact_on for one in of.material.contacts if one.purpose in INSIGHT), months)


def _care(of: Measuring, months: int) -> Found:
    talks = [one.contact_on for one in of.material.contacts if one.nature == "care"]
    greeted = [_day(one.done_at) or one.due_on for one in of.material.greetings]
    return of.within([*talks, *greeted], months)


def _begun(of: Measuring, months: int) -> Found:
    return of.within((one.asked_on for one in of.requests), months)


def _kept(of: Measuring, months: int) -> Found:
    since, today = of.since(months), of.today
    due = [
        one
        for one in of.material.promises
        if since < one.due_on <= today and (one.in_time or one.due_on < today)
    ]
    return _share(
        sum(bool(one.in_time) for one in due), len(due), max((one.due_on for one in due), default=None)
    )


def _answered(of: Measuring, months: int) -> Found:
    mine = [one for one in of.requests if one.asked_on > of.since(months)]
    told = [(one.due_on, known) for one in mine if (known := one.in_time(of.today)) is not None]
    return _share(sum(known for _, known in told), len(told), max((day for day, _ in told), default=None))


def _open(of: Measuring, _months: int) -> Found:
    late = [one.due_on for one in of.requests if one.answered_on is None and one.due_on < of.today]
    return _counted([*late, *(one.starts_on for one in of.material.complaints if _stood(one, of))])


def _stood(complaint: Any, of: Measuring) -> bool:
    """Say whether a complaint was open on the day."""
    ended = complaint.ends_on is not None and complaint.ends_on < of.today
    return complaint.starts_on <= of.today and not ended and of.by(_day(complaint.lifted_at)) is None


def _products(of: Measuring, _months: int) -> Found:
    return UNKNOWN if of.held.products is None else Found(value=Decimal(of.held.products))


def _assets(of: Measuring, _months: int) -> Found:
    items = of.playbook.of(DetailRules).of(of.customer.kind)
    share = None if of.held.aum is None else profile.share(of.held.aum, items, of.details)
    return UNKNOWN if share is None else Found(value=Decimal(share.percent))


def _years(of: Measuring, _months: int) -> Found:
    since = of.customer.opened_on
    return Found(value=Decimal(max(dates.age(since, of.today), 0)), last_on=since)


def _profile(of: Measuring, _months: int) -> Found:
    rules = of.playbook.of(DetailRules)
    items = rules.of(of.customer.kind)
    known = {code for code, one in of.details.items() if one.holds}
    known |= {
        one.code for one in items if one.core and getattr(of.customer, one.core, None) not in (None, "")
    }
    return Found(value=Decimal(fullness(items, known, rules.weights).percent))


def _referrals(of: Measuring, _months: int) -> Found:
    done = (one for one in of.material.referrals if one.done_at is None or of.by(_day(one.done_at)))
    named = [one for one in done if _NAMED.get(one.named, 0)]
    count = sum(_NAMED[one.named] for one in named)
    return Found(
        value=Decimal(count), last_on=max(filter(None, (_day(one.done_at) for one in named)), default=None)
    )


def _around(of: Measuring, _months: int) -> Found:
    there = (one for one in of.material.around if of.by(one.outdated_on) is None)
    return _counted([one.told_on for one in there if one.told_on <= of.today])


def _balance(of: Measuring, _months: int) -> Found:
    entries = of.entries
    value = balance(entries, of.playbook.of(RapportRules))
    return Found(value=Decimal(value), last_on=entries[-1].done_on if entries else None)


def _gain(of: Measuring, months: int) -> Found:
    return of.within((one.done_on for one in of.entries if one.care in _BEYOND), months)


def _activity(of: Measuring, _months: int) -> Found:
    share = of.held.activity
    return UNKNOWN if share is None else Found(value=Decimal(round(share * 100)))


_BY_NAME: Mapping[str, Callable[[Measuring, int], Found]] = {
    "contacts": _contacts,
    "begun": _begun,
    "met": _met,
    "insight": _insight,
    "care": _care,
    "kept": _kept,
    "answered": _answered,
    "open": _open,
    "products": _products,
    "share": _assets,
    "years": _years,
    "profile": _profile,
    "referrals": _referrals,
    "around": _around,
    "balance": _balance,
    "gain": _gain,
    "activity": _activity,
}
if _BY_NAME.keys() != MEASURES.keys():
    raise TypeError("Each measure of policy/levels/measures.py has its function here, and no other.")
