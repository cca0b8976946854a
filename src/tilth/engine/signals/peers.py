"""The signal of what like customers hold and this one does not, of what is on sale and suits."""

import math
from collections.abc import Iterator, Mapping
from typing import Any

import ibis
import ibis.expr.types as ir

from tilth.engine.amounts import number
from tilth.engine.events.rows import whole
from tilth.engine.marts.positions import holds
from tilth.engine.signals.rows import Found, evidence, signal
from tilth.engine.signals.shelf import sold
from tilth.engine.tonight import Tonight
from tilth.kernel.dates import add_years
from tilth.policy.playbook.signals import ProductGap
from tilth.policy.suitability import LEAST
from tilth.policy.vocabulary import CATEGORIES
from tilth.ports.schema import Kind

_ALIKE = ("kind", "tier", "segment")
_GRADES = {f"C{grade}": grade for grade in range(1, 6)}
_KINDS = dict.fromkeys(("place", "bit", "needs", "peers", "holders", "share_bp"), Kind.INTEGER)
Row = dict[str, Any]


def product_gap(tonight: Tonight) -> Found:
    """Return the owned customers who hold none of a category that most like customers hold and that suits."""
    context, rule = tonight.context, tonight.context.playbook.signals.of(ProductGap)
    people = tonight.with_us
    gaps = _gaps(tonight, people.filter(people.segment.notnull()), rule)
    rows = people.filter(people.rm_id.notnull() & (people.aum >= number(rule.amount)) & (people.aum > 0))
    rows = rows.mutate(allowed=_allowed(tonight, rows))
    rows = rows.select("customer_id", "aum", "mask", "allowed", *_ALIKE).join(gaps, _ALIKE)
    lacks = (rows["mask"] // rows.bit) % 2 == 0
    rows = tonight.session.step("lacking", rows.filter(lacks & (rows.needs <= rows.allowed)))
    first = rows.group_by("customer_id").aggregate(first=rows.place.min())
    rows = rows.join(first, "customer_id")
    rows = tonight.session.keep("product_gaps", rows.filter(rows.place == rows["first"]))
    day, holders = ibis.date(context.day), rows.holders.cast("string") + "/" + rows.peers.cast("string")
    return Found(
        signals=signal(
            rows,
            "product_gap",
            subject=rows.category,
            amount=rows.aum,
            peers=whole(rows.peers),
            share_bp=whole(rows.share_bp),
        ),
        evidence=[
            evidence(rows, "product_gap", "peers", subject=rows.category, source_id=holders, day=day),
            evidence(
                rows, "product_gap", "product", subject=rows.category, source_id=rows.product_id, day=day
            ),
        ],
    )


def _allowed(tonight: Tonight, rows: ir.Table) -> ir.Value:
    """Return the highest grade that a valid assessment of one's own allows; 0 without one (TRAP-14)."""
    context = tonight.context
    ends = add_years(context.day, -context.playbook.windows.risk_validity_years)
    grade = ibis.cases(*((rows.risk_level == level, grade) for level, grade in _GRADES.items()), else_=0)
    return (rows.risk_assessed_on > ends).fill_null(False).ifelse(grade, 0)  # noqa: FBT003


def _gaps(tonight: Tonight, people: ir.Table, rule: ProductGap) -> ir.Table:
    """Return per kind, tier and segment the categories that most hold, most first, with what they need."""
    counted = people.group_by(*_ALIKE).aggregate(
        peers=people.count(), **{name: holds(people["mask"], name).sum() for name in rule.categories}
    )
    groups, shelf = tonight.session.fetch(counted), _shelf(tonight, rule)
    found = [row for group in groups for row in common(group, shelf, rule)]
    names = (*_ALIKE, "category", "product_id", *_KINDS)
    columns = {name: (_KINDS.get(name, Kind.TEXT), [row[name] for row in found]) for name in names}
    return tonight.session.small("gaps", **columns)


def common(group: Row, shelf: Mapping[str, tuple[int, str]], rule: ProductGap) -> Iterator[Row]:
    """Yield the categories on sale that enough of a group hold, most first, then in the playbook's order."""
    held = [name for name in rule.categories if name in shelf and group["peers"] >= rule.peers]
    held = [name for name in held if group[name] > 0 and group[name] >= rule.share * group["peers"]]
    for place, name in enumerate(sorted(held, key=lambda name: -group[name])):
        needs, product_id = shelf[name]
        yield {
            **{part: group[part] for part in _ALIKE},
            "category": name,
            "product_id": product_id,
            "place": place,
            "bit": 1 << CATEGORIES.index(name),
            "needs": needs,
            "peers": group["peers"],
            "holders": group[name],
            "share_bp": math.floor(group[name] / group["peers"] * 10_000 + 0.5),
        }


def _shelf(tonight: Tonight, rule: ProductGap) -> dict[str, tuple[int, str]]:
    """Return category → the lowest grade of what is on sale of it, and the first such product."""
    context, session = tonight.context, tonight.session
    fed = session.read(context.feed("products"))
    fed = fed.filter(fed.category.isin(sorted(rule.categories)) & (fed.currency == context.base_currency))
    rows = session.fetch(fed.select("product_id", "category", "risk_level", "on_sale_from", "on_sale_to"))
    found: dict[str, tuple[int, str]] = {}
    for one in rows:
        needs = _needs(one["category"], one["risk_level"])
        if needs is not None and sold(one, context.day):
            here = (needs, one["product_id"])
            found[one["category"]] = min(here, found.get(one["category"], here))
    return found


def _needs(category: str, risk_level: str | None) -> int | None:
    """Return the grade that a product takes, 0 for none; None where it should have one and has not."""
    if category not in LEAST and risk_level in (None, "R1"):
        return 0
    return None if risk_level is None else int(risk_level[1:])
