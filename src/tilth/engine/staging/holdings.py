"""Holdings with category, open flag and base balance, lazily: each reader takes what it needs."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

import ibis
import ibis.expr.types as ir

from tilth.engine.amounts import in_base
from tilth.engine.backend import Session
from tilth.engine.context import Context
from tilth.lake.layout import Area
from tilth.ports.feed import HOLDINGS_UNREAD

Rates = Mapping[str, Decimal]
"""Base currency per unit, by currency."""


def read(session: Session, context: Context, products: ir.Table, rates: Rates) -> ir.Table:
    """Return every holding of tonight's feed, open or closed, with its product's category."""
    return of_night(session, context, context.day, products, rates)


def unread(session: Session, context: Context) -> ir.Table | None:
    """Return who holds something that tonight's feed brought and nobody could read; None on most nights."""
    path = context.maybe_feed(HOLDINGS_UNREAD.name)
    if path is None:
        return None
    return session.read(path).mutate(unread=ibis.literal(True))  # noqa: FBT003


def of_night(
    session: Session, context: Context, night: dt.date, products: ir.Table, rates: Rates
) -> ir.Table:
    """Return the holdings of an accepted night as they stood then, at tonight's products and rates."""
    fed = session.read(context.input(Area.FEED, "holdings", night))
    fed = fed.mutate(
        base=in_base(fed.balance, fed.currency, rates, context.base_currency),
        is_open=(fed.opened_on <= night) & (fed.closed_on.isnull() | (fed.closed_on > night)),
    )
    return fed.join(products, "product_id")
