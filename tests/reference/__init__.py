"""The slow, obvious reading of the whole night: every value from the full history, one customer at a time.

Nothing here is kept from one night to the next: daily values come from looping over calendar days, crossings
from reading the night before again, "once" from replaying all nights. It shares no code with the engine.
"""

from collections.abc import Sequence
from typing import Any

from reference import (
    care_debt,
    customers,
    events,
    habits,
    lists,
    matured,
    openings,
    reasons,
    signals,
    signals_of_money,
    summaries,
    value_order,
    weeks,
)
from reference.history import History
from reference.inputs import Night

__all__ = ["night", "tables"]


def night(nights: Sequence[Night], *, base_currency: str = "CNY") -> dict[str, list[dict[str, Any]]]:
    """Return every mart of the last of `nights`, rows in the order of the mart."""
    return tables(History.of(nights, base_currency=base_currency)[-1])


def tables(history: History) -> dict[str, list[dict[str, Any]]]:
    """Return every mart of the night on which `history` ends."""
    found = customers.rows(history)
    return {
        "customers": [found[key] for key in sorted(found)],
        "events": events.table(history),
        "signals": signals.table(history),
        "signal_evidence": signals.evidence(history),
        "call_list": lists.call_list(history),
        "call_values": value_order.table(history),
        "week_list": weeks.table(history),
        "exclusions": lists.exclusions(history),
        "book": summaries.book(history),
        "branch": summaries.branch(history),
        "reasons": reasons.table(history),
        "matured": matured.table(history),
        "idle": signals_of_money.idle(history),
        "habits": habits.table(history),
        "openings": openings.table(history),
        "care_debt": care_debt.table(history),
    }
