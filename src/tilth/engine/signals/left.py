"""The signal of a deposit that matured and whose money went elsewhere."""

import ibis
import ibis.expr.types as ir

from tilth.engine.amounts import MONEY, number, times
from tilth.engine.events.rows import text
from tilth.engine.joins import attach
from tilth.engine.signals.rows import Found, evidence, signal
from tilth.engine.state import flows
from tilth.engine.state import matured as matured_state
from tilth.engine.tonight import Tonight
from tilth.policy.playbook.signals import DepositLeft


def deposit_left(tonight: Tonight) -> Found:
    """Return deposits that matured of late and of which much has gone to others since (LIST-14)."""
    context, rule = tonight.context, tonight.context.playbook.signals.of(DepositLeft)
    rows = tonight.matured
    of_late = rows.matures_on.between(context.days_ago(rule.days), context.day)
    rows = rows.filter(of_late & (rows.balance > 0) & (rows.balance >= number(rule.amount)))
    rows = rows.semi_join(tonight.with_us, "customer_id")
    rows = tonight.session.keep("left_of_late", rows)
    rows = attach(rows, matured_state.demand(tonight.holdings, rows).rename(now="demand"))
    here = times(rows.balance, number(context.playbook.windows.deposit_matured_share, "decimal(20,8)"))
    rows = rows.filter((rows.now.fill_null(number(0)) - rows.demand).cast(MONEY) < here)
    rows = attach(rows, _gone(tonight, rows), key=("customer_id", "holding_id"))
    gone = rows.gone.fill_null(number(0)).cast(MONEY)
    rows = rows.mutate(gone=gone).filter(gone >= times(rows.balance, number(rule.share, "decimal(20,8)")))
    rows = tonight.session.keep("deposits_left", rows)
    return Found(
        signals=signal(
            rows,
            "deposit_left",
            due_on=rows.matures_on,
            subject=rows.holding_id,
            amount=rows.balance,
            gone=text(rows.gone),
            product_id=text(rows.product_id),
        ),
        evidence=[
            evidence(
                rows,
                "deposit_left",
                "holding",
                subject=rows.holding_id,
                source_id=rows.holding_id,
                day=rows.matures_on,
                amount=rows.balance,
            ),
            evidence(
                rows,
                "deposit_left",
                "flow",
                subject=rows.holding_id,
                source_id=ibis.literal("out"),
                day=ibis.date(context.day),
                amount=-rows.gone,
            ),
        ],
    )


def _gone(tonight: Tonight, rows: ir.Table) -> ir.Table:
    """Return customer_id, holding_id, gone: what the owner sent to others since the deposit matured."""
    context, rule = tonight.context, tonight.context.playbook.signals.of(DepositLeft)
    sent = flows.sent_between(
        tonight.session, context, tonight.daily_flows, context.days_ago(rule.days), context.day
    )
    mine = rows.select("holding_id", "matures_on", owner="customer_id")
    both = mine.join(sent, mine.owner == sent.customer_id)
    both = both.filter(both.day >= both.matures_on)
    return both.group_by("customer_id", "holding_id").aggregate(gone=(-both.sent.sum()).cast(MONEY))
