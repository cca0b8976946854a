"""Signals of payments that come again and again."""

import datetime as dt

from spec.nightly.signal_rows import HEADER, NOTHING, reader
from spec.nightly.table import Case, Life, Rule, booked, held

NIGHTS = (dt.date(2026, 3, 2), dt.date(2026, 6, 12))
"""A bank that has been fed for a quarter, and tonight."""


def _sent(transfers: str, *expected: str) -> Case:
    moved = []
    for part in transfers.split("; "):
        on, amount, *bank = part.split(" ")
        moved.append(
            booked(
                dt.date.fromisoformat(on),
                amount,
                kind="transfer_out",
                counterparty_bank=" ".join(bank) or None,
            )
        )
    return Case(
        given=(transfers,),
        life=Life(holdings=((held("demand_deposit", "10,000.00"),),), transactions=tuple(moved)),
        expected=expected or NOTHING,
    )


SENT = Rule(
    title="Money goes to one other bank",
    shows={"LIFE-07": None},
    sentence=(
        "At least three transfers to one other bank within 60 days, of at least 50,000 together and "
        "60 % of all that went to other banks, tell "
        "other_bank_outflow, one signal per bank. Where the feed names no bank, nothing is told."
    ),
    given=("transfers",),
    expected=HEADER,
    nights=NIGHTS,
    cases=(
        _sent("2026-04-14 -20,000.00 A; 2026-05-14 -20,000.00 A; 2026-06-12 -10,000.00 A",
              "other_bank_outflow", "2026-06-12", "50,000.00", "50,000.00", "2026-07-12",
              "first_on 2026-04-14, last_on 2026-06-12, times 3"),
        _sent("2026-04-13 -20,000.00 A; 2026-05-14 -20,000.00 A; 2026-06-12 -10,000.00 A"),
        _sent("2026-04-14 -20,000.00 A; 2026-05-14 -20,000.00 A; 2026-06-12 -9,999.99 A"),
        _sent("2026-04-14 -20,000.00 A; 2026-05-14 -20,000.00 B; 2026-06-12 -10,000.00 A"),
        _sent("2026-05-14 -20,000.00 A; 2026-05-15 -40,000.00 A; 2026-06-12 -30,000.00 A; "
              "2026-06-12 -60,000.00 B",
              "other_bank_outflow", "2026-06-12", "90,000.00", "90,000.00", "2026-07-12",
              "first_on 2026-05-14, last_on 2026-06-12, times 3"),
        _sent("2026-05-14 -20,000.00 A; 2026-05-15 -40,000.00 A; 2026-06-12 -30,000.00 A; "
              "2026-06-12 -60,000.01 B"),
        _sent("2026-04-14 -20,000.00; 2026-05-14 -20,000.00; 2026-06-12 -10,000.00"),
        _sent("2026-06-12 -40,000.00 A; 2026-06-12 -5,000.00 A; 2026-06-12 -5,000.00 A",
              "other_bank_outflow", "2026-06-12", "50,000.00", "50,000.00", "2026-07-12",
              "first_on 2026-06-12, last_on 2026-06-12, times 3"),
    ),
    read=reader("other_bank_outflow"),
)  # fmt: skip


def _paid(salaries: str, *expected: str) -> Case:
    parts = [part.split(" ") for part in salaries.split("; ")]
    moved = tuple(
        booked(dt.date.fromisoformat(on), amount, kind="salary", channel="auto") for on, amount in parts
    )
    return Case(
        given=(salaries,),
        life=Life(holdings=((held("demand_deposit", "10,000.00"),),), transactions=moved),
        expected=expected or NOTHING,
    )


_KINDS = ("salary_started", "salary_stopped", "salary_grew")
PAID = Rule(
    title="Salaries begin, stop and grow",
    sentence=(
        "A salary of at least 2,000 with none in 90 days before, at a bank fed for so long, tells "
        "salary_started; at "
        "least three, and none for 45 days since, salary_stopped; one at least 20 % and 1,000 above the mean "
        "of at "
        "least three before it, salary_grew. Each is told within a week of its day."
    ),
    given=("salaries",),
    expected=HEADER,
    nights=NIGHTS,
    cases=(
        _paid("2026-06-11 2,000.00", "salary_started", "2026-06-11", "2,000.00", "2,000.00", "2026-07-12",
              "–"),
        _paid("2026-06-11 1,999.99"),
        _paid("2026-06-10 2,000.00; 2026-03-13 2,000.00"),
        _paid("2026-06-05 5,000.00"),
        _paid("2026-06-06 5,000.00", "salary_started", "2026-06-06", "5,000.00", "5,000.00", "2026-07-12",
              "–"),
        _paid("2026-02-28 8,000.00; 2026-03-28 8,000.00; 2026-04-28 8,000.00", "salary_stopped", "2026-06-12",
              "8,000.00", "8,000.00", "2026-07-12", "last_on 2026-04-28, times 3"),
        _paid("2026-03-28 8,000.00; 2026-04-28 8,000.00"),
        _paid("2026-02-28 8,000.00; 2026-03-28 8,000.00; 2026-04-29 8,000.00"),
        _paid("2026-03-10 5,000.00; 2026-04-10 5,000.00; 2026-05-10 5,000.00; 2026-06-10 6,000.00",
              "salary_grew", "2026-06-10", "6,000.00", "6,000.00", "2026-07-12",
              "before 15000.00, times 3"),
        _paid("2026-03-10 5,000.00; 2026-04-10 5,000.00; 2026-05-10 5,000.00; 2026-06-10 5,999.99"),
        _paid("2026-03-10 6,000.00; 2026-04-10 6,000.00; 2026-05-10 6,000.00; 2026-06-10 7,199.99"),
        _paid("2026-04-10 5,000.00; 2026-05-10 5,000.00; 2026-06-10 9,000.00"),
    ),
    read=reader(*_KINDS),
)  # fmt: skip

RULES = (SENT, PAID)
