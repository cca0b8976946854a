"""Tonight's transactions with day, base amount and the category of their holding."""

from collections.abc import Mapping
from decimal import Decimal

import ibis
import ibis.expr.types as ir

from tilth.engine.amounts import MONEY, in_base, times
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
        bank=(fed.kind == "transfer_out").ifelse(fed.counterparty_bank, ibis.null("string")),
    )
    # A joint account has a row per owner: its booking is one, of the owner who made it (A23).
    of_holding = holdings.select("holding_id", "currency", "category").semi_join(fed, "holding_id")
    of_holding = of_holding.group_by("holding_id").aggregate(
        currency=of_holding.currency.max(), category=of_holding.category.max()
    )
    both = fed.join(of_holding, "holding_id")
    kept = both.mutate(base=in_base(both.amount, both.currency, rates, context.base_currency))
    return session.keep("transactions", kept.drop("amount", "currency"))


def own_transfers(session: Session, transactions: ir.Table) -> ir.Table:
    """Return customer_id, day, own_in, own_out: what moved between a customer's own holdings on one day.

    Two bookings of opposite equal amounts on two holdings are a pair, each booking in one pair only; of equal
    amounts as many pairs are made as can be, with what the customer initiated first.
    """
    rows = transactions.mutate(size=transactions.base.abs()).filter(transactions.base != 0)
    key = ("customer_id", "day", "size")
    by_holding = rows.group_by(*key, "holding_id").aggregate(
        plus=(rows.base > 0).sum(),
        minus=(rows.base < 0).sum(),
        plus_own=((rows.base > 0) & rows.initiated).sum(),
        minus_own=((rows.base < 0) & rows.initiated).sum(),
    )
    sums = by_holding.group_by(*key).aggregate(
        plus=by_holding.plus.sum(),
        minus=by_holding.minus.sum(),
        plus_own=by_holding.plus_own.sum(),
        minus_own=by_holding.minus_own.sum(),
        most=(by_holding.plus + by_holding.minus).max(),
    )
    sums = session.keep("opposites", sums.filter((sums.plus > 0) & (sums.minus > 0)))
    # What one holding booked cannot be paired with itself.
    pairs = ibis.least(sums.plus, sums.minus, sums.plus + sums.minus - sums.most)
    sums = sums.mutate(
        taken_in=times(sums["size"], ibis.least(pairs, sums.plus_own)).cast(MONEY),
        taken_out=times(sums["size"], ibis.least(pairs, sums.minus_own)).cast(MONEY),
    )
    return sums.group_by("customer_id", "day").aggregate(
        own_in=sums.taken_in.sum().cast(MONEY), own_out=sums.taken_out.sum().cast(MONEY)
    )
