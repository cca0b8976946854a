"""Lifecycle: lost, new, dormant, growing, mature, in this order (LIFE-01)."""

import datetime as dt

from reference.inputs import Customer, Transaction
from spec.nightly.table import Case, Life, Rule, booked, columns, day, held

NIGHTS = (dt.date(2026, 4, 1), dt.date(2026, 5, 1), dt.date(2026, 6, 12))


def _story(opened: str, before: str, tonight: str, moved: str, state: str, **more: str) -> Case:
    opened_on, moved_on = day(opened), day(moved)
    assert opened_on is not None
    bookings: tuple[Transaction, ...] = (booked(moved_on, "1.00", **more),) if moved_on else ()
    return Case(
        given=(opened, before, tonight, moved + (f", {more['channel']}" if more else "")),
        life=Life(
            customer=Customer(customer_id="", opened_on=opened_on),
            holdings=tuple(
                () if amount == "none" else (held("demand_deposit", amount, opened_on=opened_on),)
                for amount in (before, before, tonight)
            ),
            transactions=bookings,
            fed=tuple(opened_on <= night for night in NIGHTS),
        ),
        expected=(state,),
    )


STATES = Rule(
    title="The state of a relationship",
    shows={
        "LIFE-01": None,
        "TAG-04": "a tag of its own; dormancy is a state of the lifecycle",
    },
    sentence=(
        "Lost without an open holding, or with a 30-day mean below 100 after one of at least "
        "10,000; new up to 90 days after the opening; dormant without an own transaction in 180 "
        "days; growing with a 30-day mean of at least 1.1 times the 90-day mean; else mature. The "
        "first that applies."
    ),
    given=("opened on", "balance on 1 April and 1 May", "balance on 12 June", "own transaction on"),
    expected=("lifecycle",),
    nights=NIGHTS,
    cases=(
        _story("2020-01-15", "5,000.00", "none", "–", "lost"),
        _story("2020-01-15", "5,000.00", "5,000.00", "2025-12-15", "mature"),
        _story("2020-01-15", "5,000.00", "5,000.00", "2025-12-14", "dormant"),
        _story("2020-01-15", "5,000.00", "5,000.00", "2026-06-12", "dormant", channel="auto"),
        _story("2020-01-15", "50.00", "50.00", "2026-06-12", "mature"),
        _story("2020-01-15", "0.00", "8,000.00", "2026-06-12", "growing"),
        _story("2026-03-14", "5,000.00", "5,000.00", "–", "new"),
        _story("2026-03-13", "5,000.00", "5,000.00", "–", "dormant"),
        _story("2026-06-12", "none", "none", "–", "lost"),
    ),
    read=columns("lifecycle"),
)


UNREAD = Rule(
    title="What nobody could read",
    sentence=(
        "A position that came and was set aside, with no earlier row to stand for it, is held all the same: "
        "its owner is not lost."
    ),
    given=("opened on", "a position was set aside"),
    expected=("lifecycle",),
    nights=NIGHTS,
    cases=tuple(
        Case(
            given=(opened, "yes" if unread else "no"),
            life=Life(
                customer=Customer(customer_id="", opened_on=dt.date.fromisoformat(opened)), unread=unread
            ),
            expected=(state,),
        )
        for opened, unread, state in (
            ("2020-01-15", True, "dormant"),
            ("2026-03-14", True, "new"),
            ("2026-03-14", False, "lost"),
        )
    ),
    read=columns("lifecycle"),
)


def _fall(balance: str, state: str) -> Case:
    emptied = tuple((held("demand_deposit", amount),) for amount in (balance, "0.00", "0.00"))
    return Case(
        given=(balance,),
        life=Life(holdings=emptied, transactions=(booked(dt.date(2026, 6, 12), "1.00"),)),
        expected=(state,),
    )


FALLEN = Rule(
    title="Lost with an open account",
    sentence=(
        "A mean of at least 10,000 on any earlier night is remembered: once the 30-day mean falls "
        "below 100 the customer is lost, though the account is open and in use; who never had as "
        "much is not."
    ),
    given=("balance on 1 April, nothing from 1 May on",),
    expected=("lifecycle",),
    nights=NIGHTS,
    cases=(_fall("10,000.00", "lost"), _fall("9,999.99", "mature")),
    read=columns("lifecycle"),
)

RULES = (STATES, UNREAD, FALLEN)
