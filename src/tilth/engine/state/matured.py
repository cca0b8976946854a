"""State `matured`: time deposits that matured of late, and what lay on demand before (LIST-14, REC-04)."""

import ibis
import ibis.expr.types as ir

from tilth.engine.amounts import MONEY, number
from tilth.engine.backend import Session
from tilth.engine.context import Context
from tilth.engine.joins import attach
from tilth.engine.staging import holdings
from tilth.lake.layout import Area
from tilth.ports.schema import Kind

COLUMNS = ("holding_id", "customer_id", "product_id", "matures_on", "balance", "demand")


def carry(session: Session, context: Context, products: ir.Table, rates: holdings.Rates) -> ir.Table | None:
    """Return and keep what matured within the last days; None where there was no night before.

    Balances of P are valued at tonight's rates, so that only money moves them.
    """
    if context.previous is None:
        return None
    before = holdings.of_night(session, context, context.previous, products, rates)
    tonight = _newly(session, context, before)
    since = context.days_ago(context.playbook.windows.deposit_matured_days)
    path = context.files.path(Area.MARTS, "matured", context.previous)
    if path.exists():  # a night of an earlier version kept none
        kept = session.read(path)
        kept = kept.filter((kept.matures_on >= since) & (kept.matures_on <= context.day)).select(*COLUMNS)
        tonight = tonight.union(kept)
    return session.keep("matured", tonight)


def _newly(session: Session, context: Context, before: ir.Table) -> ir.Table:
    """Return the deposits open on P that have matured since, with the customer's demand balances on P."""
    since = context.days_ago(context.playbook.windows.deposit_matured_days)
    rows = before.filter(
        (before.category == "time_deposit")
        & before.is_open
        & before.base.notnull()
        & (before.matures_on > context.previous)
        & (before.matures_on >= since)
        & (before.matures_on <= context.day)
    )
    rows = session.keep(
        "newly_matured",
        rows.select("holding_id", "customer_id", "product_id", "matures_on", balance=rows.base),
    )
    rows = attach(rows, demand(before, rows))
    return rows.mutate(demand=rows.demand.fill_null(number(0)).cast(MONEY)).select(*COLUMNS)


def demand(held: ir.Table, of: ir.Table) -> ir.Table:
    """Return customer_id, demand: the open demand balances of some customers, in base currency."""
    rows = held.filter((held.category == "demand_deposit") & held.is_open).semi_join(of, "customer_id")
    return rows.group_by("customer_id").aggregate(demand=rows.base.sum().cast(MONEY))


def none(session: Session) -> ir.Table:
    """Return the state without a row."""
    kinds = {"matures_on": Kind.DATE, "balance": Kind.MONEY, "demand": Kind.MONEY}
    rows = session.small("matured", **{name: (kinds.get(name, Kind.TEXT), []) for name in COLUMNS})
    return rows.filter(ibis.literal(False))  # noqa: FBT003
