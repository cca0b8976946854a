"""How the tables of signals read their answers, and the nights they share."""

import datetime as dt
import json
from collections.abc import Callable

from spec.nightly.table import Marts, cell

Read = Callable[[Marts, str], tuple[str, ...]]

NIGHTS = (dt.date(2026, 5, 13), dt.date(2026, 5, 29), dt.date(2026, 6, 11), dt.date(2026, 6, 12))
"""A month of a bank, of which the feed brought few nights: Friday 12 June is the last."""
HEADER = ("kind", "day", "amount", "at stake", "open until", "detail")
"""The columns that `reader` answers."""
NOTHING = ("–",) * len(HEADER)


def reader(*kinds: str) -> Read:
    """Return a reader of the signals of some kinds of one customer."""

    def read(marts: Marts, customer_id: str) -> tuple[str, ...]:
        lines = []
        for row in marts["signals"]:
            if row["customer_id"] == customer_id and row["kind"] in kinds:
                detail = ", ".join(f"{key} {value}" for key, value in json.loads(row["detail"]).items())
                lines.append(
                    (
                        row["kind"],
                        cell(row["due_on"]),
                        cell(row["amount"]),
                        cell(row["money"]),
                        cell(row["lapses_on"]),
                        detail.replace(f"{customer_id}.", "") or "–",
                    )
                )
        return tuple("; ".join(parts) for parts in zip(*lines, strict=True)) or NOTHING

    return read


def figures(*kinds: str) -> Read:
    """Return a reader of the evidence of the signals of some kinds of one customer."""

    def read(marts: Marts, customer_id: str) -> tuple[str, ...]:
        mine = {
            row["event_id"]
            for row in marts["signals"]
            if row["customer_id"] == customer_id and row["kind"] in kinds
        }
        lines = [
            " ".join(
                (
                    row["source"],
                    row["source_id"].removeprefix(f"{customer_id}.") or "–",
                    cell(row["day"]),
                    cell(row["amount"]),
                )
            )
            for row in sorted(marts["signal_evidence"], key=lambda row: (row["source"], row["source_id"]))
            if row["event_id"] in mine
        ]
        return ("; ".join(lines) or "–",)

    return read
