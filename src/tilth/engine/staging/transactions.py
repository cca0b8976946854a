"""Tonight's transactions with day, base amount and the category of their holding."""

from collections.abc import Mapping
from decimal import Decimal

import ibis.expr.types as ir

from tilth.engine.amounts import in_base
from tilth.engine.backend import Session
from tilth.engine.context import Context


def read(session: Session, context: Context, holdings: ir.Table, rates: Mapping[str, Decimal]) -> ir.Table:
    """Return one row per transaction of tonight's feed; its currency is its holding's."""
    fed = session.read(context.feed("transactions"))
    fed = fed.select(
        "holding_id",
        "customer_id",
        "kind",
        "amount",
        day=fed["at"].date(),
        initiated=fed.initiated_by_customer,
        cash=fed.cash,
    )
    of_holding = holdings.select("holding_id", "currency", "category")
    both = fed.join(of_holding, "holding_id")
    kept = both.mutate(base=in_base(both.amount, both.currency, rates, context.base_currency))
    return session.keep("transactions", kept.drop("amount", "currency"))
