"""The nearest type: assumed for a familiar person whom no rule of the scheme takes (SEG-01, SEG-21).

The distance to a type is the sum over its stated traits of weight × |value − prototype|, both on the trait's
scale from 0 to 1 in whole thousandths. An unknown trait is left out, and the other weights count for it.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tilth.policy import conditions
from tilth.policy.playbook import Playbook
from tilth.policy.playbook.prototypes import Prototype, Trait

STEPS = 1000
"""A scale has so many steps."""
UNITS = 10_000
"""A distance is told in so many parts of 1."""


@dataclass(frozen=True, kw_only=True)
class Stated:
    """One stated trait of a type beside the customer: both on the scale, unknown as None; the weight."""

    trait: Trait
    at: Decimal
    value: Any
    """As the customer has it: a figure, yes or no; None where it is unknown."""
    weight: Decimal
    gap: float | None
    """|value − prototype| on the scale from 0 to 1."""


@dataclass(frozen=True, kw_only=True)
class Distance:
    """How far a customer is from one type, None where nothing is known; and what it is made of."""

    segment: str
    units: int | None
    parts: tuple[Stated, ...]

    @property
    def share(self) -> float | None:
        """The distance from 0 to 1."""
        return None if self.units is None else self.units / UNITS


@dataclass(frozen=True, kw_only=True)
class Nearest:
    """The types by nearness, and the first trait that is unknown; no types where all must be known."""

    order: tuple[Distance, ...]
    missing: str | None


def scaled(trait: Trait, value: float | Decimal) -> int:
    """Return a figure in whole thousandths of its trait's scale, half up; beyond an end is the end."""
    low, high = float(trait.low), float(trait.high)
    inside = min(max(float(value), low), high)
    if trait.logarithmic:
        low, high, inside = math.log10(low), math.log10(high), math.log10(inside)
    return math.floor((inside - low) / (high - low) * STEPS + 0.5)


def value(trait: Trait, row: Mapping[str, Any]) -> Any:
    """Return a customer's figure of a trait, or whether its condition is met; None where it is unknown."""
    if trait.condition is not None:
        return conditions.evaluate(trait.condition, row)
    if trait.measure in {"time_deposit_share", "investment_share"}:
        return _share(trait.measure, row)
    return row[str(trait.measure)]


def _share(measure: str, row: Mapping[str, Any]) -> Any:
    """Return a share of the money here and, as far as told, elsewhere; None without any."""
    aum = row["aum"]
    wealth = 0 if aum is None else aum + (row["elsewhere"] or 0)
    if wealth <= 0:
        return None
    if measure == "time_deposit_share":
        return row["time_deposit_share"]
    return int((aum - row["deposit_balance"]) * 100) / int(wealth * 100)


def distance(kind: Prototype, traits: Mapping[str, Trait], row: Mapping[str, Any]) -> Distance:
    """Return how far a customer is from one type, in parts of 10,000."""
    parts = tuple(_stated(traits[code], kind, row) for code in kind.stated)
    known = [(_weight(one.weight), round(one.gap * STEPS)) for one in parts if one.gap is not None]
    total = sum(weight for weight, _ in known)
    apart = sum(weight * gap for weight, gap in known)
    units = (2 * UNITS // STEPS * apart + total) // (2 * total) if total else None
    return Distance(segment=kind.segment, units=units, parts=parts)


def nearest(playbook: Playbook, row: Mapping[str, Any]) -> Nearest:
    """Return the active scheme's types by nearness, ties by priority; `row` has what conditions name."""
    scheme, prototypes = playbook.segments.scheme, playbook.prototypes
    stated = prototypes.stated(scheme.code)
    unknown = [trait.code for trait in stated if value(trait, row) is None]
    missing = unknown[0] if unknown else None
    if missing is not None and scheme.code in prototypes.all_known:
        return Nearest(order=(), missing=missing)
    traits = {trait.code: trait for trait in stated}
    found = [distance(kind, traits, row) for kind in by_priority(playbook)]
    known = [one for one in found if one.units is not None]
    return Nearest(order=tuple(sorted(known, key=lambda one: one.units or 0)), missing=missing)


def by_priority(playbook: Playbook) -> tuple[Prototype, ...]:
    """Return the active scheme's prototypes in the order that decides between equal distances (SEG-10)."""
    scheme = playbook.segments.scheme
    place = {segment.code: (segment.priority, at) for at, segment in enumerate(scheme.segments)}
    return tuple(sorted(playbook.prototypes.of(scheme.code), key=lambda one: place[one.segment]))


def _stated(trait: Trait, kind: Prototype, row: Mapping[str, Any]) -> Stated:
    point, found = kind.stated[trait.code], value(trait, row)
    gap = None if found is None else abs(scaled(trait, found) - scaled(trait, point.at)) / STEPS
    return Stated(trait=trait, at=point.at, value=found, weight=point.weight, gap=gap)


def _weight(weight: Decimal) -> int:
    """Return a weight in whole parts of 10,000."""
    return int(weight * UNITS)
