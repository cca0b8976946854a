"""Signals of how the money lies: idle, in one product, close above the floor of the tier."""

import ibis

from tilth.engine.amounts import MONEY, number, times
from tilth.engine.events.rows import text, whole
from tilth.engine.signals.rows import Found, basis_points, evidence, signal
from tilth.engine.tonight import Tonight
from tilth.policy.playbook.signals import Concentration, IdleCash, NearLowerTier


def idle_cash(tonight: Tonight) -> Found:
    """Return whose demand deposits have been large for some time, in amount and share."""
    context, rule = tonight.context, tonight.context.playbook.signals.of(IdleCash)
    edge = max(context.first, context.days_ago(max(0, rule.days - 1)))
    rows = tonight.customers.join(tonight.idle, "customer_id")
    rows = rows.filter((rows.since <= edge) & (rows.opened_on <= context.days_ago(rule.days)))
    rows = tonight.session.keep(
        "idle_told", rows.select("customer_id", "aum", "since", demand="cat_demand_deposit")
    )
    held = tonight.holdings
    held = held.filter((held.category == "demand_deposit") & held.is_open).semi_join(rows, "customer_id")
    return Found(
        signals=signal(rows, "idle_cash", amount=rows.demand, aum=text(rows.aum), since=text(rows.since)),
        evidence=[
            evidence(
                held,
                "idle_cash",
                "holding",
                source_id=held.holding_id,
                day=ibis.date(context.day),
                amount=held.base,
            )
        ],
    )


def concentration(tonight: Tonight) -> Found:
    """Return of whose assets one product with a risk is a large share."""
    context, rule = tonight.context, tonight.context.playbook.signals.of(Concentration)
    people = tonight.with_us
    people = people.filter((people.aum >= number(rule.amount)) & (people.aum > 0))
    held = tonight.holdings
    held = held.filter(held.category.isin(sorted(rule.categories)) & held.is_open)
    held = held.join(people.select("customer_id", "aum"), "customer_id")
    rows = held.group_by("customer_id", "product_id", "aum").aggregate(total=held.base.sum().cast(MONEY))
    large = rows.total >= times(rows.aum, number(rule.share, "decimal(20,8)"))
    rows = tonight.session.keep("concentrated", rows.filter(large & (rows.total > 0)))
    held = held.semi_join(rows, ["customer_id", "product_id"])
    return Found(
        signals=signal(
            rows,
            "concentration",
            subject=rows.product_id,
            amount=rows.total,
            aum=text(rows.aum),
            share_bp=whole(basis_points(rows.total, rows.aum)),
        ),
        evidence=[
            evidence(
                held,
                "concentration",
                "holding",
                subject=held.product_id,
                source_id=held.holding_id,
                day=ibis.date(context.day),
                amount=held.base,
            )
        ],
    )


def near_lower_tier(tonight: Tonight) -> Found:
    """Return whose assets are falling and close above the floor of the tier (TIER-15)."""
    context, rule = tonight.context, tonight.context.playbook.signals.of(NearLowerTier)
    rows = tonight.with_us
    margin = (rows.tier_basis - rows.tier_floor).cast(MONEY)
    near = margin < times(rows.tier_floor, number(rule.share, "decimal(20,8)"))
    rows = rows.mutate(margin=margin).filter((rows.tier_floor > 0) & near & (rows.aum < rows.aum_avg_30))
    rows = rows.select("customer_id", "tier", "tier_basis", "margin", "aum", "aum_avg_30")
    rows = tonight.session.keep("near_lower_told", rows)
    day = ibis.date(context.day)
    return Found(
        signals=signal(
            rows, "near_lower_tier", amount=rows.tier_basis, margin=text(rows.margin), tier=text(rows.tier)
        ),
        evidence=[
            evidence(rows, "near_lower_tier", "balance", day=day, amount=rows.aum),
            evidence(rows, "near_lower_tier", "mean", day=day, amount=rows.aum_avg_30),
        ],
    )
