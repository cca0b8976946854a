"""Signals of money that comes in or slides away bit by bit, which no single day shows."""

import ibis

from tilth.engine.amounts import MONEY, number, times
from tilth.engine.events.rows import text
from tilth.engine.signals.rows import Found, evidence, signal
from tilth.engine.tonight import Tonight
from tilth.policy.playbook.signals import BalanceSliding, NewMoney


def new_money(tonight: Tonight) -> Found:
    """Return to whom more came in from others in 30 days than left, by an amount and a share."""
    context, rule = tonight.context, tonight.context.playbook.signals.of(NewMoney)
    rows = tonight.with_us
    rows = rows.select("customer_id", "aum", inflow=rows.external_inflow_30, outflow=rows.external_outflow_30)
    rows = rows.mutate(net=(rows.inflow + rows.outflow).cast(MONEY))
    before = ibis.greatest((rows.aum - rows.net).cast(MONEY), number(0))
    large = (rows.net > 0) & (rows.net >= number(rule.amount))
    rows = rows.filter(large & (rows.net >= times(before, number(rule.share, "decimal(20,8)"))))
    rows = tonight.session.keep("new_money", rows)
    day = ibis.date(context.day)
    return Found(
        signals=signal(
            rows, "new_money", amount=rows.net, inflow=text(rows.inflow), outflow=text(rows.outflow)
        ),
        evidence=[
            evidence(rows, "new_money", "flow", source_id=ibis.literal(way), day=day, amount=amount)
            for way, amount in (("in", rows.inflow), ("out", rows.outflow))
        ],
    )


def balance_sliding(tonight: Tonight) -> Found:
    """Return whose assets fall: 30 days' mean below 90 days', and tonight lower still."""
    context, rule = tonight.context, tonight.context.playbook.signals.of(BalanceSliding)
    rows = tonight.with_us
    rows = rows.select("customer_id", "aum", "aum_avg_30", "aum_avg_90")
    rows = rows.mutate(fall=(rows.aum_avg_90 - rows.aum).cast(MONEY))
    slid = rows.aum_avg_30 <= times(rows.aum_avg_90, number(1 - rule.share, "decimal(20,8)"))
    large = (rows.fall > 0) & (rows.fall >= number(rule.amount))
    rows = rows.filter(slid & large & (rows.aum <= rows.aum_avg_30))
    rows = tonight.session.keep("sliding", rows)
    day = ibis.date(context.day)
    return Found(
        signals=signal(
            rows,
            "balance_sliding",
            amount=rows.fall,
            aum=text(rows.aum),
            aum_avg_30=text(rows.aum_avg_30),
            aum_avg_90=text(rows.aum_avg_90),
        ),
        evidence=[
            evidence(rows, "balance_sliding", "balance", day=day, amount=rows.aum),
            *(
                evidence(
                    rows,
                    "balance_sliding",
                    "mean",
                    source_id=ibis.literal(days),
                    day=day,
                    amount=rows[f"aum_avg_{days}"],
                )
                for days in ("30", "90")
            ),
        ],
    )
