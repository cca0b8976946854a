"""Signals of money that comes in or slides away bit by bit."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from reference.history import History
from reference.inputs import Customer
from reference.signal import Figure, Signal
from tilth.policy.playbook.signals import BalanceSliding, NewMoney

Row = dict[str, Any]


def new_money(history: History, customer: Customer, one: Row) -> Iterator[Signal]:
    """Yield the signal of who got more from others in 30 days than left."""
    del customer
    rule = history.playbook.signals.of(NewMoney)
    inflow, outflow = one["external_inflow_30"], one["external_outflow_30"]
    net = inflow + outflow
    before = max(Decimal(0), one["aum"] - net)
    if net > 0 and net >= rule.amount and net >= rule.share * before:
        yield Signal(
            "new_money",
            amount=net,
            detail={"inflow": f"{inflow:.2f}", "outflow": f"{outflow:.2f}"},
            evidence=(
                Figure("flow", "in", day=history.day, amount=inflow),
                Figure("flow", "out", day=history.day, amount=outflow),
            ),
        )


def balance_sliding(history: History, customer: Customer, one: Row) -> Iterator[Signal]:
    """Yield the signal of whose assets fall from mean to mean, and tonight further."""
    del customer
    rule = history.playbook.signals.of(BalanceSliding)
    tonight, month, quarter = one["aum"], one["aum_avg_30"], one["aum_avg_90"]
    fall = quarter - tonight
    if month <= quarter * (1 - rule.share) and tonight <= month and fall > 0 and fall >= rule.amount:
        yield Signal(
            "balance_sliding",
            amount=fall,
            detail={
                "aum": f"{tonight:.2f}",
                "aum_avg_30": f"{month:.2f}",
                "aum_avg_90": f"{quarter:.2f}",
            },
            evidence=(
                Figure("balance", day=history.day, amount=tonight),
                Figure("mean", "30", day=history.day, amount=month),
                Figure("mean", "90", day=history.day, amount=quarter),
            ),
        )
