"""Numbers that are one person: lists name the survivor, with what speaks for any number (IDN-02)."""

import ibis
import ibis.expr.types as ir

from tilth.engine.backend import Session
from tilth.engine.context import Context


def merged(session: Session, context: Context) -> ir.Table:
    """Return customer_id, survivor_id of every number that is one with another."""
    return session.read(context.extract("merges")).select("customer_id", "survivor_id")


def named(session: Session, context: Context, rows: ir.Table) -> ir.Table:
    """Return rows under the survivor's number where theirs is one with it."""
    pairs = merged(session, context).rename(number="customer_id")
    both = rows.left_join(pairs, rows.customer_id == pairs.number)
    return both.mutate(customer_id=ibis.coalesce(both.survivor_id, both.customer_id)).select(*rows.columns)


def shared(session: Session, context: Context, rows: ir.Table) -> ir.Table:
    """Return rows of survivors under each number that is one with theirs as well."""
    pairs, survivors = merged(session, context), rows.rename(of_survivor="customer_id")
    more = pairs.join(survivors, pairs.survivor_id == survivors.of_survivor)
    return rows.union(more.select(*rows.columns))
