"""Events of tonight's transactions: large flows of one day, large cash."""

import ibis
import ibis.expr.types as ir

from tilth.engine.amounts import MONEY, number, times
from tilth.engine.events.rows import event, text, whole
from tilth.engine.tonight import Tonight


def large_flows(tonight: Tonight) -> list[ir.Table]:
    """Return days whose net customer-initiated flow is large in itself and against the assets before."""
    context, windows = tonight.context, tonight.context.playbook.windows
    days = tonight.daily_flows
    days = days.filter((days.day > context.told_until) & (days.day <= context.day))
    days = days.select("customer_id", "day", net=(days.external_inflow + days.external_outflow).cast(MONEY))
    days = days.filter(days.net.abs() >= number(windows.large_flow_amount))
    customers = tonight.customers
    customers = customers.select("customer_id", "aum", "before_aum")
    rows = days.join(customers, "customer_id")
    if context.previous is None:
        before = ibis.greatest(rows.aum - rows.net, number(0))
    else:
        before = rows.before_aum.fill_null(number(0))
    rows = rows.mutate(aum_before=before.cast(MONEY))
    share = number(windows.large_flow_share, "decimal(20,8)")
    rows = rows.filter(rows.net.abs() >= times(rows.aum_before, share))
    return [
        event(side, kind, due_on=side.day, amount=side.net, aum_before=text(side.aum_before))
        for kind, side in (
            ("large_inflow", rows.filter(rows.net > 0)),
            ("large_outflow", rows.filter(rows.net < 0)),
        )
    ]


def large_cash(tonight: Tonight) -> list[ir.Table]:
    """Return holdings and days with large cash transactions, one row each."""
    context = tonight.context
    rows = tonight.transactions
    size = rows.base.abs()
    rows = rows.mutate(size=size).filter(
        rows.cash
        & (rows.day > context.told_until)
        & (rows.day <= context.day)
        & (size >= number(context.playbook.windows.large_cash_amount))
    )
    summed = rows.group_by("customer_id", "holding_id", "day").aggregate(
        total=rows["size"].sum().cast(MONEY), count=rows.count()
    )
    return [
        event(
            summed,
            "large_cash",
            due_on=summed.day,
            subject=summed.holding_id,
            amount=summed.total,
            count=whole(summed["count"]),
        )
    ]
