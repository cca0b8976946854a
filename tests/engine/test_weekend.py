"""A Friday, a Monday, a Tuesday: day events lose no weekend, crossings are told once, and bytes repeat."""

import json
from decimal import Decimal

import pytest

from engine.bank import Bank, day, moment

# what the module makes is made once: its tests stay with one worker
pytestmark = pytest.mark.xdist_group("weekend")

FRIDAY, MONDAY, TUESDAY = day("2026-02-27"), day("2026-03-02"), day("2026-03-03")


def _held(number, customer, product, balance, **more):
    return {"holding_id": number, "customer_id": customer, "product_id": product, "balance": balance} | more


def _moved(number, customer, holding, amount, at, **more):
    row = {"transaction_id": number, "customer_id": customer, "holding_id": holding, "amount": amount}
    return row | {"at": moment(at)} | more


def _banded(number, balance, **more):
    bands = {"cost": "1000", "take_profit": "0.20", "stop_loss": "-0.10"}
    return _held(number, "investor", "PF", balance, opened_on=day("2026-01-02")) | bands | more


CUSTOMERS = [
    {"customer_id": "leap", "birth_date": day("1984-02-29")},
    {"customer_id": "leap_43", "birth_date": day("1983-02-28")},
    {"customer_id": "lunar", "birth_date": day("1980-03-01"), "birth_calendar": "lunar"},
    {"customer_id": "lunar_today", "birth_date": day("1970-02-19"), "birth_calendar": "lunar"},
    {"customer_id": "climber"},
    {"customer_id": "faller"},
    {"customer_id": "nearly"},
    {"customer_id": "investor"},
    {"customer_id": "spender"},
    {"customer_id": "referrer", "opened_on": day("2025-11-30")},
    {"customer_id": "buyer"},
    {"customer_id": "quiet"},
    {"customer_id": "agreed", "opened_on": day("2026-02-08")},
    {"customer_id": "leaver"},
]
FRIDAYS = [
    _held("c", "climber", "PD", "99999.99"),
    _held("f", "faller", "PD", "1000000"),
    _held("n", "nearly", "PD", "89999.99"),
    _held("s", "spender", "PD", "250000"),
    _held("q", "quiet", "PT", "5000", opened_on=day("2025-09-01")),
    _held("l", "leaver", "PD", "10"),
    _banded("up", "1199.99"),
    _banded("down", "900.01"),
    _banded("still", "1300.00"),
    _held("pre", "buyer", "PW", "100", opened_on=day("2026-02-14")),
    _held("fund", "buyer", "PF", "110", opened_on=day("2025-11-30"), cost="100"),
]
MONDAYS = [
    _held("c", "climber", "PD", "100000"),
    _held("f", "faller", "PD", "999999.99"),
    _held("n", "nearly", "PD", "90000"),
    _held("s", "spender", "PD", "200000"),
    _held("q", "quiet", "PT", "5000", opened_on=day("2025-09-01")),
    _held("l", "leaver", "PD", "10", closed_on=MONDAY),
    _banded("up", "1200"),
    _banded("down", "900"),
    _banded("still", "1300.00"),
    _banded("new", "1500"),
    *FRIDAYS[-2:],
]


