"""Every hostile feed is refused in one sentence, or costs exactly its bad rows (docs/feed-faults.md)."""

from pathlib import Path

import pytest

from feed import cell_cases, csv_cases, parquet_cases, people_cases
from feed.case import Case
from feed.samples import Feed, Outcome, take
from tilth.connectors.core_banking.quarantine import LEFT_OUT
from tilth.kernel.errors import Refused
from tilth.lake.store import Lake
from tilth.ports.feed import BY_NAME

CASES = (
    *csv_cases.ENCODINGS,
    *csv_cases.RECORDS,
    *cell_cases.KEYS,
    *cell_cases.CELLS,
    *people_cases.AGES,
    *people_cases.IDENTITIES,
    *people_cases.PRIVATE_USE,
    *people_cases.TELEPHONES,
    *people_cases.BLANKS,
    *people_cases.TEXTS,
    *people_cases.AUTHENTICATION,
    *parquet_cases.PARQUET,
)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """What the good feed leaves in the lake."""
    root = tmp_path_factory.mktemp("good")
    feed = Feed(root)
    feed.write()
    return take(feed, root)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_fault_is_answered_as_written_down(case: Case, good: Outcome, tmp_path: Path) -> None:
    feed = Feed(tmp_path, form=case.form)
    if case.refused:
        with pytest.raises(Refused) as refusal:
            deliver_and_take(case, feed)
        sentence = str(refusal.value)
        assert all(part in sentence for part in case.refused), sentence
        assert "\n" not in sentence
        assert sentence.endswith(".")
        assert Lake(tmp_path).current() is None
        return
    outcome = deliver_and_take(case, feed)
    check_quarantine(case, outcome)
    check_lake(case, outcome, good)
    for table in outcome.accepted.tables:
        assert table.normalised == case.normalised.get(table.table, 0), table
    assert case.finding in " ".join(outcome.accepted.findings)


def deliver_and_take(case: Case, feed: Feed) -> Outcome:
    if case.rows:
        case.rows(feed.rows)
    feed.write()
    if case.files:
        case.files(feed)
    return take(feed, feed.root)


def check_quarantine(case: Case, outcome: Outcome) -> None:
    """Exactly the expected lines stand in the quarantine, each with its place and both reasons."""
    lines = {(line["table"], line["row"], line["column"], line["code"]) for line in outcome.quarantine}
    assert lines == set(case.faults)
    for line in outcome.quarantine:
        assert line["reason_en"]
        assert line["reason_zh"]
        assert (line["line"] is None) == (case.form == "parquet")
        if case.form == "csv":
            assert line["line"] >= line["row"] + 1
        if line["column"] and BY_NAME[line["table"]].column(line["column"]).personal and line["value"]:
            assert line["value"].endswith("***")
            assert len(line["value"]) <= 4
    for table in outcome.accepted.tables:
        bad = {row for name, row, _, code in case.faults if name == table.table and code not in LEFT_OUT}
        assert table.quarantined == len(bad)


def check_lake(case: Case, outcome: Outcome, good: Outcome) -> None:
    """Every row that is not bad is there, and every cell is what the good feed says or what the case says."""
    for name, rows in good.tables.items():
        key = BY_NAME[name].key[0]
        expected = [
            {column: case.values.get((name, row[key], column), value) for column, value in row.items()}
            for row in rows
            if row[key] not in case.gone.get(name, ())
        ]
        assert outcome.tables[name] == expected, name


@pytest.mark.requirement("PROF-01")
def test_a_customer_without_a_name_is_set_aside(good: Outcome, tmp_path: Path) -> None:
    feed = Feed(tmp_path)
    feed.rows["customers"][-1]["name"] = ""
    feed.write()
    outcome = take(feed, tmp_path)
    kept = {row["customer_id"] for row in outcome.tables["customers"]}
    assert {row["customer_id"] for row in good.tables["customers"]} - kept == {
        feed.rows["customers"][-1]["customer_id"]
    }
    [told] = [row for row in outcome.quarantine if row["table"] == "customers"]
    assert (told["column"], told["code"]) == ("name", "missing")


@pytest.mark.requirement("CHAN-06")
def test_parquet_and_csv_leave_the_same_lake(good: Outcome, tmp_path: Path) -> None:
    for form in ("parquet", "csv.gz"):
        feed = Feed(tmp_path / form, form=form)
        feed.write()
        outcome = take(feed, tmp_path / form)
        assert outcome.tables == good.tables
        assert outcome.quarantine == []
        assert outcome.accepted.findings == ()


@pytest.mark.parametrize("column", ["pin_block", "cvv2", "登录密码", "fingerprint_template", "track2", "otp"])
def test_a_column_of_authentication_data_refuses_the_feed(column: str, tmp_path: Path) -> None:
    feed = Feed(tmp_path)
    feed.write()

    def add(data: bytes) -> bytes:
        head, _, rest = data.partition(b"\n")
        lines = (line + b",1" for line in rest.rstrip(b"\n").split(b"\n"))
        return b"\n".join([head + b"," + column.encode(), *lines]) + b"\n"

    feed.bytes_of("customers", add)
    with pytest.raises(Refused, match=f"column {column} looks like authentication data"):
        take(feed, feed.root)
    assert Lake(tmp_path).current() is None
