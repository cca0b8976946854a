"""Events of holdings: maturities, bands, the first fund in profit, the talk after a purchase."""

import datetime as dt

import ibis
import ibis.expr.types as ir

from tilth.engine import days
from tilth.engine.amounts import MONEY, in_base, number, times
from tilth.engine.events.rows import event, text, whole
from tilth.engine.joins import attach
from tilth.engine.state import flows
from tilth.engine.state import matured as matured_state
from tilth.engine.tonight import Tonight
from tilth.kernel.dates import add_months

OWNED = ("customer_id", "holding_id")
"""What makes a holding one: a joint account is each of its owners' (A23)."""
MATURITIES = {
    "deposit_maturing": (("time_deposit",), "deposit_maturing_days"),
    "product_maturing": (("wealth_product", "bond", "trust", "insurance"), "product_maturing_days"),
    "loan_due": (("loan", "mortgage"), "loan_due_days"),
}


def maturing(tonight: Tonight) -> list[ir.Table]:
    """Return open holdings that mature from D to D + lead days; all kinds in one pass over the holdings."""
    day, windows = tonight.context.day, tonight.context.playbook.windows
    rows = tonight.holdings
    kind = ibis.cases(
        *(
            (rows.category.isin(categories) & (rows.matures_on <= _ahead(day, getattr(windows, lead))), kind)
            for kind, (categories, lead) in MATURITIES.items()
        )
    )
    longest = max(getattr(windows, lead) for _, lead in MATURITIES.values())
    rows = rows.filter(rows.matures_on.between(day, _ahead(day, longest)) & rows.is_open & kind.notnull())
    return [
        event(
            rows,
            kind,
            due_on=rows.matures_on,
            subject=rows.holding_id,
            amount=rows.base,
            category=text(rows.category),
            days=whole(rows.matures_on.delta(ibis.date(day), unit="day")),
            product_id=text(rows.product_id),
        )
    ]


def matured(tonight: Tonight) -> list[ir.Table]:
    """Return time deposits that matured of late and whose money still lies on demand (LIST-14)."""
    context, windows, rows = tonight.context, tonight.context.playbook.windows, tonight.matured
    rows = attach(rows, matured_state.demand(tonight.holdings, rows).rename(now="demand"))
    share = number(windows.deposit_matured_share, "decimal(20,8)")
    grown = (rows.now.fill_null(number(0)) - rows.demand).cast(MONEY)
    rows = rows.filter(
        (rows.balance > 0)
        & rows.matures_on.between(context.days_ago(windows.deposit_matured_days), context.day)
        & (grown >= times(rows.balance, share))
    )
    return [
        event(
            rows,
            "deposit_matured",
            due_on=rows.matures_on,
            subject=rows.holding_id,
            amount=rows.balance,
            days=whole(ibis.date(context.day).delta(rows.matures_on, unit="day")),
            product_id=text(rows.product_id),
        )
    ]


def _ahead(day: dt.date, days: int) -> dt.date:
    return day + dt.timedelta(days=days)


def crossings(tonight: Tonight) -> list[ir.Table]:
    """Return holdings beyond their band tonight that were not on P (take_profit, stop_loss)."""
    context, state = tonight.context, tonight.holding_state
    if context.previous is None:
        return []
    crossed = state.filter(
        (state.take_profit_hit & ~state.was_take_profit) | (state.stop_loss_hit & ~state.was_stop_loss)
    )
    crossed = crossed.select(
        *OWNED,
        up=crossed.take_profit_hit & ~crossed.was_take_profit,
        down=crossed.stop_loss_hit & ~crossed.was_stop_loss,
    )
    rows = tonight.session.keep("crossed", tonight.holdings.join(crossed, OWNED))
    return [
        _crossing(tonight, rows, kind, flag) for kind, flag in (("take_profit", "up"), ("stop_loss", "down"))
    ]


def _crossing(tonight: Tonight, rows: ir.Table, kind: str, flag: str) -> ir.Table:
    rows = rows.filter(rows[flag])
    return event(
        rows,
        kind,
        due_on=ibis.date(tonight.context.day),
        subject=rows.holding_id,
        amount=_gain_in_base(tonight, rows),
        band=text(rows[kind].cast("decimal(12,8)")),
        product_id=text(rows.product_id),
        return_bp=whole(_return_bp(rows)),
    )


def first_fund(tonight: Tonight) -> list[ir.Table]:
    """Return first-ever funds in profit after some months, told once per customer (LIST-12)."""
    context = tonight.context
    funds = tonight.holdings
    funds = funds.filter(funds.category == "fund")
    oldest_first = ibis.window(group_by=funds.customer_id, order_by=[funds.opened_on, funds.holding_id])
    first = funds.mutate(place=ibis.row_number().over(oldest_first))
    until = add_months(context.day, -context.playbook.windows.first_fund_months)
    first = first.filter(
        (first.place == 0)
        & first.is_open
        & (first.opened_on <= until)
        & (first.cost > 0)
        & (first.balance > first.cost)
    )
    untold = tonight.customers.filter(~tonight.customers.told_before).select("customer_id")
    rows = first.semi_join(untold, "customer_id")
    return [
        event(
            rows,
            "first_fund_in_profit",
            due_on=ibis.date(context.day),
            subject=rows.holding_id,
            amount=_gain_in_base(tonight, rows),
            product_id=text(rows.product_id),
            return_bp=whole(_return_bp(rows)),
        )
    ]


def followups(tonight: Tonight) -> list[ir.Table]:
    """Return the talk some days after an investment was opened or bought into (AFT-08)."""
    context = tonight.context
    lead = dt.timedelta(days=context.playbook.windows.followup_days)
    first, last = context.told_until + dt.timedelta(days=1) - lead, context.day - lead
    held = tonight.holdings
    held = held.filter(held.is_open & held.category.isin(sorted(context.playbook.investment_categories)))
    opened = held.filter(held.opened_on.between(first, last))
    opened = opened.select(*OWNED, "product_id", bought_on=opened.opened_on)
    bought = flows.bought_between(tonight.session, context, tonight.purchases, first, last)
    bought = bought.select(*OWNED, bought_on=bought.day).distinct()
    again = held.join(bought, OWNED).select(*OWNED, "product_id", "bought_on")
    rows = opened.union(again, distinct=True)
    return [
        event(
            rows,
            "post_purchase_followup",
            due_on=days.plus(rows.bought_on, lead.days),
            subject=rows.holding_id,
            bought_on=text(rows.bought_on),
            product_id=text(rows.product_id),
        )
    ]


def _gain_in_base(tonight: Tonight, rows: ir.Table) -> ir.Value:
    gain = (rows.balance - rows.cost).cast(MONEY)
    return in_base(gain, rows.currency, tonight.rates, tonight.context.base_currency)


def _return_bp(rows: ir.Table) -> ir.Value:
    """Return the return in basis points, rounded to a whole number; cost is above 0."""
    gain = (rows.balance - rows.cost).cast(MONEY).cast("float64")
    return (gain / rows.cost.nullif(0).cast("float64") * 10_000 + 0.5).floor()
