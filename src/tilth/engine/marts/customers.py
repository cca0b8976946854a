"""Mart `customers`: one row per customer of tonight's snapshot (contract §2)."""

import math

import ibis
import ibis.expr.types as ir

from tilth.engine import days, tiers
from tilth.engine.amounts import MONEY, cents, mean, money, number, ratio, times
from tilth.engine.backend import Session
from tilth.engine.context import Context
from tilth.engine.marts import main_bank, nearest, segments
from tilth.engine.marts.positions import holds_any
from tilth.engine.state.sums import VALUES, WINDOWS, days_in
from tilth.kernel.dates import add_months
from tilth.policy.playbook import Playbook
from tilth.ports.marts.customers import CUSTOMERS

NO_TEXT = ibis.null("string")


def means(context: Context, rows: ir.Table) -> dict[str, ir.Value]:
    """Return `<value>_avg_<N>`: the mean of the daily values, days before the bank's first feed left out."""
    return {
        f"{value}_avg_{window}": money(mean(rows[f"{value}_sum_{window}"], days_in(context, window)))
        for value in VALUES
        for window in WINDOWS
    }


BESIDE = (
    "birth_date",
    "birth_calendar",
    "opened_on",
    "closed_on",
    "risk_level",
    "risk_assessed_on",
    "known_before",
    "before_tier_basis",
    "before_aum",
    "before_under_served",
    "before_lifecycle",
    "told_before",
    "asked_before",
    "segment_priority",
    "mask",
    "numbers",
    "deceased",
    "occupation",
    "contacts_made",
    "contacts_connected",
    "cat_demand_deposit",
)
"""What events, lists and summaries need beside the columns of the mart."""


def decide(session: Session, context: Context, facts: ir.Table, category_lists: ir.Table) -> ir.Table:
    """Return and keep the customers of tonight with every column of the mart."""
    rows = facts.filter(facts.present)
    # Few different masks: the lists are made once each and shared.
    lists = category_lists.rename(list_mask="mask")
    rows = rows.left_join(lists, rows.mask == lists.list_mask).drop("list_mask")
    former = category_lists.select(of_former="mask", former_categories="categories")
    rows = rows.left_join(former, rows.former_mask == former.of_former).drop("of_former")
    known = {**_holdings(context, rows), **means(context, rows), **segments.spans(context, rows)}
    rows = session.step("valued", rows.mutate(**known))
    rows = session.step("based", rows.mutate(**_judged(context.playbook, rows)))
    rows = session.step("standing", rows.mutate(**_standing(context, rows)))
    rows = session.step("ruled", rows.mutate(ruled=segments.assigned(context.playbook, rows)))
    rows = session.step("near", nearest.assumed(session, context.playbook, rows))
    rows = session.step("segmented", rows.mutate(**_segment(rows)))
    rows = session.step("paced", rows.mutate(**_cadence(context.playbook, rows)))
    rows = rows.mutate(**_due(context, rows), **_constant(context, rows))
    return session.keep("decided", rows.select(*CUSTOMERS.names, *BESIDE))


def _holdings(context: Context, rows: ir.Table) -> dict[str, ir.Value]:
    empty = ibis.literal([], type="array<string>")
    served_after = add_months(context.day, -context.playbook.under_served_months)
    invested = ibis.greatest(rows.invested_on, rows.last_purchase_on)
    return {
        "categories": rows.categories.fill_null(empty),
        "former_categories": rows.former_categories.fill_null(empty),
        "share_here": ratio(cents(rows.time_deposits), cents(rows.aum)),
        "time_deposit_share": ratio(cents(rows.time_deposits), segments.wealth(rows)),
        "asset_share": ibis.cases(
            (rows.elsewhere.notnull() & (rows.aum >= 0), ratio(cents(rows.aum), segments.wealth(rows)))
        ),
        "familiar": holds_any(rows.mask, context.playbook.familiar_categories),
        "last_investment_on": invested,
        "under_served": ~(invested > served_after).fill_null(False),  # noqa: FBT003
        "account_activity": ratio(rows.active_count, rows.activity_count),
        "product_coverage": main_bank.coverage(rows, context.playbook.main_bank),
    }


def _judged(playbook: Playbook, rows: ir.Table) -> dict[str, ir.Value]:
    return {
        "tier_basis": tiers.basis(playbook, rows),
        "main_bank": main_bank.passes(rows, playbook.main_bank),
    }


