"""Tier distance, held against the night: the amount that the solver names lifts on its day (TIER-15)."""

import datetime as dt
from decimal import Decimal

from spec.nightly.table import LONG_AGO, Case, Customer, Life, Rule, changed, columns, held
from tilth.policy import tier_distance
from tilth.policy.tier_distance import Track
from tilth.policy.working_days import is_working_day

NIGHTS = tuple(dt.date(2026, 6, day) for day in (8, 9, 10, 11, 12, 15, 16))
TONIGHT, ARRIVES = 2, 3
"""The places of the night that is asked, a Wednesday, and of the day on which the deposit comes."""
BEFORE = ("40,000.00", "70,000.00", "55,000.00")
"""What lay at the bank on the first three nights."""
FLOOR = 100_000_00
CENT = Decimal("0.01")


def _cents(text: str) -> int:
    return int(Decimal(text.replace(",", "")) / CENT)


def _solved(end: int) -> Decimal:
    """Return the deposit of Thursday that the night of `end` finds to be enough."""
    track = Track(night=NIGHTS[TONIGHT], window=30, counted=tuple(map(_cents, BEFORE)))
    length = (NIGHTS[end] - NIGHTS[ARRIVES]).days + 1
    found = tier_distance.rise(track, FLOOR, NIGHTS[ARRIVES], (length,), is_working_day)
    assert [one.reached_on for one in found.spans] == [NIGHTS[end]]
    return found.spans[0].amount * CENT


def _case(end: int, less: Decimal, *expected: str) -> Case:
    amount = _solved(end) - less
    lying = [held("demand_deposit", text) for text in BEFORE]
    lying += [lying[-1]] * (end + 1 - len(lying))
    deposit = held("time_deposit", f"{amount:,.2f}")
    nights = tuple((one, deposit) if place >= ARRIVES else (one,) for place, one in enumerate(lying))
    customer = Customer(customer_id="", opened_on=LONG_AGO)
    life = Life(customer=customer, holdings=nights)
    return Case(given=(f"{amount:,.2f}",), life=life, expected=expected)


def _rule(end: int, title: str, *expected: tuple[str, str, str]) -> Rule:
    return Rule(
        title=title,
        shows={"TIER-15": None},
        sentence=(
            "Where a running mean tiers, the page says how much more, from which day on, lifts into the next "
            "tier on which day. Here 40,000.00, 70,000.00 and 55,000.00 lay at the bank on the first three "
            f"nights, from Monday on; what comes on Thursday, and lies until {NIGHTS[end]:%A}, is enough to "
            "the cent, and one cent less is not. Saturday and Sunday count as Friday."
        ),
        given=("deposit of Thursday",),
        expected=("tier the night before", "aum_avg_30", "tier"),
        nights=NIGHTS[: end + 1],
        cases=tuple(_case(end, CENT * number, *row) for number, row in enumerate(expected)),
        read=columns("tier_before", "aum_avg_30", "tier"),
        book=changed(tiers={"basis": "aum_avg_30"}),
    )


FRIDAY = _rule(
    4,
    "A tier by money and days: until Friday",
    ("general", "100,000.00", "personal"),
    ("general", "99,999.99", "general"),
)
TUESDAY = _rule(
    6,
    "A tier by money and days: over the weekend",
    ("general", "100,000.00", "personal"),
    ("general", "99,999.99", "general"),
)

RULES = (FRIDAY, TUESDAY)
