"""Why a customer stands where they stand: tier, segment, cadence, with thresholds and actual values."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from tilth.data.models import PublishedCustomer
from tilth.policy import conditions
from tilth.policy.playbook import Playbook
from tilth.policy.playbook import Segment as Rule
from tilth.policy.vocabulary import CATEGORIES
from tilth.web import labels
from tilth.web.customers import words
from tilth.web.file.head import age, following
from tilth.web.file.reading import Reading
from tilth.web.format.languages import chinese


@dataclass(frozen=True, kw_only=True)
class Step:
    """One tier of the ladder: from which amount, and how much of it is filled, 0 to 100."""

    code: str
    floor: Decimal
    filled: float
    current: bool


@dataclass(frozen=True, kw_only=True)
class TierWhy:
    """The tier with its basis, the ladder, and what is missing to the next."""

    basis: str
    amount: Decimal
    floor: Decimal
    following: str
    gap: Decimal | None
    below: str
    """The tier below; empty in the lowest."""
    margin: Decimal
    """How far the amount is above the floor: what can leave before the tier falls."""
    steps: tuple[Step, ...]
    source: str = "TIER-01"
    """The requirement that asks for it."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One elementary condition: what was asked, what the customer has, and the answer."""

    asked: str
    actual: str
    result: bool | None


@dataclass(frozen=True, kw_only=True)
class SegmentRule:
    """One segment's rule held against this customer."""

    name: str
    text: str
    about: str
    result: bool | None
    own: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True)
class SegmentWhy:
    """The active scheme and its rules; the first that is true takes the customer."""

    scheme: str
    rules: tuple[SegmentRule, ...]


def tier(row: PublishedCustomer, playbook: Playbook) -> TierWhy:
    """Return why the tier is what it is (TIER-01)."""
    bands = playbook.tiers.bands
    floors = [band.floor for band in bands]
    steps = []
    for place, band in enumerate(bands):
        upper = floors[place + 1] if place + 1 < len(bands) else None
        steps.append(
            Step(
                code=band.code,
                floor=band.floor,
                filled=_filled(row.tier_basis, band.floor, upper),
                current=band.code == row.tier,
            )
        )
    return TierWhy(
        basis=labels.label("basis", playbook.tiers.basis),
        amount=row.tier_basis,
        floor=row.tier_floor,
        following=following(row, playbook),
        gap=row.next_tier_gap,
        below=_below(row, playbook),
        margin=row.tier_basis - row.tier_floor,
        steps=tuple(steps),
    )


def _below(row: PublishedCustomer, playbook: Playbook) -> str:
    codes = [band.code for band in playbook.tiers.bands]
    return codes[codes.index(row.tier) - 1] if row.tier in codes[1:] else ""


def _filled(amount: Decimal, floor: Decimal, upper: Decimal | None) -> float:
    if amount < floor:
        return 0.0
    if upper is None or amount >= upper:
        return 100.0
    return round(float((amount - floor) / (upper - floor)) * 100, 1)


def segments(customer: Reading, playbook: Playbook) -> SegmentWhy:
    """Return every rule of the active scheme with the customer's own values (SEG-01, SEG-20).

    What the actor is not shown, as the age of somebody else's customer, is unknown here too (C-22).
    """
    scheme = playbook.segments.scheme
    facts = row_of(customer)
    ruled = None if customer.figures.segment_source == "nearest" else customer.figures.segment
    return SegmentWhy(
        scheme=scheme.label_zh if chinese() else scheme.label_en,
        rules=tuple(_rule(rule, facts, own=rule.code == ruled) for rule in scheme.segments),
    )


def row_of(customer: Reading) -> dict[str, Any]:
    """Return what a condition may name, as the night had it; what the pages do not hold is unknown."""
    figures = customer.figures
    row: dict[str, Any] = {name: getattr(figures, name, None) for name in conditions.COLUMNS}
    row["age"] = age(figures)
    row["opened_days"] = (figures.business_date - figures.opened_on).days
    row["categories"] = list(figures.categories)
    totals = {part.code: part.total for part in customer.categories}
    for category in CATEGORIES:
        row[conditions.category_column(category)] = totals.get(category, Decimal(0))
    return row


def _rule(rule: Rule, facts: dict[str, Any], *, own: bool) -> SegmentRule:
    node = conditions.parse(rule.when)
    return SegmentRule(
        name=rule.label_zh if chinese() else rule.label_en,
        text=words.say(node),
        about=rule.about,
        result=conditions.evaluate(node, facts),
        own=own,
        lines=tuple(
            Line(
                asked=words.asked(finding.text),
                actual=_actual(finding),
                result=finding.result,
            )
            for finding in conditions.explain(node, facts)
        ),
    )


def _actual(finding: conditions.Finding) -> str:
    value = finding.actual
    if isinstance(value, list):
        return _(", ").join(labels.label("category", code) for code in value) or "\u2014"
    return words.written(value, share="share" in finding.text)