def _standing(context: Context, rows: ir.Table) -> dict[str, ir.Value]:
    playbook = context.playbook
    return {
        "tier": tiers.tier(playbook, rows.tier_basis),
        "tier_floor": tiers.floor(playbook, rows.tier_basis),
        "next_tier_gap": (tiers.following(playbook, rows.tier_basis) - rows.tier_basis).cast(MONEY),
        "tier_before": rows.before_tier,
        "lifecycle": _lifecycle(context, rows),
    }


def _lifecycle(context: Context, rows: ir.Table) -> ir.Value:
    """Return the first state that applies: lost, new, dormant, growing, mature (LIFE-01).

    Who holds something that nobody could read tonight holds it all the same.
    """
    rule = context.playbook.lifecycle
    fell = (rows.aum_avg_30 < number(rule.lost_below)) & (
        rows.peak_before >= number(rule.lost_after)
    ).fill_null(False)  # noqa: FBT003
    still = rows.last_active_on.isnull() | (rows.last_active_on <= context.days_ago(rule.dormant_days))
    grows = rows.aum_avg_30 >= times(rows.aum_avg_90, number(rule.growing_ratio, "decimal(20,8)"))
    return ibis.cases(
        (((rows.mask == 0) & ~rows.unread) | fell, "lost"),
        (rows.opened_on >= context.days_ago(rule.new_days), "new"),
        (still, "dormant"),
        (grows, "growing"),
        else_="mature",
    )


def _segment(rows: ir.Table) -> dict[str, ir.Value]:
    """Return the confirmed segment, else that of the first true rule, else the nearest type, and how sure."""
    source = ibis.cases(
        (rows.confirmed_segment.notnull(), "confirmed"),
        (rows.ruled.notnull(), "rule"),
        (rows.near.notnull(), "nearest"),
    )
    return {
        "segment": ibis.coalesce(rows.confirmed_segment, rows.ruled, rows.near),
        "segment_source": source,
        "segment_assumed": ((source == "nearest") | ((source == "rule") & ~rows.familiar)).fill_null(False),  # noqa: FBT003
        "segment_distance": rows.near_distance,
        "segment_second": rows.second,
        "segment_second_distance": rows.second_distance,
        "segment_missing": rows.missing,
    }


def _cadence(playbook: Playbook, rows: ir.Table) -> dict[str, ir.Value]:
    """Return the cadence in force: agreed, else the segment's, else the tier's; priority of the segment."""
    scheme = playbook.segments.scheme.segments
    own = [
        (rows.segment == segment.code, math.floor(segment.cadence_days))
        for segment in scheme
        if segment.cadence_days is not None
    ]
    of_segment = ibis.cases(*own).cast("int64") if own else ibis.null("int64")
    of_tier = ibis.cases(
        *((rows.tier == code, count) for code, count in sorted(playbook.tier_cadence.items()))
    )
    return {
        "cadence_days": ibis.coalesce(rows.agreed_days, of_segment, of_tier.cast("int64")),
        "cadence_source": ibis.cases(
            (rows.agreed_days.notnull(), "agreed"),
            (of_segment.notnull(), "segment"),
            (of_tier.notnull(), "tier"),
        ),
        "segment_priority": ibis.cases(
            *((rows.segment == segment.code, segment.priority) for segment in scheme)
        ).cast("int64"),
    }


def _due(context: Context, rows: ir.Table) -> dict[str, ir.Value]:
    since = ibis.coalesce(rows.last_contact_on, rows.opened_on)
    due = rows.deceased.ifelse(ibis.null("date"), days.plus_each(since, rows.cadence_days))
    late = ibis.date(context.day).delta(due, unit="day")
    return {
        "next_contact_due_on": due,
        "overdue_days": ibis.greatest(late, 0).fill_null(0).cast("int64"),
    }


def _constant(context: Context, rows: ir.Table) -> dict[str, ir.Value]:
    return {
        "business_date": ibis.literal(context.day),
        "time_deposit_share": rows.share_here,
        "playbook_version": ibis.literal(context.playbook.version),
        "tags": ibis.literal([], type="array<string>"),
        "grade": NO_TEXT,
        "level": NO_TEXT,
    }
