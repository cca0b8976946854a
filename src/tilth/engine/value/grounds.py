"""Grounds for a call: open reasons and tonight's events, with the money at stake and the last good day."""

import ibis
import ibis.expr.types as ir

from tilth.engine import days
from tilth.engine.amounts import MONEY, cents, number, times
from tilth.engine.backend import Session
from tilth.engine.context import Context
from tilth.policy.playbook.value_order import MOST, thousandths

NO = ibis.literal(False)  # noqa: FBT003
_COLUMNS = ("customer_id", "event_id", "kind", "due_on", "amount")


def collect(session: Session, context: Context, told: ir.Table, reasons: ir.Table) -> ir.Table:
    """Return and keep customer_id, event_id, kind, money, deadline, told_on, decides of each ground.

    Both are given under the numbers of persons. A kind that stays open counts while it is open; another one
    in the night that tells it.
    """
    still = reasons.filter(reasons.state == "open").select(*_COLUMNS, "lapses_on", "told_on")
    once = told.filter(~told.kind.isin(sorted(context.playbook.call_list.lapse_days)))
    fresh = once.select(*_COLUMNS, lapses_on=ibis.null("date"), told_on=ibis.date(context.day))
    rows = still.mutate(amount=still.amount.cast(MONEY)).union(
        fresh.mutate(amount=fresh.amount.cast(MONEY)).select(*still.columns)
    )
    decides = sorted(context.playbook.deciding)
    return session.keep(
        "grounds",
        rows.select(
            "customer_id",
            "event_id",
            "kind",
            "told_on",
            money=_money(context, rows),
            deadline=_deadline(context, rows),
            decides=rows.kind.isin(decides) if decides else NO,
        ),
    )


def _money(context: Context, rows: ir.Table) -> ir.Value:
    """Return what is at stake: the kind's share of the amount, whichever way the money went."""
    shares = dict(context.playbook.value_order.stakes)
    shares |= {kind.code: kind.stake_share for kind in context.playbook.signals.kinds}
    share = ibis.cases(
        *((rows.kind == kind, number(share, "decimal(20,8)")) for kind, share in sorted(shares.items())),
        else_=number(0, "decimal(20,8)"),
    )
    return times(rows.amount.fill_null(number(0)).abs(), share).round(2).cast(MONEY)


def _deadline(context: Context, rows: ir.Table) -> ir.Value:
    named = sorted(context.playbook.value_order.deadline_days.items())
    until = ibis.coalesce(rows.lapses_on, rows.due_on)
    if not named:
        return until
    count = ibis.cases(*((rows.kind == kind, count) for kind, count in named), else_=-1).cast("int64")
    return (count < 0).ifelse(until, days.plus_each(rows.due_on, count))


def pressing(session: Session, context: Context, grounds: ir.Table) -> ir.Table:
    """Return and keep the ground of each customer that presses most on the list day, and what it comes to.

    Columns customer_id, event_id, kind, money, days_left, urgency (thousandths), pressing (whole base
    currency: money × urgency); decides and news: whether any ground decides, and was told since the week's
    Monday.
    """
    rule = context.playbook.value_order
    left = grounds.deadline.delta(ibis.date(context.list_day), unit="day").cast("int64")
    rows = session.step("grounds_left", grounds.mutate(days_left=left))
    least = thousandths(rule.least_urgency)
    falling = ibis.greatest(1000 - rows.days_left * 1000 // rule.horizon_days, least)
    rows = rows.mutate(urgency=(rows.days_left < 0).ifelse(least, falling).cast("int64"))
    whole = cents(ibis.least(rows.money, number(MOST))) // 100
    rows = rows.mutate(pressing=(whole * rows.urgency // 1000).cast("int64"))
    rows = session.step("grounds_pressing", rows)
    order = [rows.pressing.desc(), rows.urgency.desc(), rows.event_id]
    place = ibis.row_number().over(ibis.window(group_by=rows.customer_id, order_by=order))
    rows = rows.mutate(place=place, fresh=rows.decides & (rows.told_on >= ibis.date(context.monday)))
    rows = session.keep("grounds_placed", rows)
    first = rows.filter(rows.place == 0)
    said = rows.group_by("customer_id").aggregate(decided=rows.decides.any(), news=rows.fresh.any())
    said = said.rename(of_id="customer_id")
    both = first.join(said, first.customer_id == said.of_id)
    return session.keep(
        "pressing",
        both.select(
            "customer_id",
            "event_id",
            "money",
            "days_left",
            "urgency",
            "pressing",
            "decided",
            "news",
            ground=both.kind,
        ),
    )
