"""State `habits` and its signals: salaries, and transfers to one other bank."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from reference.history import History
from reference.inputs import Customer, Transaction
from reference.signal import Figure, Signal
from tilth.policy.playbook.signal import Signal as Rule
from tilth.policy.playbook.signals import (
    OtherBankOutflow,
    SalaryGrew,
    SalaryStarted,
    SalaryStopped,
)

Row = dict[str, Any]
LATE = 7


def table(history: History) -> list[Row]:
    """Return tonight's rows in the order of the mart."""
    return history.once(("habits",), lambda: _table(history))


def _table(history: History) -> list[Row]:
    book = history.playbook.signals
    kinds = (OtherBankOutflow, SalaryStarted, SalaryStopped, SalaryGrew)
    since = history.day - dt.timedelta(days=LATE + max(book.of(kind).days for kind in kinds))
    sums: dict[tuple[str, str, str, dt.date], list[Decimal]] = {}
    for night in history.past:
        for one in night.tonight.feed.transactions:
            habit, amount = _habit(one, night.amount(one)), abs(night.amount(one))
            if habit and one.day > since:
                sums.setdefault((one.customer_id, *habit, one.day), []).append(amount)
    return [
        {
            "customer_id": key[0],
            "habit": key[1],
            "party": key[2],
            "day": key[3],
            "times": len(amounts),
            "amount": sum(amounts, Decimal("0.00")),
        }
        for key, amounts in sorted(sums.items())
    ]


def _habit(one: Transaction, amount: Decimal) -> tuple[str, str] | None:
    if one.kind == "salary" and amount > 0:
        return "salary", ""
    if one.kind == "transfer_out" and amount < 0 and one.counterparty_bank:
        return "other_bank", one.counterparty_bank
    return None


def other_bank_outflow(history: History, customer: Customer, one: Row) -> Iterator[Signal]:
    """Yield one signal per other bank to which money goes again and again."""
    del one
    rule = history.playbook.signals.of(OtherBankOutflow)
    sent: dict[str, list[Row]] = {}
    for row in table(history):
        recent = (history.day - row["day"]).days < rule.days
        if row["customer_id"] == customer.customer_id and row["habit"] == "other_bank" and recent:
            sent.setdefault(row["party"], []).append(row)
    every = sum((row["amount"] for rows in sent.values() for row in rows), Decimal("0.00"))
    for party, rows in sent.items():
        total = sum((row["amount"] for row in rows), Decimal("0.00"))
        times = sum(row["times"] for row in rows)
        if times >= rule.times and total >= rule.amount and total >= rule.share * every:
            yield Signal(
                "other_bank_outflow",
                party,
                amount=total,
                detail={
                    "first_on": min(row["day"] for row in rows).isoformat(),
                    "last_on": max(row["day"] for row in rows).isoformat(),
                    "times": times,
                },
                evidence=tuple(
                    Figure("transfer", party, day=row["day"], amount=row["amount"]) for row in rows
                ),
            )


def _paid(history: History, customer: Customer) -> list[Row]:
    """Return the days with a salary, the latest first."""
    key = customer.customer_id
    rows = [row for row in table(history) if row["customer_id"] == key and row["habit"] == "salary"]
    return sorted(rows, key=lambda row: row["day"], reverse=True)


def _of_late(history: History, day: dt.date, rule: Rule) -> bool:
    return 0 <= (history.day - day).days < min(LATE, rule.lapse_days)


def _figures(rows: list[Row]) -> tuple[Figure, ...]:
    return tuple(Figure("salary", day=row["day"], amount=row["amount"]) for row in rows)


def salary_started(history: History, customer: Customer, one: Row) -> Iterator[Signal]:
    """Yield the signal of a salary after long without one, at a bank fed for so long."""
    del one
    rule, paid = history.playbook.signals.of(SalaryStarted), _paid(history, customer)
    if not paid or not _of_late(history, paid[0]["day"], rule) or paid[0]["amount"] < rule.amount:
        return
    pause = len(paid) == 1 or (paid[0]["day"] - paid[1]["day"]).days >= rule.days
    if pause and (paid[0]["day"] - history.first_day).days >= rule.days:
        yield Signal(
            "salary_started", due_on=paid[0]["day"], amount=paid[0]["amount"], evidence=_figures(paid[:1])
        )


def salary_stopped(history: History, customer: Customer, one: Row) -> Iterator[Signal]:
    """Yield the signal of a salary that came several times and has not come for long."""
    del one
    rule, paid = history.playbook.signals.of(SalaryStopped), _paid(history, customer)
    if len(paid) < rule.times or paid[0]["amount"] < rule.amount:
        return
    missed = paid[0]["day"] + dt.timedelta(days=rule.days)
    if _of_late(history, missed, rule):
        yield Signal(
            "salary_stopped",
            due_on=missed,
            amount=paid[0]["amount"],
            detail={"last_on": paid[0]["day"].isoformat(), "times": len(paid)},
            evidence=_figures(paid),
        )


def salary_grew(history: History, customer: Customer, one: Row) -> Iterator[Signal]:
    """Yield the signal of a salary well above the mean of those before."""
    del one
    rule, paid = history.playbook.signals.of(SalaryGrew), _paid(history, customer)
    times = len(paid) - 1
    if times < rule.times or not _of_late(history, paid[0]["day"], rule):
        return
    last, before = paid[0]["amount"], sum((row["amount"] for row in paid[1:]), Decimal("0.00"))
    if last * times >= (1 + rule.share) * before and last * times - before >= rule.amount * times:
        yield Signal(
            "salary_grew",
            due_on=paid[0]["day"],
            amount=last,
            detail={"before": f"{before:.2f}", "times": times},
            evidence=_figures(paid),
        )
