"""Households: spouses, parents and children bear one number, the smallest among them (PROF-23)."""

import ibis.expr.types as ir

from tilth.engine import smallest
from tilth.engine.backend import Session
from tilth.engine.context import Context


def read(session: Session, context: Context, deceased: ir.Table) -> ir.Table:
    """Return and keep customer_id, household_id of the customers with a family tie; the others have none.

    The dead tie nobody: they are no member of a living family.
    """
    labels = smallest.labels(session, "labels", _ties(session, context, deceased))
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
