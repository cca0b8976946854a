"""The signal of wealth that is kept elsewhere: large flows, those who are tied, what the customer told."""

import ibis
import ibis.expr.types as ir

from tilth.engine.amounts import MONEY, number
from tilth.engine.events.rows import text, whole
from tilth.engine.joins import attach
from tilth.engine.signals import ties
from tilth.engine.signals.rows import Found, evidence, signal
from tilth.engine.tonight import Tonight
from tilth.policy.playbook.signals import HiddenWealth


def hidden_wealth(tonight: Tonight) -> Found:
    """Return the owned customers with little here and signs of much more (TIER-07)."""
    context, rule = tonight.context, tonight.context.playbook.signals.of(HiddenWealth)
    people = ties.people(tonight)
    tied = _tied(tonight, people, rule)
    sums = tied.group_by("customer_id").aggregate(tied=tied.other_aum.max(), others=tied.count())
    rows = people.filter(people.aum < number(rule.below))
    rows = rows.select(
        "customer_id", "aum", "elsewhere", inflow=rows.external_inflow_30, outflow=rows.external_outflow_30
    )
    rows = rows.mutate(flow=ibis.greatest(rows.inflow, -rows.outflow).cast(MONEY))
    rows = attach(rows, sums)
    large, none = number(rule.amount), number(0)
    shown = (rows.flow > none) & (rows.flow >= large)
    rows = rows.mutate(told=ibis.cases(((rows.elsewhere > none) & (rows.elsewhere >= large), rows.elsewhere)))
    rows = rows.filter(shown | rows.tied.notnull() | rows.told.notnull())
    most = ibis.greatest(shown.ifelse(rows.flow, none), rows.tied.fill_null(none), rows.told.fill_null(none))
    rows = tonight.session.keep("hidden", rows.mutate(most=most.cast(MONEY), shown=shown))
    elsewhere = rows.filter(rows.told.notnull())
    day, flowed, tied = ibis.date(context.day), rows.filter(rows.shown), tied.semi_join(rows, "customer_id")
    return Found(
        signals=signal(
            rows,
            "hidden_wealth",
            amount=rows.most,
            aum=text(rows.aum),
            flow=text(rows.shown.ifelse(rows.flow, ibis.null(MONEY))),
            others=whole(rows.others.fill_null(0)),
            told=text(rows.told),
        ),
        evidence=[
            *(
                evidence(flowed, "hidden_wealth", "flow", source_id=ibis.literal(way), day=day, amount=amount)
                for way, amount in (("in", flowed.inflow), ("out", flowed.outflow))
            ),
            evidence(
                tied,
                "hidden_wealth",
                "customer",
                source_id=tied.other_id,
                day=day,
                amount=tied.other_aum,
            ),
            evidence(elsewhere, "hidden_wealth", "other_bank", day=day, amount=elsewhere.told),
        ],
    )


def _tied(tonight: Tonight, people: ir.Table, rule: HiddenWealth) -> ir.Table:
    """Return and keep customer_id, other_id, other_aum: wealthy customers of the same manager who are tied.

    What another manager's customers own is nothing that this one may learn.
    """
    rich = people.filter((people.aum >= number(rule.amount)) & (people.aum > 0))
    rich = rich.select(other_id=rich.customer_id, other_aum=rich.aum, other_rm=rich.rm_id)
    rows = ties.pairs(tonight, rule.ties, rule.ties).join(rich, "other_id")
    both = ties.of_one_manager(tonight, rows)
    return tonight.session.keep("tied_wealth", both.select("customer_id", "other_id", "other_aum"))
