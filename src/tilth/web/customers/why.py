"""Why a customer stands where they stand: tier, segment, cadence, with thresholds and actual values."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from tilth.data.models import PublishedCustomer
from tilth.domain.profile import of_night
from tilth.policy import conditions
from tilth.policy.playbook import Playbook
from tilth.policy.playbook import Segment as Rule
from tilth.policy.subjects.detail import DetailRules
from tilth.policy.vocabulary import CATEGORIES
from tilth.web import labels
from tilth.web.customers import words
from tilth.web.file.head import age, following
from tilth.web.file.reading import Reading
from tilth.web.format import days
from tilth.web.format.languages import chinese, language


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
    since: str
    """Of the profile: when it was learned and by whom; of a share: that it counts other banks; else empty."""


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
        rules=tuple(_rule(customer, rule, facts, own=rule.code == ruled) for rule in scheme.segments),
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
    row |= of_night.columns(customer.told, customer.at.playbook.of(DetailRules), day=figures.business_date)
    if row["elsewhere"] is not None:
        row["time_deposit_share"] = _of_all(row["cat_time_deposit"], figures.aum + row["elsewhere"])
    return row


def _of_all(amount: Decimal, wealth: Decimal) -> float | None:
    """Return a share of the money at all banks, as the night reckons it; None without any."""
    return int(amount * 100) / int(wealth * 100) if wealth else None


def _rule(customer: Reading, rule: Rule, facts: dict[str, Any], *, own: bool) -> SegmentRule:
    node, items = conditions.parse(rule.when), words.vocabulary(customer.at.playbook)
    return SegmentRule(
        name=rule.label_zh if chinese() else rule.label_en,
        text=words.say(node, items),
        about=rule.about,
        result=conditions.evaluate(node, facts),
        own=own,
        lines=tuple(
            Line(
                asked=words.asked(finding.text, items),
                actual=_actual(finding, items),
                result=finding.result,
                since=_since(customer, finding, facts),
            )
            for finding in conditions.explain(node, facts)
        ),
    )


def _since(customer: Reading, finding: conditions.Finding, facts: dict[str, Any]) -> str:
    """Return where what was held against a condition comes from, where people told it."""
    if "time_deposit_share" in finding.text or "share(" in finding.text:
        return _("of the money at all banks, as told") if facts["elsewhere"] is not None else ""
    of = _item(finding)
    told = of_night.source(customer.told, of) if of else None
    if told is None:
        return ""
    today = customer.at.frame.today
    day = days.plain(told.learned_on, today=today, language=language())
    return _("learned on {day}, written by {name}").format(day=day, name=told.by)


def _item(finding: conditions.Finding) -> str:
    """Return the item of the profile that an elementary condition asks for; empty text for none."""
    asked = conditions.details_of(conditions.parse(finding.text))
    return next((one.item for one in asked), "")


def _actual(finding: conditions.Finding, items: words.Items) -> str:
    value, item = finding.actual, items.get(_item(finding))
    if item is not None and isinstance(value, list):
        return _(", ").join(item.values[one].told(language()) if one in item.values else one for one in value)
    if isinstance(value, list):
        return _(", ").join(labels.label("category", code) for code in value) or "\u2014"
    return words.written(value, share="share" in finding.text)
