"""A holding on rows of several customers is a joint account: each row is its owner's (A23)."""

from decimal import Decimal
from pathlib import Path

import pytest

from feed.samples import Outcome, Row
from feed.test_feed_history import Change, night

Rows = dict[str, list[Row]]
FIVE = ("C02", "C03", "C04", "C05", "C06")
"""H01 is of C02; each of the others gets a row of it."""


def joint(rows: Rows) -> None:
    """Make H01 the account of five."""
    rows["holdings"] += [rows["holdings"][0] | {"customer_id": owner} for owner in FIVE[1:]]


def owners(outcome: Outcome, holding: str = "H01") -> tuple[str, ...]:
    return tuple(row["customer_id"] for row in outcome.tables["holdings"] if row["holding_id"] == holding)


def codes(outcome: Outcome) -> list[str]:
    return [one.code for one in outcome.accepted.findings]


def of(owner: str, **changes: str) -> Change:
    """Bend one owner's row of the account of five."""

    def change(rows: Rows) -> None:
        joint(rows)
        (row,) = [
            one for one in rows["holdings"] if (one["holding_id"], one["customer_id"]) == ("H01", owner)
        ]
        row.update(changes)

    return change


def test_an_account_of_five_is_taken_and_each_owner_may_book_on_it(tmp_path: Path) -> None:
    def booked(rows: Rows) -> None:
        joint(rows)
        rows["transactions"][0]["customer_id"] = "C06"  # T01 moves H01
        rows["transactions"][1]["customer_id"] = "C06"  # T02 moves H02, of C03 alone

    outcome = night(tmp_path, 0, booked)
    assert (owners(outcome), outcome.quarantine) == (FIVE, [])
    (told,) = outcome.accepted.findings
    assert (told.code, told.values["rows"]) == ("seems_booking_of_another", 1)
    assert night(tmp_path, 1, joint).accepted.findings == ()


@pytest.mark.parametrize("changes", [{"balance": "2.00"}, {"product_id": "P1", "matures_on": ""}], ids=str)
def test_owners_who_tell_of_different_accounts_are_set_aside(tmp_path: Path, changes: dict[str, str]) -> None:
    outcome = night(tmp_path, 0, of("C04", **changes))
    assert owners(outcome) == ()
    told = [
        (one["table"], one["column"], one["code"]) for one in outcome.quarantine if one["table"] == "holdings"
    ]
    assert told == [("holdings", "holding_id", "owners_disagree")] * 5


def test_who_owns_it_no_more_may_tell_of_another_balance(tmp_path: Path) -> None:
    outcome = night(tmp_path, 0, of("C04", balance="0.00", closed_on="2026-11-19"))
    assert (owners(outcome), outcome.quarantine) == (FIVE, [])


def test_the_same_row_twice_is_one_owner(tmp_path: Path) -> None:
    def twice(rows: Rows) -> None:
        joint(rows)
        rows["holdings"].append(dict(rows["holdings"][-1]))

    outcome = night(tmp_path, 0, twice)
    assert (owners(outcome), codes(outcome)) == (FIVE, ["repeated_rows"])


def test_an_owner_who_comes_or_goes_is_told(tmp_path: Path) -> None:
    night(tmp_path, 0, joint)
    fewer = night(tmp_path, 1)
    assert codes(fewer) == ["holdings_vanished"]
    assert fewer.accepted.findings[0].values["rows"] == 4
    assert str(fewer.accepted.findings[0]).endswith(": H01.")
    more = night(tmp_path, 2, joint)
    assert codes(more) == ["seems_holding_changed"]
    assert more.accepted.findings[0].values["rows"] == 4


def test_an_owner_whose_row_is_set_aside_stands_alone(tmp_path: Path) -> None:
    before = night(tmp_path, 0, joint)
    after = night(tmp_path, 1, of("C04", currency="XXX"))
    assert owners(after) == FIVE
    assert after.tables["holdings"] == before.tables["holdings"]
    (told,) = (one for one in after.accepted.findings if one.code == "rows_stand")
    assert told.values["rows"] == 1


def test_a_row_that_stands_says_of_the_account_what_a_co_owner_says_tonight(tmp_path: Path) -> None:
    def changed(rows: Rows) -> None:
        joint(rows)
        for row in rows["holdings"]:
            if row["holding_id"] == "H01":
                row.update({"currency": "XXX"} if row["customer_id"] == "C04" else {"balance": "7.00"})

    night(tmp_path, 0, joint)
    after = night(tmp_path, 1, changed)
    assert owners(after) == FIVE
    assert {row["balance"] for row in after.tables["holdings"] if row["holding_id"] == "H01"} == {
        Decimal("7.00")
    }


def test_the_row_of_nobody_goes_by_itself(tmp_path: Path) -> None:
    def strange(rows: Rows) -> None:
        joint(rows)
        rows["holdings"].append(rows["holdings"][0] | {"customer_id": "C99", "balance": "2.00"})

    outcome = night(tmp_path, 0, strange)
    assert owners(outcome) == FIVE
    assert [one["code"] for one in outcome.quarantine] == ["unknown_reference"]


def test_who_left_an_account_long_ago_may_tell_of_another_product(tmp_path: Path) -> None:
    outcome = night(tmp_path, 0, of("C04", product_id="P1", matures_on="", closed_on="2026-11-19"))
    assert (owners(outcome), outcome.quarantine) == (FIVE, [])
