"""Mart `call_values`: what each name of a list is worth, term by term; empty in the documents' order."""

import ibis
import ibis.expr.types as ir

from tilth.engine.amounts import MONEY
from tilth.engine.backend import SQL_TYPES, Session
from tilth.engine.context import Context
from tilth.engine.value import openings
from tilth.ports.marts.values import CALL_VALUES


def finish(session: Session, context: Context, chosen: ir.Table, said: ir.Table) -> ir.Table:
    """Return the mart: one row per name of tonight's lists."""
    if not context.playbook.by_value:
        columns: dict[str, tuple[str, list[str]]] = {
            one.name: (SQL_TYPES[one.kind], []) for one in CALL_VALUES.columns
        }
        return session.small("call_values", **columns)
    chosen = openings.chosen(session, context, chosen, said)
    return chosen.mutate(
        business_date=ibis.literal(context.day),
        event_id=chosen.event_id.fill_null(""),
        kind=chosen.ground.fill_null(""),
        opening=chosen.opening.fill_null(""),
        money=chosen.money.cast(MONEY),
        expected=chosen.expected.cast(MONEY),
    )
