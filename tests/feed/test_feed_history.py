"""Tonight against the nights before: what is gone is reported, a jump is refused unless overridden."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from feed.samples import D, Feed, Outcome, Row, take
from support import keys
from tilth.connectors.core_banking import acceptance
from tilth.kernel.errors import Refused
from tilth.lake.layout import Area
from tilth.lake.ledger import Night
from tilth.lake.store import Lake

Change = Callable[[dict[str, list[Row]]], None]


def feed_of(root: Path, day: int, change: Change | None = None, *, override: bool = False) -> Feed:
    """Write the feed of the n-th day after D."""
    feed = Feed(root, day=D + dt.timedelta(days=day), form="parquet", override=override)
    if change:
        change(feed.rows)
    for n, row in enumerate(feed.rows["transactions"]):
        row["transaction_id"] = f"T{day}-{n}"
        row["at"] = f"{feed.day}T09:00:00"
    feed.write()
    return feed


def night(
    root: Path, day: int, change: Change | None = None, *, keep: bool = True, override: bool = False
) -> Outcome:
    """Take the feed of the n-th day after D."""
    return take(feed_of(root, day, change, override=override), root, keep=keep)


def nights(root: Path, count: int, change: Change) -> None:
    """Take several nights in one commit."""
    with Lake(root).draft() as draft:
        for day in range(count):
            feed = feed_of(root, day, change)
            accepted = acceptance.accept(feed.folder, bank=feed.bank, draft=draft, ring=keys.RING)
            draft.record(Night(business_date=feed.day, feed_digest=accepted.digest, playbook_version="1"))
        draft.commit()


def many(count: int, **changes: str) -> Change:
    """Deliver `count` holdings and customers."""

    def change(rows: dict[str, list[Row]]) -> None:
        customer, holding = rows["customers"][2], rows["holdings"][2]
        plain = {"id_number": "", "mobile": ""}
        rows["relations"], rows["transactions"] = [], []
        rows["customers"] = [
            customer | plain | {"customer_id": f"C{n:05d}", "branch_id": f"B{n % 2}"} for n in range(count)
        ]
        rows["holdings"] = [
            holding | {"holding_id": f"H{n:05d}", "customer_id": f"C{n:05d}"} | changes for n in range(count)
        ]

    return change


@pytest.fixture(scope="module")
def five_nights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("five")
    nights(root, 5, many(1_200))
    return root


def test_rows_missing_tonight_are_reported_and_vanished_holdings_counted(tmp_path: Path) -> None:
    night(tmp_path, 0, lambda rows: rows["holdings"][22].update(closed_on="2026-11-01"))

    def change(rows: dict[str, list[Row]]) -> None:
        del rows["customers"][11]
        rows["holdings"] = [
            row
            for row in rows["holdings"]
            if row["customer_id"] != "C12" and row["holding_id"] not in ("H20", "H23")
        ]
        rows["transactions"] = []
        del rows["staff"][2]

    findings = night(tmp_path, 1, change).accepted.findings
    assert findings == (
        "staff: 1 rows of 2026-11-20 are missing tonight: S2.",
        "customers: 1 rows of 2026-11-20 are missing tonight: C12.",
        "holdings: data error: 2 vanished without closed_on: H20, H11.",
    )


def test_quarantined_row_is_not_called_missing(tmp_path: Path) -> None:
    night(tmp_path, 0)
    outcome = night(tmp_path, 1, lambda rows: rows["holdings"][19].update(currency="XXQ"))
    assert [line["code"] for line in outcome.quarantine] == ["unknown_currency"]
    assert not any("vanished" in finding for finding in outcome.accepted.findings)


def test_rate_of_an_earlier_night_serves_a_currency(tmp_path: Path) -> None:
    night(tmp_path, 0)
    later = night(tmp_path, 1, lambda rows: rows.pop("fx_rates"))
    assert later.quarantine == []
    assert later.tables["fx_rates"] == []
    first = tmp_path / "first"
    first.mkdir()
    outcome = night(first, 0, lambda rows: rows.pop("fx_rates"))
    usd = {row["holding_id"] for row in later.tables["holdings"] if row["currency"] == "USD"}
    codes = {(line["table"], line["code"]) for line in outcome.quarantine}
    assert codes == {("holdings", "currency_without_rate"), ("transactions", "reference_quarantined")}
    assert {row["holding_id"] for row in outcome.tables["holdings"]} & usd == set()
    assert not {row["holding_id"] for row in outcome.tables["transactions"]} & usd


def bookings(root: Path, night: int, rows: list[Row]) -> Outcome:
    """Take a feed of the n-th day after D with these bookings besides its own."""
    feed = feed_of(root, night)
    feed.rows["transactions"] += rows
    feed.write()
    return take(feed, root, keep=True)


def test_a_booking_counts_once_in_whichever_night_it_comes_again(tmp_path: Path) -> None:
    first = bookings(tmp_path, 0, [])
    old = [dict(row) for row in feed_of(tmp_path, 0).rows["transactions"]]
    own = first.count("transactions").accepted
    for later in (1, 4, 5):  # the next night, and nights that begin after others
        outcome = bookings(tmp_path, later, old)
        counted = outcome.count("transactions")
        assert (counted.accepted, counted.quarantined, counted.read) == (own, 0, 2 * own)
        assert any("8 were delivered on 2026-11-20 too" in finding for finding in outcome.accepted.findings)


def test_a_number_that_comes_again_for_another_booking_is_counted_and_told(tmp_path: Path) -> None:
    bookings(tmp_path, 0, [])
    other = [row | {"amount": "77.00"} for row in feed_of(tmp_path, 0).rows["transactions"][:2]]
    outcome = bookings(tmp_path, 1, other)
    assert outcome.count("transactions").accepted == outcome.count("transactions").read
    assert any("2 have a number that was delivered on 2026-11-20" in one for one in outcome.accepted.findings)


def test_a_booking_twice_in_one_file_is_taken_once(tmp_path: Path) -> None:
    row = feed_of(tmp_path, 0).rows["transactions"][0]
    outcome = bookings(tmp_path, 0, [dict(row), dict(row)])
    counted = outcome.count("transactions")
    assert (counted.read - counted.accepted, counted.quarantined) == (2, 0)


@pytest.mark.parametrize("count", [700, 1_700])
def test_jump_in_rows_is_refused_after_five_nights(five_nights: Path, count: int) -> None:
    with pytest.raises(
        Refused, match=r"customers.parquet: .* rows against 1,200 .* more than 30%: .*override"
    ):
        night(five_nights, 5, many(count), keep=False)


def test_jump_passes_when_a_person_overrides(five_nights: Path) -> None:
    outcome = night(five_nights, 5, many(700), keep=False, override=True)
    assert outcome.count("customers").accepted == 700


def test_usual_number_of_rows_passes(five_nights: Path) -> None:
    assert night(five_nights, 5, many(1_300), keep=False).count("holdings").accepted == 1_300


def test_jump_before_five_nights_passes(tmp_path: Path) -> None:
    nights(tmp_path, 4, many(300))
    assert night(tmp_path, 4, many(900)).count("holdings").accepted == 900


@pytest.mark.parametrize(("balance", "passes"), [("3270.00", True), ("3400.00", False), ("2600.00", False)])
def test_sum_of_balances_may_move_by_a_tenth(five_nights: Path, balance: str, passes: bool) -> None:  # noqa: FBT001
    if passes:
        assert (
            night(five_nights, 5, many(1_200, balance=balance), keep=False).count("holdings").accepted
            == 1_200
        )
    else:
        with pytest.raises(Refused, match=r"holdings.parquet, column balance: CNY .* more than 10%"):
            night(five_nights, 5, many(1_200, balance=balance), keep=False)


def test_rise_of_empty_cells_is_refused(five_nights: Path) -> None:
    def change(rows: dict[str, list[Row]]) -> None:
        many(1_200)(rows)
        for row in rows["customers"][:72]:
            row["rm_id"] = ""

    with pytest.raises(Refused, match=r"customers.parquet, column rm_id: 6.0% empty against 0.0%"):
        night(five_nights, 5, change, keep=False)


def test_all_rows_in_one_branch_are_refused(five_nights: Path) -> None:
    def change(rows: dict[str, list[Row]]) -> None:
        many(1_200)(rows)
        for row in rows["customers"]:
            row["branch_id"] = "B1"

    with pytest.raises(Refused, match=r"customers.parquet, column branch_id: every row holds the same value"):
        night(five_nights, 5, change, keep=False)


def test_snapshot_that_becomes_empty_is_refused(tmp_path: Path) -> None:
    night(tmp_path, 0)

    def change(rows: dict[str, list[Row]]) -> None:
        rows["holdings"], rows["transactions"] = [], []

    with pytest.raises(Refused, match=r"holdings.parquet: no row of holdings tonight, 24 the night before"):
        night(tmp_path, 1, change)


def test_a_date_far_behind_the_last_night_is_refused_unless_it_is_meant(tmp_path: Path) -> None:
    night(tmp_path, 0)
    with pytest.raises(Refused, match=r"is 41 days after the last accepted night 2026-11-20.*`--far-date`"):
        night(tmp_path, 41)
    far = feed_of(tmp_path / "far", 366)
    with pytest.raises(Refused, match="366 days after"):
        acceptance.check(far.folder, bank=far.bank, lake=Lake(tmp_path), ring=keys.RING)
    told = acceptance.check(far.folder, bank=far.bank, lake=Lake(tmp_path), ring=keys.RING, far_date=True)
    assert told.business_date == far.day
    assert night(tmp_path, 40).accepted.business_date == D + dt.timedelta(days=40)
    night(tmp_path, 1, keep=False)  # an earlier one has its own rule


def test_a_holding_that_is_set_aside_stands_as_the_night_before(tmp_path: Path) -> None:
    """Its customer has not lost it; its bookings are taken; what was never accepted is not made up."""

    def broken(rows: dict[str, list[Row]]) -> None:
        rows["customers"] = [row for row in rows["customers"] if row["customer_id"] != "C05"]
        rows["holdings"][0]["balance"] = "-1"  # H01, a time deposit of C02
        rows["holdings"][3] |= {"product_id": "nothing", "balance": "9.00"}  # H04, of C05, who is gone
        rows["holdings"].append(dict(rows["holdings"][0], holding_id="H99"))

    first = night(tmp_path, 0)
    second = night(tmp_path, 1, broken)
    before, after = ({row["holding_id"]: row for row in one.tables["holdings"]} for one in (first, second))
    assert after["H01"] == before["H01"]
    assert after.keys() == before.keys() - {"H04", "H16"}
    assert "T1-0" in {row["transaction_id"] for row in second.tables["transactions"]}
    counted = second.count("holdings")
    assert (counted.read, counted.quarantined, counted.accepted) == (25, 4, 21)
    told = "holdings: 1 that were set aside stand as they were on 2026-11-20: tonight's figures are missing"
    assert f"{told}: H01." in second.accepted.findings
    third = night(tmp_path, 2, lambda rows: rows["holdings"][0].update(balance="-1"))
    assert {row["holding_id"]: row for row in third.tables["holdings"]}["H01"] == before["H01"]
    fourth = night(tmp_path, 3)
    assert len(fourth.tables["holdings"]) == 24
    assert not any("stand as they were" in one for one in fourth.accepted.findings)


def test_who_holds_what_nobody_could_read_is_named_for_the_night(tmp_path: Path) -> None:
    """On a first night no earlier row stands: without the name the night would take the customer for lost."""

    def broken(rows: dict[str, list[Row]]) -> None:
        rows["holdings"] = [
            dict(rows["holdings"][0], customer_id="C01", balance="-1"),
            dict(rows["holdings"][0], holding_id="H98", customer_id="C02", balance="-1", closed_on=str(D)),
            dict(rows["holdings"][0], holding_id="H99", customer_id="nobody", balance="-1"),
        ]
        rows["transactions"] = []

    night(tmp_path, 0, broken)
    lake = Lake(tmp_path)
    unread = lake.path(Area.FEED, "holdings_unread", D)
    assert pq.read_table(unread).to_pylist() == [{"customer_id": "C01"}]
    night(tmp_path, 1)
    assert not Lake(tmp_path).path(Area.FEED, "holdings_unread", D + dt.timedelta(days=1)).exists()


def _of(outcome: Outcome, code: str) -> tuple[int, dict[str, int]]:
    (one,) = (finding for finding in outcome.accepted.findings if finding.code == code)
    return one.values["rows"], dict(one.branches)


def test_a_finding_says_which_branches_it_concerns(tmp_path: Path) -> None:
    def first(rows: dict[str, list[Row]]) -> None:
        rows["customers"][0]["branch_id"] = "B0"  # C01 has H12 and H24

    def second(rows: dict[str, list[Row]]) -> None:
        first(rows)
        rows["holdings"] = [row for row in rows["holdings"] if row["holding_id"] not in ("H12", "H13", "H14")]
        rows["holdings"][0]["balance"] = "-1"
        rows["customers"][0]["rm_id"] = "nobody"
        rows["fx_rates"][0]["rate"] = "71"
        rows["staff"] = rows["staff"][:2]

    night(tmp_path, 0, first)
    told = night(tmp_path, 1, second)
    assert _of(told, "holdings_vanished") == (3, {"B0": 1, "B1": 2})
    assert _of(told, "rows_stand") == (1, {"B1": 1})
    assert _of(told, "owner_unknown") == (1, {"B0": 1})
    assert _of(told, "rows_missing") == (1, {"B1": 1})
    rows, branches = _of(told, "rate_jump")
    assert rows == sum(branches.values()) == 7
    told_rate = "fx_rates: USD is 71 tonight and was 7.1 on 2026-11-20; 7 holdings count by it."
    assert told_rate in told.accepted.findings

    old = [dict(row) for row in feed_of(tmp_path, 0).rows["transactions"]]
    again = bookings(tmp_path, 2, old)
    assert _of(again, "delivered_twice") == (8, {"B1": 8})
    assert not any(one.code == "rate_jump" for one in night(tmp_path, 3).accepted.findings)


def test_shared_identity_numbers_are_told(tmp_path: Path) -> None:
    """By forty too; a former number is that of its eighteen digits, whose check digit is right."""

    def shared(rows: dict[str, list[Row]]) -> None:
        one, two = rows["customers"][0], rows["customers"][1]
        number = two["id_number"]
        former = {"customer_id": "C13", "branch_id": "B0", "id_number": number[:6] + number[8:17]}
        crowd = [one | {"customer_id": f"C{n}"} for n in range(20, 59)]
        rows["customers"] += [two | former, *crowd]

    told = night(tmp_path, 0, shared)
    (one,) = (finding for finding in told.accepted.findings if finding.code == "shared_id_numbers")
    assert one.values == {"numbers": 2, "rows": 42, "most": 40}
    assert one.branches == {"B0": 1, "B1": 41}
    kept = pq.read_table(Lake(tmp_path).path(Area.FEED, "customers", D), columns=["customer_id", "id_index"])
    indexed = {row["customer_id"]: row["id_index"] for row in kept.to_pylist()}
    assert indexed["C13"] == indexed["C02"] != indexed["C01"] == indexed["C58"]
    assert not any("shared" in finding for finding in night(tmp_path, 1).accepted.findings)
