"""The exchange rates in force tonight: the latest of each currency dated up to D among all feeds so far."""

from decimal import Decimal

import ibis
import ibis.expr.types as ir

from tilth.engine.backend import Session
from tilth.engine.context import Context
from tilth.kernel.errors import TilthError


def latest(session: Session, context: Context) -> ir.Table:
    """Return currency, date, rate; of two feeds with a rate for the same day the later feed counts."""
    fed = session.read(context.feed("fx_rates")).select("currency", "date", "rate", age=ibis.literal(0))
    if context.previous:
        before = session.read(context.mart("rates", context.previous))
        fed = fed.union(before.select("currency", "date", "rate", age=ibis.literal(1)))
    fed = fed.filter(fed.date <= context.day)
    newest_first = ibis.window(group_by=fed.currency, order_by=[fed.date.desc(), fed.age])
    ranked = fed.mutate(place=ibis.row_number().over(newest_first))
    return session.keep("rates", ranked.filter(ranked.place == 0).select("currency", "date", "rate"))


def in_use(session: Session, context: Context, rates: ir.Table) -> dict[str, Decimal]:
    """Return the rate of every currency held tonight; TilthError for a currency without one."""
    held = session.read(context.feed("holdings")).select("currency").distinct()
    currencies = {row["currency"] for row in session.fetch(held)} - {context.base_currency}
    every = known(session, rates)
    missing = sorted(currencies - set(every))
    if missing:
        raise TilthError(
            f"Table holdings of {context.day}, column currency: {missing[0]} has no rate up to that day; "
            f"add it to fx_rates and give the feed again with --replace."
        )
    return {currency: every[currency] for currency in sorted(currencies)}


def known(session: Session, rates: ir.Table) -> dict[str, Decimal]:
    """Return the rate of every currency that has one."""
    return {row["currency"]: row["rate"] for row in session.fetch(rates)}
