"""What a night tells its page: rows set aside, masked and once; why it was refused; what rules changed."""

import shutil
from pathlib import Path

import psycopg
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from integration.night.town import Town, fingerprint
from tilth.policy import bank, playbook
from tilth.policy.bank import Bank, FeedSettings

BAD = 7


def _spoil(feed: Path, into: Path) -> Path:
    """Copy a feed and give some holdings, which nothing refers to, an owner and a currency that are none."""
    shutil.copytree(feed, into)
    path = into / "holdings.parquet"
    table = pq.read_table(path)
    moved = pq.read_table(into / "transactions.parquet", columns=["holding_id"])["holding_id"]
    resting = pc.invert(pc.is_in(table["holding_id"], value_set=pc.unique(moved)))
    rows = pc.indices_nonzero(resting)[:BAD]
    spoilt = pc.is_in(pa.array(range(table.num_rows), pa.uint64()), value_set=rows)
    for column, value in (("currency", "ZZZ"), ("customer_id", "C13800138000")):
        changed = pc.if_else(spoilt, pa.scalar(value), table[column])
        table = table.set_column(table.schema.get_field_index(column), column, changed)
    pq.write_table(table, path)
    (into / "manifest.json").unlink()
    return into


def _shorter_list(town: Town, day: str) -> None:
    text = playbook.default_text().replace('version = "default-1"', 'version = "shorter-1"')
    text = text.replace("effective_from = 1900-01-01", f"effective_from = {day}")
    folder = town.data / "playbook"
    folder.mkdir(exist_ok=True)
    (folder / "shorter.toml").write_text(text.replace("size = { value = 20", "size = { value = 12"), "utf-8")


def _all(url: str, statement: str) -> list[tuple]:
    with psycopg.connect(url) as connection:
        return connection.execute(statement).fetchall()


def test_bad_rows_reach_the_page_masked_and_once(small_town: Town, tmp_path: Path) -> None:
    feed = _spoil(small_town.feeds[0], tmp_path / small_town.feeds[0].name)
    assert small_town.run("feed", "seal", feed)[0] == 0
    _shorter_list(small_town, small_town.feeds[1].name)
    status, _, err = small_town.run("nightly", feed, small_town.feeds[1])
    assert (status, err) == (0, "")
    # the night in between and the newest one both have their report; a second run adds nothing
    assert small_town.run("nightly", feed)[0] == 0

    reports = _all(small_town.url, "SELECT id, report FROM tilth_run_report ORDER BY business_date")
    assert len(reports) == 2
    run, report = reports[0]
    summary = report["quarantine"]
    assert summary["faults"] == summary["kept"] >= BAD
    reasons = {(one["table"], one["column"], one["code"]): one["faults"] for one in summary["reasons"]}
    assert reasons["holdings", "currency", "unknown_currency"] == BAD

    assert report["playbook"]["changes"] is None
    assert "values" not in report["playbook"]
    newest = reports[1][1]
    assert (newest["playbook"]["previous"], newest["playbook"]["version"]) == ("default-1", "shorter-1")
    assert [(one["path"], one["before"], one["after"]) for one in newest["playbook"]["changes"]] == [
        ("call_list.size", "20", "12")
    ]
    assert {
        "code": "unknown_codes",
        "values": {"table": "holdings", "column": "currency", "codes": "ZZZ"},
    } in (report["findings"])

    rows = _all(
        small_town.url,
        "SELECT table_name, row_number, column_name, value, code FROM tilth_quarantine_row"
        f" WHERE run_id = {run} ORDER BY id",
    )
    assert len(rows) == summary["kept"]
    assert [row[0::2] for row in rows if row[4] == "unknown_currency"] == [
        ("holdings", "currency", "unknown_currency")
    ] * BAD
    assert {row[3] for row in rows if row[2] == "currency"} == {"ZZZ"}
    assert "13800138000" not in str(rows)
    assert {row[3] for row in rows if row[2] == "customer_id"} <= {"C***", None}


def test_a_refused_feed_leaves_its_counts_and_its_bad_rows(old_town: Town, tmp_path: Path) -> None:
    second = old_town.feeds[1]
    before = fingerprint(old_town.lake)
    strict = FeedSettings(bad_rows=3, bad_share=0.0001)
    bank.write(old_town.data, Bank(today="after_last_night", feed=strict))
    feed = _spoil(second, tmp_path / second.name)
    assert old_town.run("feed", "seal", feed)[0] == 0
    status, _, err = old_town.run("nightly", feed)
    assert status == 2
    assert "holdings.parquet" in err
    assert fingerprint(old_town.lake) == before

    ((run, report),) = _all(old_town.url, "SELECT id, report FROM tilth_run_report WHERE status = 'refused'")
    assert report["business_date"] == second.name
    assert report["said"]["code"] == "rows_bad"
    assert report["said"]["values"]["bad"] == BAD
    assert report["said"]["values"]["spot"]["column"] in ("currency", "customer_id")
    counts = {table["table"]: table for table in report["tables"]}
    assert counts["customers"]["accepted"] > 0
    assert (counts["holdings"]["quarantined"], counts["holdings"]["accepted"]) == (BAD, 0)
    ((kept,),) = _all(old_town.url, f"SELECT count(*) FROM tilth_quarantine_row WHERE run_id = {run}")
    assert kept == report["quarantine"]["kept"] >= BAD