@pytest.fixture(scope="module")
def bank(tmp_path_factory):
    bank = Bank(tmp_path_factory.mktemp("bank"))
    agreed = [{"customer_id": "agreed", "days": 20}]
    bank.play(FRIDAY, customers=CUSTOMERS, holdings=FRIDAYS, cadence_agreements=agreed)
    moves = [
        _moved("1", "spender", "s", "-30000", "2026-03-01"),
        _moved("2", "spender", "s", "-20000", "2026-03-01", cash=True),
        _moved("3", "spender", "s", "60000", "2026-02-28", cash=True),
        _moved("4", "spender", "s", "90000", "2026-02-27"),
        _moved("5", "buyer", "pre", "50", "2026-02-15", kind="purchase"),
        _moved("6", "buyer", "pre", "50", "2026-02-13", kind="purchase"),
    ]
    bank.play(MONDAY, customers=CUSTOMERS, holdings=MONDAYS, transactions=moves, cadence_agreements=agreed)
    bank.play(TUESDAY, customers=CUSTOMERS, holdings=MONDAYS, cadence_agreements=agreed)
    return bank


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        ("take_profit", [("investor", "new", "2026-03-02"), ("investor", "up", "2026-03-02")]),
        ("stop_loss", [("investor", "down", "2026-03-02")]),
        ("tier_up", [("climber", "", "2026-03-02")]),
        ("tier_down", [("faller", "", "2026-03-02")]),
        ("near_next_tier", [("faller", "", "2026-03-02"), ("nearly", "", "2026-03-02")]),
        ("became_under_served", [("quiet", "", "2026-03-02")]),
        ("became_lost", [("leaver", "", "2026-03-02")]),
        ("became_dormant", []),
        ("large_outflow", [("spender", "", "2026-03-01")]),
        ("large_inflow", [("spender", "", "2026-02-28")]),
        ("large_cash", [("spender", "s", "2026-02-28")]),
        # The buyer's first investment was made on 30 November.
        ("referral_due", [("buyer", "", "2026-02-28"), ("referrer", "", "2026-02-28")]),
        ("retirement_talk", [("leap_43", "", "2026-02-28"), ("lunar", "", "2026-03-01")]),
        ("cadence_overdue", [("agreed", "", "2026-03-01"), ("referrer", "", "2026-03-01")]),
        # Three months old since 28 February; the investor's funds are too young.
        ("first_fund_in_profit", [("buyer", "fund", "2026-03-02")]),
        ("post_purchase_followup", [("buyer", "pre", "2026-02-28"), ("buyer", "pre", "2026-03-01")]),
        ("birthday", [("lunar", "", "2026-03-03"), ("lunar_today", "", "2026-03-02")]),
    ],
)
def test_events_of_a_monday(bank, kind, found):
    rows = bank.events(MONDAY, kind)
    assert [(r["customer_id"], r["subject"], r["due_on"].isoformat()) for r in rows] == found


def test_a_leap_day_birthday_falls_on_28_february(bank):
    rows = [row for row in bank.events(FRIDAY, "birthday") if row["customer_id"].startswith("leap")]
    assert [(row["customer_id"], row["due_on"]) for row in rows] == [
        ("leap", day("2026-02-28")),
        ("leap_43", day("2026-02-28")),
    ]


@pytest.mark.parametrize(
    "kind",
    [
        "take_profit",
        "stop_loss",
        "tier_up",
        "near_next_tier",
        "became_under_served",
        "became_lost",
        "first_fund_in_profit",
        "large_outflow",
        "cadence_overdue",
        "post_purchase_followup",
    ],
)
def test_what_was_told_on_monday_is_not_told_on_tuesday(bank, kind):
    assert bank.events(MONDAY, kind)
    assert bank.events(TUESDAY, kind) == []


def test_the_first_night_tells_no_crossings(bank):
    crossings = {"take_profit", "stop_loss", "tier_up", "tier_down", "near_next_tier", "became_lost"}
    assert not crossings & {row["kind"] for row in bank.mart("events", FRIDAY)}


def test_detail_of_a_crossing(bank):
    (row,) = (row for row in bank.events(MONDAY, "take_profit") if row["subject"] == "up")
    assert row["detail"] == '{"band":"0.20000000","product_id":"PF","return_bp":2000}'
    assert row["amount"] == Decimal("200.00")
    (row,) = bank.events(MONDAY, "stop_loss")
    assert json.loads(row["detail"])["return_bp"] == -1000


def test_detail_of_a_tier_change(bank):
    (row,) = bank.events(MONDAY, "tier_up")
    assert row["detail"] == '{"before":"general","tier":"personal"}'
    assert bank.customers(MONDAY)["climber"]["tier_before"] == "general"


def test_assets_before_a_flow_are_those_of_friday(bank):
    (row,) = bank.events(MONDAY, "large_outflow")
    assert (row["amount"], row["detail"]) == (Decimal("-50000.00"), '{"aum_before":"250000.00"}')


def test_weekend_days_carry_fridays_value(bank):
    row = bank.customers(MONDAY)["climber"]
    # Friday, Saturday, Sunday at 99,999.99 and Monday at 100,000.00.
    assert row["aum_avg_30"] == Decimal("99999.99")
    assert bank.customers(TUESDAY)["spender"]["aum_avg_90"] == Decimal("230000.00")


def test_late_transactions_count_on_their_own_day(bank):
    row = bank.customers(MONDAY)["spender"]
    assert (row["inflow_30"], row["outflow_30"]) == (Decimal("150000.00"), Decimal("-50000.00"))


def test_the_same_night_gives_the_same_bytes_whatever_the_threads(bank):
    night = bank.nights.pop()
    first = bank.compute(night, threads=1)
    before = bank.digests(night, first)
    bank.nights.pop()
    assert bank.digests(night, bank.compute(night, threads=2)) == before
