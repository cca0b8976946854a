"""State `holding_state`: last own transaction and bands of holdings that count for activity."""

import ibis
import ibis.expr.types as ir

from tilth.engine.amounts import MONEY, times
from tilth.engine.backend import Session
from tilth.engine.context import Context
from tilth.engine.joins import attach


def carry(session: Session, context: Context, holdings: ir.Table, transactions: ir.Table) -> ir.Table:
    """Return tonight's state, with what crossings need: hits tonight, hits on P, and whether it counts."""
    rows = attach(_relevant(context, holdings), _moved(transactions), key="holding_id")
    if context.previous:
        before = session.read(context.mart("holding_state", context.previous))
        earlier = before.select(
            "holding_id",
            was_customer=before.customer_id,
            was_active_on=before.last_active_on,
            was_take_profit=before.take_profit_hit,
            was_stop_loss=before.stop_loss_hit,
        ).rename(was_holding_id="holding_id")
        same = [rows.holding_id == earlier.was_holding_id, rows.customer_id == earlier.was_customer]
        rows = rows.outer_join(earlier, same)
    else:
        none = ibis.null("string")
        rows = rows.mutate(
            was_customer=none,
            was_holding_id=none,
            was_active_on=ibis.null("date"),
            was_take_profit=ibis.null("boolean"),
            was_stop_loss=ibis.null("boolean"),
        )
    return session.keep("holding_state", _joined(context, rows))


def active(context: Context, state: ir.Table) -> ir.Table:
    """Return per customer how many of the holdings that count moved in the last days (MAIN-04)."""
    edge = context.days_ago(context.playbook.activity_days)
    moving = state.filter(state.counts & (state.last_active_on > edge))
    return moving.group_by("customer_id").aggregate(active_count=moving.count())


def _relevant(context: Context, holdings: ir.Table) -> ir.Table:
    counts = holdings.category.isin(sorted(context.playbook.activity_categories))
    banded = holdings.take_profit.notnull() | holdings.stop_loss.notnull()
    rows = holdings.filter(counts | banded)
    gain = (rows.balance - rows.cost).cast(MONEY)
    bought = rows.is_open & (rows.cost > 0)
    return rows.select(
        "customer_id",
        "holding_id",
        "is_open",
        counts=rows.is_open & rows.category.isin(sorted(context.playbook.activity_categories)),
        take_profit_hit=(bought & (gain >= times(rows.cost, rows.take_profit))).fill_null(False),  # noqa: FBT003
        stop_loss_hit=(bought & (gain <= times(rows.cost, rows.stop_loss))).fill_null(False),  # noqa: FBT003
    )


def _moved(transactions: ir.Table) -> ir.Table:
    own = transactions.filter(transactions.initiated)
    return own.group_by("holding_id").aggregate(moved_on=own.day.max())


def _joined(context: Context, rows: ir.Table) -> ir.Table:
    no = ibis.literal(False)  # noqa: FBT003
    joined = rows.select(
        customer_id=ibis.coalesce(rows.customer_id, rows.was_customer),
        holding_id=ibis.coalesce(rows.holding_id, rows.was_holding_id),
        last_active_on=ibis.greatest(rows.moved_on, rows.was_active_on),
        counts=rows.counts.fill_null(no),
        is_fed=rows.holding_id.notnull(),
        is_open=rows.is_open.fill_null(no),
        take_profit_hit=rows.take_profit_hit.fill_null(no),
        stop_loss_hit=rows.stop_loss_hit.fill_null(no),
        was_take_profit=rows.was_take_profit.fill_null(no),
        was_stop_loss=rows.was_stop_loss.fill_null(no),
    )
    # A holding that is missing tonight may return: its last movement is remembered while it can still count.
    edge = context.days_ago(context.playbook.activity_days)
    return joined.filter(joined.is_open | (~joined.is_fed & (joined.last_active_on > edge)))
