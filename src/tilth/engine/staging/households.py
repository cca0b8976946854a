"""Households: spouses, parents and children bear one number, the smallest among them (PROF-23)."""

import ibis.expr.types as ir

from tilth.engine.backend import Session
from tilth.engine.context import Context

ROUNDS = 4
"""A family reaches four ties far; whoever is further away may be a household of their own."""


def read(session: Session, context: Context, deceased: ir.Table) -> ir.Table:
    """Return and keep customer_id, household_id of the customers with a family tie; the others have none.

    The dead tie nobody: they are no member of a living family.
    """
    ties = _ties(session, context, deceased)
    labels = session.keep("labels_1", _smallest(ties, ties.other_id))
    for number in range(2, ROUNDS + 1):
        others = labels.rename(other_id="customer_id")
        reached = ties.join(others, "other_id")
        labels = session.keep(f"labels_{number}", _smallest(reached, reached.label))
    return session.keep("households", labels.select("customer_id", household_id=labels.label))


def _ties(session: Session, context: Context, deceased: ir.Table) -> ir.Table:
    """Return who is tied to whom, in both directions, everybody to themselves too."""
    fed = session.read(context.feed("relations"))
    kinds = sorted(context.playbook.contact.household_relations)
    family = fed.filter(fed.kind.isin(kinds) & (fed.from_id != fed.to_id))
    for end in ("from_id", "to_id"):
        family = family.anti_join(deceased.select(**{end: deceased.customer_id}), end)
    there = family.select(customer_id=family.from_id, other_id=family.to_id)
    back = family.select(customer_id=family.to_id, other_id=family.from_id)
    pairs = session.keep("pairs", there.union(back).distinct())
    selves = pairs.select("customer_id").distinct()
    return session.keep("ties", pairs.union(selves.mutate(other_id=selves.customer_id)))


def _smallest(rows: ir.Table, label: ir.Value) -> ir.Table:
    """Return for everybody the smallest label among themselves and those they are tied to."""
    return rows.group_by("customer_id").aggregate(label=label.min())
