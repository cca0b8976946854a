"""The marts of a real bank's nights against figures worked out from its raw feeds (see oracle.sql)."""

import duckdb
import pytest

from realbank.oracle import FEEDS, differences
from tilth.lake.store import Lake

pytestmark = pytest.mark.realbank
if not FEEDS.is_dir():
    pytest.skip(
        f"NO REAL BANK at {FEEDS}: set TILTH_REAL_BANK to the folder of its feeds", allow_module_level=True
    )

COLUMNS = {
    "positions": "aum, liabilities, deposit_balance, time_deposit_share, product_count, categories, familiar",
    "running means": "aum_avg_30, aum_avg_90, deposit_avg_30, deposit_avg_90",
    "tiers": "tier, next_tier_gap, tier_before",
    "flows": "inflow_30, outflow_30, account_activity",
    "lifecycle": "lifecycle, last_investment_on, under_served",
    "households": "household_id",
    "segments and cadence": "segment, segment_assumed, last_contact_on, next_contact_due_on, overdue_days",
}


def _count(bank: duckdb.DuckDBPyConnection, table: str) -> int:
    return len(bank.table(table))


def test_acceptance_takes_every_row_of_the_real_bank(
    bank: duckdb.DuckDBPyConnection, lake: Lake, quarantined: int
) -> None:
    nights = [night.business_date for night in lake.nights]
    assert [row[0] for row in bank.execute("select night from night order by night").fetchall()] == nights
    assert quarantined == 0


@pytest.mark.parametrize("columns", COLUMNS.values(), ids=COLUMNS.keys())
def test_every_customer_of_every_night(bank: duckdb.DuckDBPyConnection, columns: str) -> None:
    assert _count(bank, "customers") == _count(bank, "expected_customers") > 40_000
    assert differences(bank, "customers", f"customer_id, business_date, {columns}") == []


def test_every_event_of_every_night(bank: duckdb.DuckDBPyConnection) -> None:
    assert _count(bank, "expected_events") > 2_000
    assert differences(bank, "events", "business_date, customer_id, kind, subject, due_on, amount") == []


def test_the_kinds_that_this_bank_knows_occur(bank: duckdb.DuckDBPyConnection) -> None:
    kinds = {row[0] for row in bank.execute("select distinct kind from expected_events").fetchall()}
    dated = {"birthday", "account_anniversary", "loan_due", "retirement_talk"}
    happened = {"large_cash", "large_inflow", "large_outflow", "near_next_tier", "tier_up", "tier_down"}
    assert dated | happened | {"became_dormant"} <= kinds


def test_every_name_rank_and_reason_of_every_list(bank: duckdb.DuckDBPyConnection) -> None:
    columns = "rm_id, business_date, rank, customer_id, side, reasons, goal, deviation"
    assert differences(bank, "call_list", columns) == []


def test_who_is_on_no_list_and_why(bank: duckdb.DuckDBPyConnection) -> None:
    assert differences(bank, "exclusions", "rm_id, business_date, customer_id, cause, until") == []


def test_children_are_on_no_list(bank: duckdb.DuckDBPyConnection) -> None:
    found = bank.execute("select count(*) from exclusions where cause = 'suppressed'").fetchall()
    assert found == bank.execute("select count(*) from waiting where of_age_on > list_day(night)").fetchall()
    assert found[0][0] > 0


def test_books_add_up_to_the_customers(bank: duckdb.DuckDBPyConnection) -> None:
    bank.execute(
        "create table expected_book as select w.rm_id, w.night as business_date, count(*) as customers,"
        " exact(sum(w.aum)) as aum, count(*) filter (w.tier = 'personal') as tier_personal,"
        " count(*) filter (list_contains(w.categories, 'loan')) / count(*) as penetration_loan,"
        " sum(w.product_count) / count(*) as products_per_customer, least(20,"
        " count(*) filter (in_year(w.birth_date, 14) <= list_day(w.night))) as list_size"
        " from judged w group by all"
    )
    measures = "customers, aum, tier_personal, penetration_loan, products_per_customer, list_size"
    assert differences(bank, "book", f"rm_id, business_date, {measures}") == []


def test_branches_add_up_to_the_customers(bank: duckdb.DuckDBPyConnection) -> None:
    bank.execute(
        "create table expected_branch as select u.branch_id, u.night as business_date, u.parent_id,"
        " count(w.customer_id) as customers, exact(coalesce(sum(w.aum), 0)) as aum"
        " from unit u left join judged w using (night, branch_id) group by all"
    )
    assert differences(bank, "branch", "branch_id, business_date, parent_id, customers, aum") == []
