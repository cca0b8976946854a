"""Marts `signals` and `signal_evidence`: what is noticed in each customer, and what became of it."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from reference import (
    habits,
    reasons,
    signals_of_contacts,
    signals_of_days,
    signals_of_deals,
    signals_of_family,
    signals_of_flows,
    signals_of_money,
    signals_of_peers,
    signals_of_rates,
    signals_of_wealth,
)
from reference.customers import rows
from reference.history import EXACT, History
from reference.inputs import Customer
from reference.signal import Signal
from tilth.kernel.money import cents
from tilth.policy.vocabulary import SIGNAL_KINDS

Row = dict[str, Any]
KINDS: dict[str, Callable[[History, Customer, Row], Iterator[Signal]]] = {
    "idle_cash": signals_of_money.idle_cash,
    "rate_gap": signals_of_rates.rate_gap,
    "concentration": signals_of_money.concentration,
    "near_lower_tier": signals_of_money.near_lower_tier,
    "never_contacted": signals_of_contacts.never_contacted,
    "new_money": signals_of_flows.new_money,
    "balance_sliding": signals_of_flows.balance_sliding,
    "silent_valuable": signals_of_contacts.silent_valuable,
    "hidden_wealth": signals_of_wealth.hidden_wealth,
    "product_gap": signals_of_peers.product_gap,
    "deposit_left": signals_of_wealth.deposit_left,
    "product_cancelled": signals_of_wealth.product_cancelled,
    "other_bank_outflow": habits.other_bank_outflow,
    "salary_started": habits.salary_started,
    "salary_stopped": habits.salary_stopped,
    "salary_grew": habits.salary_grew,
    "child_turns_18": signals_of_family.child_turns_18,
    "spouse_birthday": signals_of_family.spouse_birthday,
    "child_birthday": signals_of_family.child_birthday,
    "household_moved": signals_of_family.household_moved,
    "premium_due": signals_of_days.once("premium_due", "premium"),
    "card_expiring": signals_of_days.once("card_expiring", "card"),
    "certificate_expiring": signals_of_days.once("certificate_expiring", "certificate"),
    "wedding_anniversary": signals_of_days.wedding_anniversary,
    "need_due": signals_of_deals.need_due,
    "deal_stale": signals_of_deals.deal_stale,
    "deal_day_near": signals_of_deals.deal_day_near,
}


def told(history: History) -> list[Row]:
    """Return what tonight tells, as rows of events."""
    return [row for row, _ in _told(history)]


def _told(history: History) -> list[tuple[Row, Signal]]:
    return history.once(("signals",), lambda: list(_found(history)))


def _found(history: History) -> Iterator[tuple[Row, Signal]]:
    enabled = [kind.code for kind in history.playbook.signals.kinds if kind.enabled]
    for customer in history.tonight.feed.customers:
        key = customer.customer_id
        closed = customer.closed_on is not None and customer.closed_on <= history.day
        if closed or history.is_deceased(key):
            continue
        for code in enabled:
            for one in KINDS[code](history, customer, rows(history)[key]):
                day = one.due_on or reasons.day_of_state(history, key, one.kind, one.subject)
                yield one.event(day).row(key, history.day), one


def table(history: History) -> list[Row]:
    """Return tonight's rows in the order of the mart."""
    kinds = {kind.code: kind for kind in history.playbook.signals.kinds}
    numbers = {row["event_id"] for row in told(history)}
    found = []
    for row in reasons.table(history):
        if row["kind"] in SIGNAL_KINDS and row["state"] != "lapsed":
            kind = kinds[row["kind"]]
            money = None if row["amount"] is None else _share(row["amount"], kind.stake_share)
            stands = row["event_id"] in numbers
            found.append(row | {"money": money, "purpose": kind.purpose, "stands": stands})
    return found


def _share(amount: Decimal, share: Decimal) -> Decimal:
    return cents(EXACT.multiply(amount, share))


def evidence(history: History) -> list[Row]:
    """Return the evidence of what stands, and of what happened on an earlier night and is no state."""
    tonight = {row["event_id"]: row["stands"] for row in table(history)}
    found = [
        {
            "event_id": row["event_id"],
            "business_date": history.day,
            "customer_id": row["customer_id"],
            "source": figure.source,
            "source_id": figure.source_id,
            "day": figure.day,
            "amount": figure.amount,
        }
        for row, signal in _told(history)
        if row["event_id"] in tonight
        for figure in signal.evidence
    ]
    if history.before is not None:
        found += [row for row in evidence(history.before) if tonight.get(row["event_id"]) is False]
    return sorted(
        found,
        key=lambda row: (
            row["customer_id"],
            row["event_id"],
            row["source"],
            row["source_id"],
            row["day"],
        ),
    )
