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
    fed = _marked(session, context, fed)
    both = fed.left_join(
        moves, [fed.customer_id == moves.moved_id, fed.rm_id.identical_to(moves.from_staff_id)]
    )
    return both.mutate(
        rm_id=both.moved_id.notnull().ifelse(both.to_staff_id, both.rm_id),
        branch_id=ibis.coalesce(both.known_branch_id, both.branch_id),
        numbers=_usable(both) if _brings_numbers(session, context) else ibis.literal(1, "int64"),
    ).drop(*moves.columns)


def _moves(session: Session, context: Context) -> ir.Table:
    """Return who is handed over by whom to whom; a branch that tonight's feed does not know moves nobody."""
    moves = session.read(context.extract("transfers")).rename(moved_id="customer_id")
    branches = session.read(context.feed("branches"))
    known = branches.select(to_branch_id=branches.branch_id, known_branch_id=branches.branch_id)
    return attach(moves, known, key="to_branch_id").drop("to_branch_id")


def _brings_numbers(session: Session, context: Context) -> bool:
    """Say whether the feed brings anybody's number: of a bank that keeps them back nobody lacks one."""
    fed = session.read(context.feed("customers"))
    held = fed.filter(fed.mobile.notnull() | fed.phone.notnull())
    return bool(session.fetch(held.select("customer_id").limit(1)))


def _usable(rows: ir.Table) -> ir.Value:
    """Return how many numbers there are to call: not which, they lie sealed; no mobile that proved wrong."""
    mobile = rows.mobile.notnull() & rows.wrong_index.isnull()
    return mobile.cast("int64") + rows.phone.notnull().cast("int64")


def _marked(session: Session, context: Context, fed: ir.Table) -> ir.Table:
    """Return the customers with `wrong_index` where the mobile is still the one that proved wrong (LIST-01).

    A landline has no blind index in the lake: nobody can tell whether it is still the same.
    """
    if "mobile_index" not in fed.columns:
        return fed.mutate(wrong_index=ibis.null("string"))
    marks = session.read(context.extract("number_marks"))
    wrong = marks.filter(marks.field == "mobile").select(
        wrong_id=marks.customer_id, wrong_index=marks.number_index
    )
    same = [fed.customer_id == wrong.wrong_id, fed.mobile_index == wrong.wrong_index]
    return fed.left_join(wrong, same).drop("wrong_id")
