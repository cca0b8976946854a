"""The nearest type of a familiar person whom no rule takes, by hand: one trait after the other."""

import math
from fractions import Fraction
from typing import Any

from tilth.policy import conditions
from tilth.policy.playbook import Playbook, Trait

NOBODY = {
    "segment_distance": None,
    "segment_second": None,
    "segment_second_distance": None,
    "segment_missing": None,
}


def measured(trait: Trait, values: dict[str, Any]) -> float | None:
    """Return what the customer has of a trait: a figure, or 0 and 1 for no and yes."""
    if trait.when is not None:
        met = conditions.evaluate(conditions.parse(trait.when), values)
        return None if met is None else float(met)
    if trait.measure in {"product_count", "age", "aum"}:
        found = values[trait.measure]
        return None if found is None else float(found)
    wealth = values["aum"] + (values["elsewhere"] or 0)
    if wealth <= 0:
        return None
    if trait.measure == "time_deposit_share":
        return float(values["time_deposit_share"])
    return int((values["aum"] - values["deposit_balance"]) * 100) / int(wealth * 100)


def thousandths(trait: Trait, figure: float) -> int:
    """Return a figure in whole thousandths of its trait's scale; what lies beyond an end is the end."""
    low, high = float(trait.low), float(trait.high)
    figure = max(figure, low)
    figure = min(figure, high)
    if trait.logarithmic:
        low, high, figure = math.log10(low), math.log10(high), math.log10(figure)
    return math.floor((figure - low) / (high - low) * 1000 + 0.5)


def assumed(playbook: Playbook, values: dict[str, Any]) -> dict[str, Any]:
    """Return the nearest type and the next, each with its distance, and the first unknown trait."""
    scheme = playbook.segments.scheme
    drawn = [
        one for one in playbook.prototypes.types if one.scheme == scheme.code and playbook.prototypes.enabled
    ]
    if not values["familiar"] or values["kind"] != "person" or not drawn:
        return {"segment": None, **NOBODY}
    traits = {one.code: one for one in playbook.prototypes.traits}
    used = [code for code in traits if any(code in one.stated for one in drawn)]
    has = {code: measured(traits[code], values) for code in used}
    missing = next((code for code in used if has[code] is None), None)
    found = []
    for order, segment in enumerate(scheme.segments):
        (one,) = [one for one in drawn if one.segment == segment.code]
        parts = [
            (
                Fraction(point.weight),
                abs(thousandths(traits[code], value) - thousandths(traits[code], float(point.at))),
            )
            for code, point in one.stated.items()
            if (value := has[code]) is not None
        ]
        if parts:
            apart = sum(weight * gap for weight, gap in parts) / sum(weight for weight, _ in parts)
            found.append((math.floor(apart * 10 + Fraction(1, 2)), segment.priority, order, segment.code))
    if missing is not None and scheme.code in playbook.prototypes.all_known:
        found = []
    found.sort()
    first, second = [*found, None, None][:2]
    return {
        "segment": first and first[3],
        "segment_distance": None if first is None else first[0] / 10_000,
        "segment_second": second and second[3],
        "segment_second_distance": None if second is None else second[0] / 10_000,
        "segment_missing": missing,
    }
