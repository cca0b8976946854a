"""The hand-written SQL on a bank of two dozen customers: figures worked out by hand."""

import datetime as dt
from decimal import Decimal

import pytest
from bench.compare import compare, night_of
from bench.night_sql import Dates

from bench_night.small_bank import FRIDAY, MONDAY, NIGHTS, THURSDAY, SmallLake
from tilth.lake.layout import Area
from tilth.ports import marts


def _events(lake: SmallLake, night: dt.date, customer: str) -> dict[tuple[str, str], str]:
    return {
        (row["kind"], row["due_on"].isoformat()): row["detail"]
        for row in lake.rows("events", night)
        if row["customer_id"] == customer
    }


def _causes(lake: SmallLake, night: dt.date) -> dict[str, tuple[str, dt.date | None]]:
    return {row["customer_id"]: (row["cause"], row["until"]) for row in lake.rows("exclusions", night)}


def test_every_mart_and_state_has_the_types_of_the_contract(nights: SmallLake) -> None:
    for night in NIGHTS:
        here = night_of(nights.root, night)
        assert compare(left=here, right=here) == []


def test_means_carry_the_last_value_over_the_weekend(nights: SmallLake, last: dt.date) -> None:
    row = nights.row("customers", last, customer_id="A")
    total = Decimal("99999.99") + 3 * Decimal(100_000) + Decimal(40_000)
    assert row["aum_avg_30"] == (total / 5).quantize(Decimal("0.01"))
    assert nights.row("carried", last, customer_id="A")["aum_sum_90"] == int(total * 100)


def test_tiers_begin_at_exactly_their_bound(nights: SmallLake) -> None:
    tiers = [nights.row("customers", night, customer_id="A")["tier"] for night in NIGHTS]
    assert tiers == ["general", "personal", "general"]
    assert nights.row("customers", THURSDAY, customer_id="A")["next_tier_gap"] == Decimal("0.01")
    assert ("tier_up", "2026-03-06") in _events(nights, FRIDAY, "A")
    assert _events(nights, MONDAY, "A")["tier_down", "2026-03-09"] == '{"before":"personal","tier":"general"}'


def test_foreign_balances_round_half_away_from_zero(nights: SmallLake) -> None:
    values = [nights.row("customers", night, customer_id="G")["deposit_balance"] for night in NIGHTS]
    assert values == [Decimal("-0.35"), Decimal("7003.85"), Decimal("7126.92")]


def test_a_large_flow_is_judged_against_the_assets_before_it(nights: SmallLake) -> None:
    friday, monday = _events(nights, FRIDAY, "D"), _events(nights, MONDAY, "A")
    assert friday["large_outflow", "2026-03-06"] == '{"aum_before":"100000.00"}'
    assert friday["large_cash", "2026-03-06"] == '{"count":1}'
    assert monday["large_outflow", "2026-03-07"] == '{"aum_before":"100000.00"}'
    assert ("large_cash", "2026-03-07") not in monday


def test_flows_leave_their_window_on_the_day(nights: SmallLake) -> None:
    inflows = [nights.row("customers", night, customer_id="D")["inflow_30"] for night in NIGHTS]
    assert inflows == [Decimal("0.00")] * 3
    assert nights.row("customers", MONDAY, customer_id="D")["outflow_30"] == Decimal("-60000.00")


def test_a_deposit_is_told_from_thirty_days_before(nights: SmallLake) -> None:
    assert ("deposit_maturing", "2026-04-08") in _events(nights, MONDAY, "D")
    assert ("deposit_maturing", "2026-04-09") not in _events(nights, MONDAY, "D")
    assert _events(nights, FRIDAY, "F")["loan_due", "2026-03-06"].startswith('{"category":"loan","days":0')


def test_bands_and_first_fund_are_told_once(nights: SmallLake) -> None:
    assert ("first_fund_in_profit", "2026-03-05") not in _events(nights, THURSDAY, "E")
    friday, monday = _events(nights, FRIDAY, "E"), _events(nights, MONDAY, "E")
    told = '{"band":"0.20000000","product_id":"FND","return_bp":2000}'
    assert friday["take_profit", "2026-03-06"] == told
    assert ("take_profit", "2026-03-09") not in monday
    assert monday["first_fund_in_profit", "2026-03-09"] == '{"product_id":"FND","return_bp":2500}'
    assert nights.row("carried", MONDAY, customer_id="E")["first_fund_told"]


def test_a_reason_that_a_person_closed_is_acted_on(nights: SmallLake) -> None:
    states = [
        {row["kind"]: row["state"] for row in nights.rows("reasons", night) if row["customer_id"] == "E"}
        for night in (FRIDAY, MONDAY)
    ]
    assert [found["take_profit"] for found in states] == ["open", "acted_on"]


@pytest.mark.parametrize(
    ("customer", "kind", "told", "states"),
    [
        ("B", "near_next_tier", FRIDAY, ["open", "lapsed"]),
        ("H", "first_fund_in_profit", THURSDAY, ["open", "lapsed", "lapsed"]),
        ("I", "became_lost", FRIDAY, ["open", "lapsed"]),
        ("J", "product_maturing", THURSDAY, ["open", "open", "lapsed"]),
    ],
)
def test_a_reason_ends_with_the_state_that_it_tells_of(
    nights: SmallLake, customer: str, kind: str, told: dt.date, states: list[str]
) -> None:
    rows = [nights.rows("reasons", night) for night in NIGHTS]
    found = [row for night in rows for row in night if (row["customer_id"], row["kind"]) == (customer, kind)]
    assert {row["told_on"] for row in found} == {told}
    assert [row["state"] for row in found] == states


