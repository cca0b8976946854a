"""Events of money: large flows, cash, and what changed since the night before."""

from typing import Any

from spec.nightly.event_rows import HEADER, NIGHTS, NOTHING, read
from spec.nightly.table import Case, Life, Rule, booked, day, held


def _flow(assets: str, on: str, amount: str, how: str, *expected: str) -> Case:
    more: dict[str, Any] = {"cash": how == "cash", "channel": "auto" if how == "automatic" else "counter"}
    account = (held("demand_deposit", assets),)
    moved = day(on)
    assert moved is not None
    return Case(
        given=(assets, on, amount, how),
        life=Life(holdings=(account,), transactions=(booked(moved, amount, **more),)),
        expected=expected or NOTHING,
    )


FLOWS = Rule(
    title="Large flows and cash",
    shows={
        "IDN-04": "loss reports, frequent transactions, and an alert within the day",
        "LIFE-07": None,
    },
    sentence=(
        "A day's net flow that the customer initiated is large from 50,000 on if it is also at "
        "least 20 % of the assets of the night before; a cash transaction is large from 50,000 "
        "on, whatever the assets."
    ),
    given=("assets on Friday", "moved on", "amount", "how"),
    expected=HEADER,
    nights=NIGHTS,
    cases=(
        _flow("250,000.00", "2026-06-13", "50,000.00", "transfer", "large_inflow", "2026-06-13", "50,000.00",
              "aum_before 250000.00"),
        _flow("250,000.01", "2026-06-13", "50,000.00", "transfer"),
        _flow("1,000.00", "2026-06-15", "49,999.99", "transfer"),
        _flow("1,000.00", "2026-06-15", "-50,000.00", "transfer", "large_outflow", "2026-06-15", "-50,000.00",
              "aum_before 1000.00"),
        _flow("1,000.00", "2026-06-12", "50,000.00", "transfer"),
        _flow("1,000.00", "2026-06-15", "50,000.00", "automatic"),
        _flow("1,000,000.00", "2026-06-15", "-50,000.00", "cash", "large_cash", "2026-06-15", "50,000.00",
              "count 1"),
        _flow("1,000,000.00", "2026-06-15", "49,999.99", "cash"),
    ),
    read=read,
)  # fmt: skip


def _assets(before: str, tonight: str, *expected: str) -> Case:
    return Case(
        given=(before, tonight),
        life=Life(
            holdings=tuple(
                (held("demand_deposit", amount),) if amount != "none" else () for amount in (before, tonight)
            ),
            transactions=(),
        ),
        expected=expected or NOTHING,
    )


CHANGES = Rule(
    title="What changed since the night before",
    shows={"TIER-15": None},
    sentence=(
        "Tier changes, coming within 10 % of the next floor and turning lost tell on the night on "
        "which they happen, and not again."
    ),
    given=("assets on Friday", "assets on Monday"),
    expected=HEADER,
    nights=NIGHTS,
    cases=(
        _assets("50,000.00", "100,000.00", "tier_up", "2026-06-15", "–", "before general, tier personal"),
        _assets("100,000.00", "99,999.99", "near_next_tier; tier_down", "2026-06-15; 2026-06-15", "0.01; –",
                "next personal; before personal, tier general"),
        _assets("89,999.99", "90,000.00", "near_next_tier", "2026-06-15", "10,000.00", "next personal"),
        _assets("90,000.00", "95,000.00"),
        _assets("50,000.00", "89,999.99"),
        _assets("8,000,000.00", "9,000,000.00"),
        _assets("500.00", "none", "became_lost", "2026-06-15", "–", "–"),
        _assets("none", "none"),
    ),
    read=read,
)  # fmt: skip


RULES = (FLOWS, CHANGES)
