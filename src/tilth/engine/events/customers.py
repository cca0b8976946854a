"""Events of a customer's standing: crossings against the row on P, and the cadence that has just run out."""

import ibis
import ibis.expr.types as ir

from tilth.engine import days, tiers
from tilth.engine.events.rows import event, text, whole
from tilth.engine.tonight import Tonight

COLUMNS = (
    "customer_id",
    "tier",
    "tier_before",
    "tier_basis",
    "next_tier_gap",
    "under_served",
    "lifecycle",
    "before_tier_basis",
    "before_under_served",
    "before_lifecycle",
)


def tier_changes(tonight: Tonight) -> list[ir.Table]:
    """Return customers whose tier differs from their tier on P."""
    playbook = tonight.context.playbook
    rows = _known(tonight)
    now, before = tiers.order(playbook, rows.tier), tiers.order(playbook, rows.tier_before)
    return [
        event(
            moved,
            kind,
            due_on=ibis.date(tonight.context.day),
            before=text(moved.tier_before),
            tier=text(moved.tier),
        )
        for kind, moved in (("tier_up", rows.filter(now > before)), ("tier_down", rows.filter(now < before)))
    ]


def near_next_tier(tonight: Tonight) -> list[ir.Table]:
    """Return customers who came near the next tier, judged with tonight's playbook on both nights."""
    playbook = tonight.context.playbook
    rows = _known(tonight)
    rows = rows.filter(
        tiers.is_near(playbook, rows.tier_basis) & ~tiers.is_near(playbook, rows.before_tier_basis)
    )
    following = tiers.following_code(playbook, rows.tier_basis)
    return [
        event(
            rows,
            "near_next_tier",
            due_on=ibis.date(tonight.context.day),
            amount=rows.next_tier_gap,
            next=text(following),
        )
    ]


def became(tonight: Tonight) -> list[ir.Table]:
    """Return customers who became under-served, dormant or lost since P."""
    rows = _known(tonight)
    changes = {
        "became_under_served": rows.under_served & ~rows.before_under_served,
        "became_dormant": (rows.lifecycle == "dormant") & (rows.before_lifecycle != "dormant"),
        "became_lost": (rows.lifecycle == "lost") & (rows.before_lifecycle != "lost"),
    }
    day = ibis.date(tonight.context.day)
    return [event(rows.filter(change), kind, due_on=day) for kind, change in changes.items()]


def cadence_overdue(tonight: Tonight) -> list[ir.Table]:
    """Return customers whose contact fell due on the day before: the first day overdue (CAD-01)."""
    context = tonight.context
    rows = tonight.customers.select("customer_id", "next_contact_due_on", "cadence_days", "cadence_source")
    rows = rows.mutate(overdue_on=days.plus(rows.next_contact_due_on, 1))
    rows = rows.filter((rows.overdue_on > context.told_until) & (rows.overdue_on <= context.day))
    return [
        event(
            rows,
            "cadence_overdue",
            due_on=rows.overdue_on,
            cadence_days=whole(rows.cadence_days),
            source=text(rows.cadence_source),
        )
    ]


def _known(tonight: Tonight) -> ir.Table:
    rows = tonight.customers
    return rows.filter(rows.known_before).select(*COLUMNS)
