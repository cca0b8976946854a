"""One person and one number are called once a day, however many customers they are (LIST-15)."""

import ibis
import ibis.expr.types as ir

from tilth.engine import smallest
from tilth.engine.backend import Session
from tilth.engine.context import Context

INDEXES = ("id_index", "mobile_index")
"""Columns of the feed in which equal numbers are equal, though nobody can read them."""


def groups(session: Session, context: Context, free: ir.Table) -> ir.Table:
    """Return and keep customer_id, label (the smallest customer number) of candidates who share a number."""
    fed = session.read(context.feed("customers"))
    indexes = [name for name in INDEXES if name in fed.columns]
    fed = session.keep("numbered", fed.semi_join(free, "customer_id").select("customer_id", *indexes))
    return smallest.labels(session, "same", _ties(session, fed, indexes))


def _ties(session: Session, fed: ir.Table, indexes: list[str]) -> ir.Table:
    """Return who shares a number with the first of its customers, in both directions, and with themselves."""
    tied = fed.select("customer_id", other_id=fed.customer_id).limit(0)
    for name in indexes:
        shared = fed.filter(fed[name].notnull()).group_by(name)
        shared = shared.aggregate(first_id=fed.customer_id.min(), many=fed.customer_id.count())
        both = fed.join(shared.filter(shared.many > 1), name)
        tied = tied.union(both.select("customer_id", other_id=both.first_id))
        tied = tied.union(both.select(customer_id=both.first_id, other_id=both.customer_id))
    selves = tied.select("customer_id", other_id=tied.customer_id)
    return session.keep("same_ties", tied.union(selves).distinct())


def best(session: Session, free: ir.Table, chosen: ir.Table, same: ir.Table) -> ir.Table:
    """Return and keep customer_id, best_id of everybody who shares a number: the best-placed of them.

    Placed best is who would be listed with the smallest rank; where nobody would, the smallest number.
    """
    rows = free.select("customer_id").join(same, "customer_id")
    ranks = chosen.select("customer_id", "rank").rename(ranked_id="customer_id")
    rows = rows.left_join(ranks, rows.customer_id == ranks.ranked_id)
    order = [rows["rank"].fill_null(1 << 30), rows.customer_id]
    first = rows.customer_id.first().over(ibis.window(group_by=rows.label, order_by=order))
    return session.keep("best", rows.select("customer_id", best_id=first))
