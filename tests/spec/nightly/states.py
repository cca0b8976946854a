"""States and happenings: a reason that tells of a state ends with it, what happened stays open (LIST-14)."""

import datetime as dt
from decimal import Decimal
from typing import Any

from reference.inputs import Customer, Holding
from spec.nightly.event_rows import FRIDAY, MONDAY
from spec.nightly.table import LONG_AGO, Case, Life, Marts, Rule, held
from tilth.policy.vocabulary import EVENT_KINDS

TUESDAY, WEDNESDAY = dt.date(2026, 6, 16), dt.date(2026, 6, 17)
Nights = tuple[tuple[Holding, ...], ...]


def _read(marts: Marts, customer_id: str) -> tuple[str, ...]:
    rows = [
        row for row in marts["reasons"] if row["customer_id"] == customer_id and row["kind"] in EVENT_KINDS
    ]
    found = [f"{row['kind']} {row['due_on']} {row['state']}" for row in rows]
    return (", ".join(found) or "–",)


def _case(kind: str, what: str, *expected: str, holdings: Nights = ((),), **more: Any) -> Case:
    """Return a customer of whom these reasons of one kind are left, each told by its day and state."""
    return Case(
        given=(kind, what),
        life=Life(
            customer=Customer(customer_id="", opened_on=LONG_AGO, rm_id="M1"), holdings=holdings, **more
        ),
        expected=(", ".join(f"{kind} {one}" for one in expected),),
    )


def _lies(*amounts: str) -> Nights:
    """Return what lies on demand night by night; – for no account."""
    return tuple((held("demand_deposit", one),) if one != "–" else () for one in amounts)


def _beside(*holdings: Holding | None) -> Nights:
    """Return what is held night by night, none where it is gone, beside an account that stays."""
    account = held("demand_deposit", "1.00")
    return tuple((account, one) if one else (account,) for one in holdings)


def _fund(*amounts: str) -> Nights:
    """Return the first fund of all, bought for 100.00; – for sold."""
    bought = {"opened_on": dt.date(2026, 1, 15), "cost": Decimal(100)}
    return _beside(*(None if one == "–" else held("fund", one, **bought) for one in amounts))


def _bond(*days: int) -> Nights:
    """Return a bond that is due on a day of June; 0 for sold."""
    return _beside(*(held("bond", "5.00", matures_on=dt.date(2026, 6, one)) if one else None for one in days))


def _band(*amounts: str) -> Nights:
    """Return gold with an upper band of a fifth, bought for 100.00."""
    band = {"cost": Decimal(100), "take_profit": Decimal("0.20")}
    return _beside(*(held("precious_metal", one, **band) for one in amounts))


def _money(kind: str, amounts: str, *expected: str) -> Case:
    made = {_FIRST: _fund, _TAKE: _band}.get(kind, _lies)
    return _case(kind, amounts, *expected, holdings=made(*amounts.split(" | ")))


def _due(what: str, days: tuple[int, ...], *expected: str) -> Case:
    return _case("product_maturing", what, *expected, holdings=_bond(*days))


def _assessed(what: str, days: tuple[str, ...], *expected: str) -> Case:
    known = tuple(dt.date.fromisoformat(one) for one in days)
    return _case("risk_assessment_expiring", what, *expected, assessed=known)


def _rule(title: str, sentence: str, nights: tuple[dt.date, ...], *cases: Case) -> Rule:
    return Rule(
        title=title,
        sentence=sentence,
        given=("kind", "what there is, night by night; – for nothing"),
        expected=("reasons",),
        cases=cases,
        read=_read,
        nights=nights,
    )


_NEAR, _FIRST, _LOST, _TAKE = "near_next_tier", "first_fund_in_profit", "became_lost", "take_profit"
_GONE, _STAYS = "2026-06-15 lapsed", "2026-06-15 open"

STATES = _rule(
    "A reason ends with the state that it tells of",
    "Being near a tier, the first fund in profit, an assessment that expires and a lost customer are states: "
    "the reason lapses in the night that finds them otherwise. So does an event whose day is still to come "
    "and that is told no more. What happened on a day, as a band that was reached, stays open whatever came "
    "after it.",
    (FRIDAY, MONDAY, TUESDAY),
    _money(_NEAR, "80,000.00 | 95,000.00 | 91,000.00", _STAYS),
    _money(_NEAR, "80,000.00 | 95,000.00 | 100,000.00", _GONE),
    _money(_NEAR, "80,000.00 | 95,000.00 | 89,999.99", _GONE),
    _money(_NEAR, "80,000.00 | 95,000.00 | 950,000.00", _GONE),
    _money(_FIRST, "99.00 | 101.00 | 100.01", _STAYS),
    _money(_FIRST, "99.00 | 101.00 | 100.00", _GONE),
    _money(_FIRST, "99.00 | 101.00 | –", _GONE),
    _money(_LOST, "1.00 | – | –", _STAYS),
    _money(_LOST, "1.00 | – | 1.00", _GONE),
    _money(_TAKE, "100.00 | 120.00 | 100.00", _STAYS),
    _due("due on 30 June", (30,), "2026-06-30 open"),
    _due("due on 30 June, sold on Tuesday", (30, 30, 0), "2026-06-30 lapsed"),
    _due("due on 30 June, on Tuesday: 29 June", (30, 30, 29), "2026-06-29 open", "2026-06-30 lapsed"),
    _due("due on 15 June, then gone", (15, 15, 0), _STAYS),
    _assessed("assessed on 2025-06-20", ("2025-06-20",), "2026-06-20 open"),
    _assessed(
        "assessed on 2025-06-20, anew on Tuesday",
        ("2025-06-20", "2025-06-20", "2026-06-16"),
        "2026-06-20 lapsed",
    ),
    _assessed("assessed on 2025-06-15", ("2025-06-15",), _STAYS),
    _assessed("assessed on 2025-06-15, anew on Tuesday", ("2025-06-15", "2025-06-15", "2026-06-16"), _GONE),
)
AGAIN = _rule(
    "A state that comes back",
    "A reason that ended stays so: who comes near a tier or is lost again gives another event, and the first "
    "fund is told once. A day to come that is told again is open again.",
    (FRIDAY, MONDAY, TUESDAY, WEDNESDAY),
    _money(_NEAR, "80,000.00 | 95,000.00 | 80,000.00 | 95,000.00", _GONE, "2026-06-17 open"),
    _money(_FIRST, "99.00 | 101.00 | 99.00 | 101.00", _GONE),
    _money(_LOST, "1.00 | – | 1.00 | –", _GONE, "2026-06-17 open"),
    _due("due on 30 June, missing on Tuesday", (30, 30, 0, 30), "2026-06-30 open"),
)

RULES = (STATES, AGAIN)
