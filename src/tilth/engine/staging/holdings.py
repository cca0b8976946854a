"""Holdings with category, open flag and base balance, lazily: each reader takes what it needs."""

from collections.abc import Mapping
from decimal import Decimal

import ibis.expr.types as ir

from tilth.engine.amounts import in_base
from tilth.engine.backend import Session
from tilth.engine.context import Context


def read(session: Session, context: Context, products: ir.Table, rates: Mapping[str, Decimal]) -> ir.Table:
    """Return every holding of tonight's feed, open or closed, with its product's category."""
    fed = session.read(context.feed("holdings"))
    fed = fed.mutate(
        base=in_base(fed.balance, fed.currency, rates, context.base_currency),
        is_open=(fed.opened_on <= context.day) & (fed.closed_on.isnull() | (fed.closed_on > context.day)),
    )
    return fed.join(products, "product_id")
