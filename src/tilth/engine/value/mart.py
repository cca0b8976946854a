"""Mart `call_values`: what each name of a list is worth, term by term; empty in the documents' order."""

import ibis
import ibis.expr.types as ir

from tilth.engine.amounts import MONEY
from tilth.engine.backend import Session, no_rows
from tilth.engine.context import Context
from tilth.engine.joins import attach
from tilth.engine.value import openings, terms
from tilth.ports.marts.values import CALL_VALUES


def finish(
    session: Session, context: Context, chosen: ir.Table, said: ir.Table, worth: ir.Table | None
) -> ir.Table:
    """Return the mart: one row per name of tonight's lists; `worth` is there in the order of value."""
    if worth is None:
        return session.small("call_values", **no_rows(CALL_VALUES))
    listed = worth.semi_join(chosen, "customer_id").select("customer_id", *terms.TOLD)
    chosen = session.keep("valued_names", attach(chosen, listed))
    chosen = openings.chosen(session, context, chosen, said)
    return chosen.mutate(
        business_date=ibis.literal(context.day),
        event_id=chosen.event_id.fill_null(""),
        kind=chosen.ground.fill_null(""),
        opening=chosen.opening.fill_null(""),
        money=chosen.money.cast(MONEY),
        expected=chosen.expected.cast(MONEY),
    )
