"""One person and one number are called once a day, however many customers they are (LIST-15)."""

import ibis
import ibis.expr.types as ir

from tilth.engine import smallest
from tilth.engine.backend import Session
from tilth.engine.context import Context

SHARED: tuple[tuple[str, ...], ...] = (("id_index",), ("mobile_index",), ("phone_index", "household_id"))
"""What makes two customers one to call: columns in which equal numbers are equal, though nobody reads them.

A landline does within one household: a company's switchboard silences nobody else.
"""


def groups(session: Session, context: Context, free: ir.Table) -> ir.Table:
    """Return and keep customer_id, label (the smallest customer number) of candidates who share a number."""
    fed = session.read(context.feed("customers"))
    known = [names for names in SHARED if names[0] in fed.columns]
    indexes = fed.select("customer_id", *(names[0] for names in known))
    homes = free.select("customer_id", "household_id")
    fed = session.keep("numbered", homes.join(indexes, "customer_id"))
    return smallest.labels(session, "same", _ties(session, fed, known))


def _ties(session: Session, fed: ir.Table, known: list[tuple[str, ...]]) -> ir.Table:
    """Return who shares a number with the first of its customers, in both directions, and with themselves."""
    tied = fed.select("customer_id", other_id=fed.customer_id).limit(0)
    for names in known:
        shared = fed.filter([fed[name].notnull() for name in names]).group_by(*names)
        shared = shared.aggregate(first_id=fed.customer_id.min(), many=fed.customer_id.count())
        both = fed.join(shared.filter(shared.many > 1), names)
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
