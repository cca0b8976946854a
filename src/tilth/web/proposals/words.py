"""A version of a proposal in words, for the page and for the document: both say the same."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from tilth.data.models import Proposal
from tilth.policy import proposals
from tilth.policy.codes import CATEGORIES
from tilth.policy.proposals import PARTS, Shown
from tilth.policy.subjects.need import KINDS
from tilth.web.format import amounts


@dataclass(frozen=True, kw_only=True)
class Line:
    """One product that is held or proposed, as texts."""

    name: str
    category: str
    amount: str
    rate: str
    until: str
    """The day on which it ends, or its term in days."""
    risk: str
    number: str = ""
    """Of its certificate."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """One contributor in words."""

    staff_id: str
    name: str
    part: str
    percent: str


def shown(row: Proposal) -> Shown | None:
    """Return what a version showed; None where the person was erased."""
    return None if row.shown is None else proposals.read(row.shown)


def needs(told: Shown, language: str) -> tuple[tuple[str, dt.date | None], ...]:
    """Return each need with its day, the first first."""
    return tuple((KINDS[one.kind].told(language), one.due_on) for one in told.needs)


def offers(told: Shown, language: str) -> tuple[Line, ...]:
    """Return what is proposed."""
    return tuple(
        Line(
            name=one.name,
            category=_category(one.category, language),
            amount=amounts.exact(one.amount),
            rate=_rate(one.rate),
            until="" if one.term_days is None else str(one.term_days),
            risk=one.risk or amounts.DASH,
            number=one.number,
        )
        for one in told.offers
    )


def held(told: Shown, language: str) -> tuple[Line, ...]:
    """Return what the customer has."""
    return tuple(
        Line(
            name=one.name,
            category=_category(one.category, language),
            amount=amounts.exact(one.balance),
            rate=_rate(one.rate),
            until="" if one.ends_on is None else one.ends_on.isoformat(),
            risk=one.risk or amounts.DASH,
        )
        for one in told.held
    )


def sums(told: Shown) -> tuple[Line, ...]:
    """Return both sides in sum: what the customer has, and what is proposed."""
    sides = ((_("In sum, now"), proposals.now(told)), (_("In sum, proposed"), proposals.then(told)))
    return tuple(
        Line(
            name=label,
            category="",
            amount=amounts.exact(one.amount),
            rate=_rate(one.rate),
            until="" if one.ends_on is None else one.ends_on.isoformat(),
            risk=one.risk or amounts.DASH,
        )
        for label, one in sides
    )


def team(row: Proposal, names: dict[str, str], language: str) -> tuple[Part, ...]:
    """Return who contributes."""
    found = (proposals.share(one) for one in row.team)
    return tuple(
        Part(
            staff_id=one.staff_id,
            name=names.get(one.staff_id, one.staff_id),
            part=PARTS[one.part].told(language),
            percent=f"{one.percent.normalize():f} %",
        )
        for one in found
    )


def numbers(told: Shown | None) -> Iterable[str]:
    """Return the numbers of the certificates."""
    return () if told is None else tuple(one.number for one in told.offers)


def _category(code: str, language: str) -> str:
    return CATEGORIES[code].told(language) if code in CATEGORIES else amounts.DASH


def _rate(value: Decimal | None) -> str:
    return amounts.share(value, places=2)
