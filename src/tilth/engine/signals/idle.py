"""State `idle`: since which night demand deposits have been large, in amount and share."""

import ibis
import ibis.expr.types as ir

from tilth.engine.amounts import number, times
from tilth.engine.backend import Session
from tilth.engine.context import Context
from tilth.engine.joins import attach
from tilth.engine.tonight import still_open
from tilth.policy.playbook.signals import IdleCash


def carry(session: Session, context: Context, customers: ir.Table) -> ir.Table:
    """Return and keep customer_id, since; who was not so on P begins tonight."""
    rule = context.playbook.signals.of(IdleCash)
    rows = still_open(context, customers.filter(~customers.deceased))
    demand = rows.cat_demand_deposit
    large = (demand > 0) & (demand >= number(rule.amount))
    rows = rows.filter(large & (demand >= times(rows.aum, number(rule.share, "decimal(20,8)"))))
    rows = rows.select("customer_id")
    day = ibis.date(context.day)
    path = context.before("idle")
    if path is None:
        return session.keep("idle", rows.mutate(since=day))
    rows = attach(rows, session.read(path).select("customer_id", "since"))
    return session.keep("idle", rows.mutate(since=rows.since.fill_null(day)))
