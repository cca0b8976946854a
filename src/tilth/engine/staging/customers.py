"""Customers as fed, where a transfer that the feed does not know yet has moved them (ROLE-12)."""

import ibis
import ibis.expr.types as ir

from tilth.engine.backend import Session
from tilth.engine.context import Context
from tilth.engine.joins import attach

NUMBERS = {"mobile": "mobile_index", "phone": "phone_index"}
"""The numbers of a customer → the columns of the lake in which equal numbers are equal."""


def read(session: Session, context: Context) -> ir.Table:
    """Return tonight's customers; once the feed names another manager than before, the feed counts again."""
    fed = session.read(context.feed("customers"))
    moves = _moves(session, context)
    # An unassigned customer can be handed over too: empty equals empty here.
    for number, index in NUMBERS.items():
        fed = _marked(session, context, fed, number=number, index=index)
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
    """Return how many numbers there are to call: not which, they lie sealed; none that proved wrong."""
    usable = [rows[number].notnull() & rows[f"wrong_{number}"].isnull() for number in NUMBERS]
    return usable[0].cast("int64") + usable[1].cast("int64")


def _marked(session: Session, context: Context, fed: ir.Table, *, number: str, index: str) -> ir.Table:
    """Return the customers with `wrong_…` where a number is still the one that proved wrong (LIST-01).

    Nights of before a number had its blind index know of none.
    """
    column = f"wrong_{number}"
    if index not in fed.columns:
        return fed.mutate(**{column: ibis.null("string")})
    marks = session.read(context.extract("number_marks"))
    wrong = marks.filter(marks.field == number)
    wrong = wrong.select(wrong_id=wrong.customer_id, **{column: wrong.number_index})
    return fed.left_join(wrong, [fed.customer_id == wrong.wrong_id, fed[index] == wrong[column]]).drop(
        "wrong_id"
    )
