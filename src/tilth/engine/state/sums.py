"""Running sums of daily values in cents, carried forward from the last night (contract §2, aum_avg_N)."""

import datetime as dt
from bisect import bisect_right
from collections import Counter

import ibis
import ibis.expr.types as ir

from tilth.engine.amounts import cents
from tilth.engine.backend import Session
from tilth.engine.context import Context

WINDOWS = (30, 90)
VALUES = {"aum": "aum", "deposit": "deposit_balance", "weighted": "weighted"}
"""The name of each running sum and the daily value that it sums."""


def leaving_nights(context: Context, window: int) -> dict[dt.date, int]:
    """Return the fed nights whose values leave the window since P, and for how many calendar days each."""
    previous = context.previous
    if previous is None or (context.day - previous).days >= window:
        return {}
    gone: Counter[dt.date] = Counter()
    for back in range((context.day - previous).days):
        day = context.day - dt.timedelta(days=window + back)
        if day >= context.first:
            gone[context.earlier[bisect_right(context.earlier, day) - 1]] += 1
    return dict(sorted(gone.items()))


def edges(session: Session, context: Context) -> list[ir.Table]:
    """Return the values of every night that leaves a window: `edge_<n>_<value>` by customer."""
    found = []
    for number, night in enumerate(_edge_nights(context)):
        carried = session.read(context.mart("carried", night))
        names = {f"edge_{number}_{value}": carried[column] for value, column in VALUES.items()}
        found.append(carried.select("customer_id", **names))
    return found


def _edge_nights(context: Context) -> list[dt.date]:
    return sorted({night for window in WINDOWS for night in leaving_nights(context, window)})


def sums(context: Context, rows: ir.Table) -> dict[str, ir.Value]:
    """Return `<value>_sum_<N>` of tonight for rows with tonight's values, P's as `was_…`, and the edges."""
    return {
        f"{value}_sum_{window}": _sum(context, rows, value, column, window)
        for value, column in VALUES.items()
        for window in WINDOWS
    }


def days_in(context: Context, window: int) -> int:
    """Return how many days the mean of a window has: days before the bank's first feed are left out."""
    return min(window, (context.day - context.first).days + 1)


def _sum(context: Context, rows: ir.Table, value: str, column: str, window: int) -> ir.Value:
    tonight = cents(rows[column])
    previous = context.previous
    if previous is None:
        return tonight
    gap = (context.day - previous).days
    was = _or_zero(rows[f"was_{column}"])
    if gap >= window:
        return was * (window - 1) + tonight
    total = rows[f"was_{value}_sum_{window}"].fill_null(0) + was * (gap - 1) + tonight
    nights = _edge_nights(context)
    for night, days in leaving_nights(context, window).items():
        total = total - _or_zero(rows[f"edge_{nights.index(night)}_{value}"]) * days
    return total.cast("int64")


def _or_zero(amount: ir.Value) -> ir.Value:
    return cents(amount).fill_null(ibis.literal(0, "int64"))
