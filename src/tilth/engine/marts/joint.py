"""Joint accounts: each owner has all of one, and a sum over customers counts it once (A23)."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal

import ibis
import ibis.expr.types as ir

from tilth.engine.amounts import MONEY
from tilth.engine.backend import Session
from tilth.policy.vocabulary import ASSET_CATEGORIES
from tilth.ports.schema import Kind

Paths = Mapping[str, tuple[str, ...]]
"""Each unit of the bank with those above it, from the top down to itself."""


def find(session: Session, holdings: ir.Table) -> ir.Table | None:
    """Return and keep holding_id, customer_id, base of the assets with several owners; None in most banks."""
    held = holdings.filter(holdings.is_open & holdings.category.isin(ASSET_CATEGORIES))
    several = held.group_by("holding_id").aggregate(owners=held.count())
    several = several.filter(several.owners > 1)
    rows = held.semi_join(several, "holding_id").select("holding_id", "customer_id", "base")
    joint = session.keep("joint", rows)
    return joint if session.fetch(joint.aggregate(rows=joint.count()))[0]["rows"] else None


def repeats(joint: ir.Table, customers: ir.Table, key: str) -> ir.Table:
    """Return per value of `key` joint_repeats: what the assets of its customers count more than once."""
    rows = joint.join(customers.select("customer_id", key), "customer_id")
    each = rows.group_by(key, "holding_id").aggregate(total=rows.base.sum(), once=rows.base.max())
    return each.group_by(key).aggregate(joint_repeats=(each.total - each.once).sum().cast(MONEY))


def across(session: Session, joint: ir.Table, customers: ir.Table, branches: ir.Table) -> ir.Table:
    """Return branch_id, joint_across: what a unit with all below it counts in more than one of them.

    The units in which an account has owners stand in the order of the tree. What two that follow each other
    both count is placed at the lowest unit above both: so it is taken off once in every sum that holds both.
    """
    paths = _paths({row["branch_id"]: row["parent_id"] for row in session.fetch(branches)})
    order = sorted(paths, key=lambda unit: paths[unit])
    places = session.small(
        "places_of_units", branch_id=(Kind.TEXT, order), place=(Kind.INTEGER, list(range(len(order))))
    )
    rows = joint.join(customers.select("customer_id", "branch_id"), "customer_id").join(places, "branch_id")
    once = rows.group_by("holding_id", "branch_id", "place").aggregate(base=rows.base.max())
    in_order = ibis.window(group_by=once.holding_id, order_by=once.place)
    pairs = once.mutate(before=once.branch_id.lag().over(in_order))
    pairs = pairs.filter(pairs.before.notnull())
    sums = pairs.group_by("before", "branch_id").aggregate(total=pairs.base.sum().cast(MONEY))
    found: dict[str, Decimal] = defaultdict(Decimal)
    for row in session.fetch(sums):
        above = _above(paths[row["before"]], paths[row["branch_id"]])
        if above is not None:
            found[above] += row["total"]
    return session.small(
        "joint_across",
        branch_id=(Kind.TEXT, sorted(found)),
        joint_across=(Kind.MONEY, [found[unit] for unit in sorted(found)]),
    )


def _paths(parents: Mapping[str, str | None]) -> Paths:
    found: dict[str, tuple[str, ...]] = {}
    for unit in parents:
        path, above = [unit], parents[unit]
        while above is not None and above in parents and above not in path:
            path.append(above)
            above = parents[above]
        found[unit] = tuple(reversed(path))
    return found


def _above(one: tuple[str, ...], other: tuple[str, ...]) -> str | None:
    """Return the lowest unit on both paths; None where the bank has no unit above both."""
    both = [unit for unit, same in zip(one, other, strict=False) if unit == same]
    return both[-1] if both else None
