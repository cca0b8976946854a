"""The chances of reaching and of agreeing, from the bank's own contacts, drawn towards their means.

Each mean is (happened × 1000 + wider mean × weight) ÷ (tried + weight), rounded down, in thousandths: of the
bank towards the usual share, of a tier towards the bank, of a segment within it towards the tier, of the
customer towards that.
"""

import ibis
import ibis.expr.types as ir

from tilth.engine.backend import Session
from tilth.engine.context import Context
from tilth.engine.joins import attach
from tilth.policy.playbook.value_order import thousandths
from tilth.policy.vocabulary import REFUSED

_COUNTS = ("tried", "reached", "agreed")


def collect(session: Session, context: Context, customers: ir.Table) -> ir.Table:
    """Return and keep customer_id, reach, agree (thousandths) and silent, the unanswered tries of late."""
    rule = context.playbook.value_order
    rows = attach(customers.select("customer_id", "tier", "segment"), _log(session, context))
    rows = rows.mutate(
        segment=rows.segment.fill_null(""),
        **{name: rows[name].fill_null(0) for name in (*_COUNTS, "silent")},
    )
    rows = session.keep("tried", rows)
    groups = _groups(session, context, rows)
    rows = rows.join(groups, ["tier", "segment"])
    weight = rule.weight_of_mean
    return session.keep(
        "chances",
        rows.select(
            "customer_id",
            "silent",
            reach=_mean(rows.reached, rows.tried, rows.reach, weight),
            agree=_mean(rows.agreed, rows.reached, rows.agree, weight),
        ),
    )


def _log(session: Session, context: Context) -> ir.Table:
    rule = context.playbook.value_order
    log = session.read(context.extract("contacts"))
    log = log.filter((log.contact_on <= context.day) & (log.contact_on > context.days_ago(rule.memory_days)))
    reached = log.two_way | (log.outcome == REFUSED)
    late = log.contact_on > context.days_ago(rule.tries_days)
    return log.group_by("customer_id").aggregate(
        tried=log.count().cast("int64"),
        reached=reached.sum().cast("int64"),
        agreed=(reached & log.outcome.isin(sorted(rule.agreed))).sum().cast("int64")
        if rule.agreed
        else ibis.literal(0, "int64"),
        silent=(~reached & late).sum().cast("int64"),
    )


def _groups(session: Session, context: Context, rows: ir.Table) -> ir.Table:
    """Return and keep tier, segment, reach, agree of each group that has customers."""
    rule = context.playbook.value_order
    groups = rows.group_by("tier", "segment").aggregate(**{name: rows[name].sum() for name in _COUNTS})
    groups = session.keep("tried_groups", groups)
    over = {"bank": ibis.window(), "tier": ibis.window(group_by=groups.tier)}
    groups = session.keep(
        "tried_wider",
        groups.mutate(
            **{
                f"{name}_{wider}": groups[name].sum().over(window)
                for name in _COUNTS
                for wider, window in over.items()
            }
        ),
    )
    found = {
        "reach": ("reached", "tried", thousandths(rule.usual_reach)),
        "agree": ("agreed", "reached", thousandths(rule.usual_agree)),
    }
    for name, (happened, tried, usual) in found.items():
        mean: ir.Value = _mean(
            groups[f"{happened}_bank"], groups[f"{tried}_bank"], ibis.literal(usual), rule.weight_of_usual
        )
        groups = session.keep(f"groups_{name}_bank", groups.mutate(mean=mean))
        mean = _mean(groups[f"{happened}_tier"], groups[f"{tried}_tier"], groups.mean, rule.weight_of_group)
        groups = session.keep(f"groups_{name}_tier", groups.mutate(mean=mean))
        mean = _mean(groups[happened], groups[tried], groups.mean, rule.weight_of_group)
        groups = session.keep(f"groups_{name}", groups.mutate(**{name: mean}).drop("mean"))
    return groups.select("tier", "segment", "reach", "agree")


def _mean(happened: ir.Value, tried: ir.Value, wider: ir.Value, weight: int) -> ir.Value:
    return ((happened * 1000 + wider * weight) // (tried + weight)).cast("int64")
