"""Customers as fed, where a transfer that the feed does not know yet has moved them (ROLE-12)."""

import ibis
import ibis.expr.types as ir

from tilth.engine.backend import Session
from tilth.engine.context import Context
from tilth.engine.joins import attach


def read(session: Session, context: Context) -> ir.Table:
    """Return tonight's customers; once the feed names another manager than before, the feed counts again."""
    fed = session.read(context.feed("customers"))
    moves = _moves(session, context)
    # An unassigned customer can be handed over too: empty equals empty here.
    both = fed.left_join(
        moves, [fed.customer_id == moves.moved_id, fed.rm_id.identical_to(moves.from_staff_id)]
    )
    return both.mutate(
        rm_id=both.moved_id.notnull().ifelse(both.to_staff_id, both.rm_id),
        branch_id=ibis.coalesce(both.known_branch_id, both.branch_id),
        # Whether there is a number, not which: that lies sealed.
        numbers=both.mobile.notnull().cast("int64") + both.phone.notnull().cast("int64"),
    ).drop(*moves.columns)


def _moves(session: Session, context: Context) -> ir.Table:
    """Return who is handed over by whom to whom; a branch that tonight's feed does not know moves nobody."""
    moves = session.read(context.extract("transfers")).rename(moved_id="customer_id")
    branches = session.read(context.feed("branches"))
    known = branches.select(to_branch_id=branches.branch_id, known_branch_id=branches.branch_id)
    return attach(moves, known, key="to_branch_id").drop("to_branch_id")
