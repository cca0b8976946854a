"""Mart `events`: every family's rows, each with its stable number."""

from functools import reduce

import ibis
import ibis.expr.types as ir

from tilth.engine.context import Context
from tilth.engine.events import customers, dates, flows, holdings, referrals
from tilth.engine.tonight import Tonight

FAMILIES = (
    holdings.maturing,
    holdings.matured,
    holdings.crossings,
    holdings.first_fund,
    holdings.followups,
    flows.large_flows,
    flows.large_cash,
    dates.birthdays,
    dates.anniversaries,
    dates.risk_assessments,
    referrals.due,
    dates.retirement_talks,
    customers.tier_changes,
    customers.near_next_tier,
    customers.became,
    customers.cadence_overdue,
)


def collect(tonight: Tonight) -> ir.Table:
    """Return and keep all events of the night; event_id depends on who, kind, subject and due date only."""
    families = [rows for family in FAMILIES for rows in family(tonight)]
    rows = reduce(lambda one, other: one.union(other), families)
    return tonight.session.keep("events", numbered(tonight.context, rows))


def numbered(context: Context, rows: ir.Table) -> ir.Table:
    """Return events with event_id, a hash of who, kind, subject and day, and with the night that tells."""
    bar = ibis.literal("|")
    name = rows.customer_id + bar + rows.kind + bar + rows.subject + bar + rows.due_on.cast("string")
    return rows.mutate(
        event_id=name.hexdigest("sha256").substr(0, 32), business_date=ibis.literal(context.day)
    )
