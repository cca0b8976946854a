"""The nearest type of familiar persons whom no rule takes (`tilth.policy.nearest`), as columns."""

import math
from collections.abc import Mapping
from typing import NamedTuple

import ibis
import ibis.expr.types as ir

from tilth.engine import conditions
from tilth.engine.amounts import cents, ratio
from tilth.engine.backend import Session
from tilth.engine.marts import segments
from tilth.policy import nearest
from tilth.policy.playbook import Playbook, Prototype, Trait

PLACES = 100
"""A key is a distance in parts of 10,000 and, behind it, the place of its type among equals."""

NEVER = 10**9
"""Above every key."""
NOWHERE = ibis.null("float64")
TEXTS = ("near", "second", "missing")
FAR = ("near_distance", "second_distance")


class Parts(NamedTuple):
    """What a distance is made of: Σ weight × |value − prototype|, and the weights that are known."""

    apart: ir.Value
    total: ir.Value


def assumed(session: Session, playbook: Playbook, rows: ir.Table) -> ir.Table:
    """Return the rows with near, near_distance, second, second_distance and missing; empty for all others.

    `rows` has `ruled` and `confirmed_segment` beside what conditions read. Each layer is a step: keys are
    read several times, and an expression is written out wherever it is used.
    """
    kinds = nearest.by_priority(playbook)
    if not kinds:
        return rows.mutate(**dict.fromkeys(TEXTS, ibis.null("string")), **dict.fromkeys(FAR, NOWHERE))
    traits = {one.code: one for one in playbook.prototypes.stated(playbook.segments.active)}
    asked = rows.familiar & (rows.kind == "person") & rows.ruled.isnull() & rows.confirmed_segment.isnull()
    rows = session.step("asked", rows.mutate(asked=asked))
    placed = {f"trait_{one.code}": ibis.cases((rows.asked, _scaled(one, rows))) for one in traits.values()}
    rows = session.step("placed", rows.mutate(**placed))
    rows = session.step("missed", rows.mutate(missing=_missing(rows, traits)))
    rows = session.step("keyed", rows.mutate(**_keys(rows, playbook, traits)))
    keys = [rows[f"key_{place}"] for place in range(len(kinds))]
    rows = session.step("nearby", rows.mutate(near_key=_least(keys)))
    further = [ibis.cases((rows[key.get_name()] > rows.near_key, rows[key.get_name()])) for key in keys]
    rows = session.step("ordered", rows.mutate(second_key=_least(further)))
    return rows.mutate(
        near=_segment(rows.near_key, kinds),
        near_distance=_distance(rows.near_key),
        second=_segment(rows.second_key, kinds),
        second_distance=_distance(rows.second_key),
    )


def _scaled(trait: Trait, rows: ir.Table) -> ir.Value:
    """Return a trait on its scale in whole thousandths; empty where it is unknown."""
    if trait.condition is not None:
        met = conditions.compile(trait.condition, rows)
        return ibis.cases((met, nearest.STEPS), (~met, 0)).cast("int64")
    value = _measured(trait, rows)
    low, high = float(trait.low), float(trait.high)
    inside = ibis.greatest(ibis.least(value, high), low)
    if trait.logarithmic:
        low, high, inside = math.log10(low), math.log10(high), inside.log10()
    step = ((inside - low) / (high - low) * float(nearest.STEPS) + 0.5).floor().cast("int64")
    return ibis.cases((value.notnull(), step))


def _measured(trait: Trait, rows: ir.Table) -> ir.Value:
    if trait.measure == "time_deposit_share":
        return ibis.cases((segments.wealth(rows) > 0, rows.time_deposit_share))
    if trait.measure == "investment_share":
        invested = ratio(cents(rows.aum - rows.deposit_balance), segments.wealth(rows))
        return ibis.cases((segments.wealth(rows) > 0, invested))
    return rows[str(trait.measure)].cast("float64")


def _missing(rows: ir.Table, traits: Mapping[str, Trait]) -> ir.Value:
    return ibis.cases(*((rows.asked & rows[f"trait_{code}"].isnull(), code) for code in traits))


def _keys(rows: ir.Table, playbook: Playbook, traits: Mapping[str, Trait]) -> dict[str, ir.Value]:
    """Return each type's distance and place as one number: the smallest is the nearest."""
    found = {}
    for place, kind in enumerate(nearest.by_priority(playbook)):
        apart, total = _parts(rows, kind, traits)
        units = (2 * nearest.UNITS // nearest.STEPS * apart + total) // (2 * total.nullif(0))
        key = units.cast("int64") * PLACES + place
        if kind.scheme in playbook.prototypes.all_known:
            key = ibis.cases((rows.missing.isnull(), key))
        found[f"key_{place}"] = key
    return found


def _parts(rows: ir.Table, kind: Prototype, traits: Mapping[str, Trait]) -> Parts:
    apart = total = ibis.literal(0, "int64")
    for code, point in kind.stated.items():
        value, weight = rows[f"trait_{code}"], int(point.weight * nearest.UNITS)
        gap = (value - nearest.scaled(traits[code], point.at)).abs()
        apart += (gap * weight).fill_null(0)
        total += value.notnull().ifelse(weight, 0)
    return Parts(apart, total)


def _least(keys: list[ir.Value]) -> ir.Value:
    """Return the smallest key that is there."""
    never = ibis.literal(NEVER, "int64")
    return ibis.least(*(key.fill_null(never) for key in keys), never).nullif(never)


def _segment(key: ir.Value, kinds: tuple[Prototype, ...]) -> ir.Value:
    return ibis.cases(*((key % PLACES == place, kind.segment) for place, kind in enumerate(kinds)))


def _distance(key: ir.Value) -> ir.Value:
    """Return the distance of a key, 0 to 1."""
    return ((key - key % PLACES) // PLACES).cast("float64") / float(nearest.UNITS)
