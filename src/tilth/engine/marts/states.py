"""Whether what an open reason tells of still holds: kinds that are states, not happenings (LIST-14)."""

import ibis
import ibis.expr.types as ir

from tilth.engine import tiers
from tilth.engine.joins import attach
from tilth.engine.marts.candidates import NO, YES
from tilth.engine.tonight import Tonight
from tilth.kernel.dates import add_years
from tilth.policy.vocabulary import STANDING_SIGNALS

BECAME = {"became_lost": "lost", "became_dormant": "dormant"}
_FUND = ("customer_id", "subject")
_STANDING = ("tier_basis", "lifecycle", "under_served", "risk_assessed_on")


def ended(tonight: Tonight, rows: ir.Table) -> ir.Table:
    """Return the reasons with `ended`: tonight their state holds no more.

    An event whose day is still to come ends with the night that does not tell it any more. Being near a tier,
    a first fund in profit, an expired assessment, what a customer became, and the states that signals tell of
    end when they are no longer so.
    Flows, crossings of a band, changes of tier and talks happened on a day: nothing ends them.
    """
    day = ibis.date(tonight.context.day)
    rows = attach(rows, tonight.customers.select("customer_id", *_STANDING))
    rows = attach(rows, _in_profit(tonight, rows), key=_FUND)
    gone = (rows.due_on >= day) & ~rows.told
    return rows.mutate(ended=gone | ~_holds(tonight, rows)).drop(*_STANDING, "in_profit")


def _in_profit(tonight: Tonight, rows: ir.Table) -> ir.Table:
    """Return customer_id, subject, in_profit: funds of open reasons that are worth more than they cost."""
    mine = rows.filter(rows.kind == "first_fund_in_profit").select(*_FUND).distinct()
    held = tonight.holdings
    held = held.filter(
        (held.category == "fund") & held.is_open & (held.cost > 0) & (held.balance > held.cost)
    )
    found = held.select("customer_id", subject=held.holding_id).distinct().semi_join(mine, _FUND)
    return found.mutate(in_profit=YES)


def _holds(tonight: Tonight, rows: ir.Table) -> ir.Value:
    """Say whether a state holds; what happened always does, and no state of who is not in the feed."""
    context = tonight.context
    near = tiers.is_near(context.playbook, rows.tier_basis)
    following = tiers.following_code(context.playbook, rows.tier_basis)
    near_this = near & (rows.detail == ibis.literal('{"next":"') + following + ibis.literal('"}'))
    expired = rows.risk_assessed_on <= add_years(context.day, -context.playbook.windows.risk_validity_years)
    held = ibis.cases(
        (rows.kind.isin(STANDING_SIGNALS), rows.told),
        (rows.kind == "near_next_tier", near_this),
        (rows.kind == "first_fund_in_profit", rows.in_profit),
        (rows.kind == "risk_assessment_expiring", rows.told | expired),
        (rows.kind == "became_under_served", rows.under_served),
        *((rows.kind == kind, rows.lifecycle == state) for kind, state in BECAME.items()),
        else_=YES,
    )
    return held.fill_null(NO)
