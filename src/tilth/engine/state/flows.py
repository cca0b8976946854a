"""State `daily_flows` and `purchases`: what tonight's transactions add, and what leaves the windows."""

import datetime as dt

import ibis.expr.types as ir

from tilth.engine.amounts import MONEY, number
from tilth.engine.backend import Session
from tilth.engine.context import Context
from tilth.engine.staging.transactions import own_transfers

FLOW_DAYS = 30
FLOWS = ("inflow", "outflow", "external_inflow", "external_outflow")


def daily_flows(session: Session, transactions: ir.Table) -> ir.Table:
    """Return day, customer_id and flows that customers initiated; `external_`: to and from others."""
    own = transactions.filter(transactions.initiated)
    summed = own.group_by("day", "customer_id").aggregate(
        inflow=own.base.sum(where=own.base > 0).fill_null(number(0)).cast(MONEY),
        outflow=own.base.sum(where=own.base < 0).fill_null(number(0)).cast(MONEY),
    )
    moved = own_transfers(session, transactions).rename(moved_id="customer_id", moved_on="day")
    both = summed.left_join(moved, [summed.customer_id == moved.moved_id, summed.day == moved.moved_on])
    return session.keep(
        "daily_flows",
        both.mutate(
            external_inflow=(both.inflow - both.own_in.fill_null(number(0))).cast(MONEY),
            external_outflow=(both.outflow + both.own_out.fill_null(number(0))).cast(MONEY),
        ).drop(*moved.columns),
    )


def purchases(session: Session, context: Context, transactions: ir.Table) -> ir.Table:
    """Return day, customer_id, holding_id, amount of purchases in the investment set (KPI-08)."""
    investments = sorted(context.playbook.investment_categories)
    bought = transactions.filter((transactions.kind == "purchase") & transactions.category.isin(investments))
    summed = bought.group_by("day", "customer_id", "holding_id").aggregate(
        amount=bought.base.sum().cast(MONEY)
    )
    return session.keep("purchases", summed)


def entering(context: Context, flows: ir.Table) -> ir.Table:
    """Return per customer what tonight's feed adds to the window, and its latest own transaction."""
    inside = flows.day > context.days_ago(FLOW_DAYS)
    return flows.group_by("customer_id").aggregate(
        **{f"{name}_in": flows[name].sum(where=inside) for name in FLOWS},
        active_on=flows.day.max(),
    )


def leaving(session: Session, context: Context) -> ir.Table | None:
    """Return per customer the flows whose day left the window since P; None when nothing can have left."""
    previous = context.previous
    if previous is None or (context.day - previous).days >= FLOW_DAYS:
        return None
    first, last = previous - dt.timedelta(days=FLOW_DAYS - 1), context.days_ago(FLOW_DAYS)
    rows = _of_earlier(session, context, "daily_flows", first, last)
    if rows is None:
        return None
    return rows.group_by("customer_id").aggregate(**{f"{name}_out": rows[name].sum() for name in FLOWS})


def bought_between(
    session: Session, context: Context, tonight: ir.Table, first: dt.date, last: dt.date
) -> ir.Table:
    """Return customer_id, holding_id, day of purchases within first … last, whenever they were fed."""
    columns = ("customer_id", "holding_id", "day")
    bought = tonight.filter(tonight.day.between(first, last)).select(*columns)
    earlier = _of_earlier(session, context, "purchases", first, last)
    return bought if earlier is None else bought.union(earlier.select(*columns))


def sent_between(
    session: Session, context: Context, tonight: ir.Table, first: dt.date, last: dt.date
) -> ir.Table:
    """Return customer_id, day, sent to others (below 0) within first … last, whenever they were fed."""
    sent = _sent(tonight.filter(tonight.day.between(first, last)))
    earlier = _of_earlier(session, context, "daily_flows", first, last)
    return sent if earlier is None else sent.union(_sent(earlier))


def _sent(rows: ir.Table) -> ir.Table:
    return rows.select("customer_id", "day", sent=rows.external_outflow.cast(MONEY))


def _of_earlier(
    session: Session, context: Context, table: str, first: dt.date, last: dt.date
) -> ir.Table | None:
    """Return rows with day within first … last of all earlier nights that can hold one."""
    nights = [night for night in context.earlier if night >= first]
    if not nights or last < first:
        return None
    rows = _complete(session.read(*(context.mart(table, night) for night in nights)))
    # The files are sorted by day, so of most nights only the statistics are read.
    return rows.filter(rows.day.between(first, last))


def _complete(rows: ir.Table) -> ir.Table:
    """Return flows that an earlier version kept with the columns of today: it took all for external."""
    if "inflow" not in rows.columns:
        return rows
    return rows.mutate(
        **{
            f"external_{name}": rows[f"external_{name}"].fill_null(rows[name])
            if f"external_{name}" in rows.columns
            else rows[name]
            for name in ("inflow", "outflow")
        }
    )