@pytest.mark.parametrize(
    ("night", "customer", "kind", "due"),
    [
        (FRIDAY, "E", "birthday", "2026-03-08"),
        (MONDAY, "E", "retirement_talk", "2026-03-08"),
        (THURSDAY, "E", "risk_assessment_expiring", "2026-03-20"),
        (MONDAY, "F", "referral_due", "2026-03-08"),
        (MONDAY, "G", "post_purchase_followup", "2026-03-07"),
        (MONDAY, "E", "post_purchase_followup", "2026-03-08"),
    ],
)
def test_days_are_told(nights: SmallLake, night: dt.date, customer: str, kind: str, due: str) -> None:
    assert (kind, due) in _events(nights, night, customer)


def test_companies_have_anniversaries_but_no_birthdays(nights: SmallLake) -> None:
    assert _events(nights, THURSDAY, "K") == {("account_anniversary", "2026-03-10"): '{"years":2}'}


def test_a_lunar_birthday_follows_the_lunar_calendar(nights: SmallLake) -> None:
    assert _events(nights, FRIDAY, "G")["birthday", "2026-03-08"] == '{"calendar":"lunar"}'


def test_causes_and_the_day_they_lift(nights: SmallLake) -> None:
    capped = ("frequency_cap", dt.date(2026, 3, 10))
    assert _causes(nights, THURSDAY) == {
        "C": ("closed", None),
        "F": ("owner_inactive", None),
        "L": ("suppressed", dt.date(2026, 3, 8)),
        "M": ("suppressed", dt.date(2026, 3, 7)),
        "P": ("no_consent", dt.date(2026, 3, 8)),
        "T": ("contacted_recently", dt.date(2026, 3, 11)),
        "U": ("do_not_disturb", dt.date(2026, 5, 1)),
        "V": capped,
        "Y1": ("promised", dt.date(2026, 3, 7)),
        "Y3": ("promised", dt.date(2026, 3, 20)),
        "Y4": ("no_number", None),
        **dict.fromkeys(("X1", "X2", "X3", "X4", "X5"), capped),
    }
    assert _causes(nights, FRIDAY)["O"] == ("no_consent", None)
    assert _causes(nights, FRIDAY)["Y2"] == ("same_number", None)
    assert _causes(nights, MONDAY)["Q"] == ("unsuitable_time", dt.date(2026, 3, 13))


def test_a_household_reaches_four_ties_far(nights: SmallLake) -> None:
    found = {row["customer_id"]: row["household_id"] for row in nights.rows("customers", MONDAY)}
    family = dict.fromkeys(("X1", "X2", "X3", "X4", "X5"), "X1")
    assert {key: value for key, value in found.items() if value} == {**family, "X6": "X2"}


def test_a_customer_handed_over_counts_at_the_new_manager(nights: SmallLake) -> None:
    found = {row["customer_id"]: (row["rm_id"], row["branch_id"]) for row in nights.rows("customers", MONDAY)}
    assert (found["S"], found["A"]) == (("R", "H"), ("R", "B"))


def test_lists_begin_with_dated_customers_then_unfamiliar_then_familiar(nights: SmallLake) -> None:
    rows = [row for row in nights.rows("call_list", THURSDAY) if row["rm_id"] == "R"]
    assert [(row["rank"], row["customer_id"], row["side"]) for row in rows] == [
        (1, "E", "familiar"),
        *((place, name, "unfamiliar") for place, name in enumerate("AKOQS", start=2)),
        (7, "X6", "unfamiliar"),
    ]
    assert rows[0]["reasons"] == ["birthday", "risk_assessment_expiring"]
    assert [row["deviation"] for row in rows] == [6, *[7] * 6]
    assert {row["reasons"][-1] for row in rows[1:]} == {"top_aum"}


def test_a_list_of_friday_is_for_monday(nights: SmallLake) -> None:
    found = {row["customer_id"]: row for row in nights.rows("call_list", FRIDAY)}
    assert {"L", "M", "P"} <= found.keys()  # a child, a mourner and a refusal until the weekend
    assert found["E"]["reasons"][-1] == "top_aum"  # a birthday on Sunday comes too late to decide
    assert [found[key]["rank"] for key in ("Y1", "D", "G")] == [1, 2, 3]
    assert found["Y1"]["reasons"] == ["promise"]  # for Saturday


def test_books_and_branches_add_up(nights: SmallLake, last: dt.date) -> None:
    books = nights.rows("book", last)
    assert [(row["rm_id"], row["customers"], row["list_size"]) for row in books] == [
        ("R", 17, 13),
        ("W", 7, 3),
    ]
    branches = {row["branch_id"]: row for row in nights.rows("branch", last)}
    assert (branches["B"]["customers"], branches["H"]["customers"]) == (29, 1)
    assert branches["H"]["list_size"] == 3
    assert branches["B"]["aum"] == sum(row["aum"] for row in nights.rows("customers", last))


def test_leaving_days_take_the_value_of_the_last_feed_before_them() -> None:
    first, day = dt.date(2026, 1, 2), dt.date(2026, 2, 9)
    earlier = (first, dt.date(2026, 1, 5), dt.date(2026, 1, 9), dt.date(2026, 2, 6))
    edges = Dates(day=day, earlier=earlier).edges()
    assert edges == {dt.date(2026, 1, 5): (1, 0), dt.date(2026, 1, 9): (2, 0)}


def test_a_changed_value_is_reported_with_its_key(nights: SmallLake, last: dt.date) -> None:
    left, right = night_of(nights.root, FRIDAY), night_of(nights.root, last)
    found = {(each.table, each.column) for each in compare(left=left, right=right, tables=[marts.CUSTOMERS])}
    assert {("customers", "aum"), ("customers", "tier"), ("customers", "business_date")} <= found
    assert nights.path(Area.MARTS, "customers", last).exists()
