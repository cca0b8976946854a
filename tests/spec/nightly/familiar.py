"""Familiar and under-served: two questions with two product sets (SEG-02, KPI-08, TRAP-03)."""

import datetime as dt

from spec.nightly.table import LONG_AGO, Case, Life, Rule, booked, columns, day, held


def _bought(product: str, on: str, closed: str, *expected: str, more: str = "–") -> Case:
    opened, ended, added = day(on), day(closed), day(more)
    assert opened is not None
    bookings = (booked(added, "100.00", product, kind="purchase"),) if added else ()
    holding = held(product, "0.00" if ended else "5,000.00", opened_on=opened, closed_on=ended)
    return Case(
        given=(product, on, closed, more),
        life=Life(holdings=((holding,),), transactions=bookings),
        expected=expected,
    )


BOTH = Rule(
    title="Familiar and under-served are different questions",
    shows={"SEG-02": None, "KPI-08": None, "TRAP-03": None},
    sentence=(
        "Familiar is who holds a fund, insurance or wealth product today (SEG-02); under-served "
        "is who bought no investment, time deposits included, within six months (KPI-08): a "
        "three-month-old time deposit alone makes an unfamiliar customer who is well served "
        "(TRAP-03)."
    ),
    given=("only product", "opened on", "closed on", "bought more on"),
    expected=("familiar", "last_investment_on", "under_served"),
    cases=(
        _bought("time_deposit", "2026-03-12", "–", "no", "2026-03-12", "no"),
        _bought("time_deposit", "2025-12-13", "–", "no", "2025-12-13", "no"),
        _bought("time_deposit", "2025-12-12", "–", "no", "2025-12-12", "yes"),
        _bought("fund", "2024-01-10", "–", "yes", "2024-01-10", "yes"),
        _bought("fund", "2024-01-10", "–", "yes", "2026-06-12", "no", more="2026-06-12"),
        _bought("fund", "2026-05-04", "2026-06-12", "no", "2026-05-04", "no"),
        _bought("fund", "2026-05-04", "2026-06-13", "yes", "2026-05-04", "no"),
        _bought("insurance", "2025-12-13", "–", "yes", "2025-12-13", "no"),
        _bought("wealth_product", "2025-12-12", "–", "yes", "2025-12-12", "yes"),
        _bought("bond", "2026-06-01", "–", "no", "2026-06-01", "no"),
        _bought("demand_deposit", "2026-06-01", "–", "no", "–", "yes"),
        _bought("fx_deposit", "2026-06-01", "–", "no", "–", "yes"),
    ),
    read=columns("familiar", "last_investment_on", "under_served"),
)


def _clipped(on: str, *expected: str) -> Case:
    opened = day(on) or LONG_AGO
    return Case(
        given=(on,), life=Life(holdings=((held("bond", "1.00", opened_on=opened),),)), expected=expected
    )


CLIPPED = Rule(
    title="Six months before a month's end",
    shows={"KPI-08": None},
    sentence=(
        "Months are calendar months with the day clipped to the month's end: six months before 31 "
        "August 2026 is 28 February 2026, and a purchase on that day no longer counts."
    ),
    given=("bond bought on",),
    expected=("under_served",),
    nights=(dt.date(2026, 8, 31),),
    cases=(_clipped("2026-03-01", "no"), _clipped("2026-02-28", "yes")),
    read=columns("under_served"),
)

RULES = (BOTH, CLIPPED)
