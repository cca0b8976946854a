"""One person and one number are called once a day, however many customers they are (LIST-15).

Of a household so many as the playbook says, where lists are made in the order of value (LIST-13).
"""

import ibis
import ibis.expr.types as ir

from tilth.engine import smallest
from tilth.engine.backend import Session
from tilth.engine.context import Context
from tilth.engine.marts.call_list import FRONT, side_order

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
    rows = _ranked(free.select("customer_id").join(same, "customer_id"), chosen)
    order = [rows["rank"], rows.customer_id]
    first = rows.customer_id.first().over(ibis.window(group_by=rows.label, order_by=order))
    return session.keep("best", rows.select("customer_id", best_id=first))


def _ranked(rows: ir.Table, chosen: ir.Table) -> ir.Table:
    """Return the rows with `rank`: that of the list, behind all others for who is on none."""
    ranks = chosen.select(ranked_id="customer_id", rank="rank")
    both = rows.left_join(ranks, rows.customer_id == ranks.ranked_id)
    return both.mutate(rank=both["rank"].fill_null(1 << 30)).drop("ranked_id")


def behind(session: Session, context: Context, alone: ir.Table, chosen: ir.Table) -> ir.Table:
    """Return and keep customer_id of those who stand behind as many of their household as are called.

    Placed best is who would be listed with the smallest rank; where nobody would, who comes first in the
    order of value. A promise is kept whoever else is called, and takes a place.
    """
    rows = _ranked(alone.filter(alone.household_id.notnull()), chosen)
    order = [rows["rank"], rows.stage, *side_order(context, rows)]
    place = ibis.row_number().over(ibis.window(group_by=rows.household_id, order_by=order))
    rows = session.step("households_placed", rows.mutate(place=place))
    rows = rows.filter((rows.place >= of_household(context)) & (rows.stage != FRONT))
    return session.keep("behind", rows.select("customer_id"))


def of_household(context: Context) -> int:
    """Return how many of one household the lists of these days have at most; 0: any number."""
    book = context.playbook
    return book.value_order.of_household * max(1, len(context.days)) if book.by_value else 0


def full(context: Context, chosen: ir.Table) -> ir.Table:
    """Return household_id, is_full (true) of which no more are called."""
    homes = chosen.filter(chosen.household_id.notnull()).select("household_id")
    listed = homes.group_by("household_id").aggregate(names=homes.household_id.count())
    listed = listed.filter(listed.names >= of_household(context))
    return listed.select("household_id").mutate(is_full=ibis.literal(True))  # noqa: FBT003
