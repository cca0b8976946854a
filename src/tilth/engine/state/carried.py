"""State `carried`: one row per customer ever seen, with tonight's values and running sums."""

import ibis
import ibis.expr.types as ir

from tilth.engine.amounts import mean, money
from tilth.engine.context import Context
from tilth.engine.joins import attach
from tilth.engine.state.sums import days_in


def advance(context: Context, facts: ir.Table, events: ir.Table) -> ir.Table:
    """Return the state after tonight: peak_aum_avg_30 includes tonight, the memories tonight's telling."""
    told = events.filter(events.kind == "first_fund_in_profit")
    told = told.select("customer_id", told_tonight=ibis.literal(True))  # noqa: FBT003
    asked = events.filter(events.kind == "referral_due")
    rows = attach(facts, told, asked.select("customer_id", asked_on=asked.due_on))
    average = money(mean(rows.aum_sum_30, days_in(context, 30)))
    return rows.mutate(
        peak_aum_avg_30=ibis.greatest(rows.peak_before, average),
        first_fund_told=rows.told_before | rows.told_tonight.fill_null(False),  # noqa: FBT003
        referral_told_on=ibis.coalesce(rows.asked_on, rows.asked_before),
    )
