"""The manifest: all of it is checked before anything is read, and equal content has an equal digest."""

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path

import pytest

from feed.samples import BANK, D, Feed, take
from tilth.connectors.core_banking import acceptance
from tilth.kernel.errors import Refused
from tilth.policy.bank import Bank, FeedSettings

WAIVED = Bank(feed=FeedSettings(manifest_required=False))


@pytest.fixture
def feed(tmp_path: Path) -> Feed:
    feed = Feed(tmp_path)
    feed.write()
    return feed


def refused(feed: Feed, bank: Bank = BANK) -> str:
    with pytest.raises(Refused) as refusal:
        acceptance.digest(feed.folder, bank=bank)
    return str(refusal.value)


def test_seal_states_rows_bytes_hash_and_encoding(feed: Feed) -> None:
    content = feed.manifest
    assert content["business_date"] == "2026-11-20"
    assert content["tables"]["holdings"]["rows"] == 24
    assert content["tables"]["holdings"]["encoding"] == "utf-8"
    assert content["tables"]["holdings"]["bytes"] == feed.file("holdings").stat().st_size
    assert len(content["tables"]) == 9
    assert not list(feed.folder.glob("*.tmp"))


def test_parquet_is_sealed_without_encoding(tmp_path: Path) -> None:
    feed = Feed(tmp_path, form="parquet")
    feed.write()
    assert "encoding" not in feed.manifest["tables"]["customers"]


def test_seal_names_the_encoding_it_found(feed: Feed) -> None:
    feed.bytes_of("customers", lambda data: data.decode().encode("gb18030"))
    feed.bytes_of("staff", lambda data: b"\xef\xbb\xbf" + data)
    assert feed.manifest["tables"]["customers"]["encoding"] == "gb18030"
    assert feed.manifest["tables"]["staff"]["encoding"] == "utf-8-sig"
    assert take(feed, feed.root).quarantine == []


def test_digest_knows_equal_content_and_nothing_else(feed: Feed, tmp_path: Path) -> None:
    day, digest = acceptance.digest(feed.folder, bank=BANK)
    assert day == D
    twin = Feed(tmp_path / "twin")
    twin.write()
    twin.state(json.loads(json.dumps(twin.manifest, sort_keys=True)))
    assert acceptance.digest(twin.folder, bank=BANK) == (D, digest)
    twin.bytes_of("holdings", lambda data: data.replace(b"24000.25", b"24000.26"))
    assert acceptance.digest(twin.folder, bank=BANK)[1] != digest
    assert take(feed, tmp_path).accepted.digest == digest


def test_missing_manifest_is_refused_unless_waived(feed: Feed) -> None:
    (feed.folder / "manifest.json").unlink()
    sentence = refused(feed)
    assert "manifest.json is missing" in sentence
    assert "tilth feed seal" in sentence
    feed.bank = WAIVED
    outcome = take(feed, feed.root)
    assert outcome.count("holdings").accepted == 24
    assert outcome.accepted.findings == ("manifest.json is missing; the bank's settings waive it.",)


def test_header_without_rows_needs_a_manifest_that_says_so(feed: Feed) -> None:
    feed.rows["customers"] = []
    feed.write_table("customers")
    (feed.folder / "manifest.json").unlink()
    feed.bank = WAIVED
    with pytest.raises(Refused, match=r"customers.csv has a header and no rows"):
        take(feed, feed.root)


def test_waiver_is_for_a_missing_manifest_only(feed: Feed) -> None:
    feed.declare("holdings", bytes=1)
    assert "holdings.csv has" in refused(feed, WAIVED)


def test_manifest_of_yesterday_is_refused(feed: Feed) -> None:
    feed.state(feed.manifest | {"business_date": "2026-11-19"})
    sentence = refused(feed)
    assert "business_date is '2026-11-19' but the folder is 2026-11-20" in sentence


@pytest.mark.parametrize("name", ["20261120", "2026-02-30", "2026-11-20-old", "feed"])
def test_folder_is_named_by_a_day(feed: Feed, name: str) -> None:
    folder = feed.folder.rename(feed.root / name)
    with pytest.raises(Refused, match="YYYY-MM-DD"):
        acceptance.digest(folder, bank=BANK)


def test_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="is not a folder"):
        acceptance.digest(tmp_path / "2026-11-20", bank=BANK)


@pytest.mark.parametrize(
    ("content", "part"),
    [
        ("{", "not readable JSON"),
        ("[]", "one JSON object"),
        ('{"business_date": "2026-11-20", "tables": []}', "`tables` must be an object"),
        ('{"business_date": "2026-11-20", "business_date": "2026-11-20"}', "stands twice"),
        ('{"business_date": "2026-11-20", "tables": {}}', "does not list"),
        ("[" * 100_000, "not readable JSON"),
        ('{"business_date": "2026-11-20", "tables": {"staff": 1}}', "must be an object"),
        (" " * 2_000_000, "larger than"),
    ],
)
def test_manifest_that_is_none_is_refused(feed: Feed, content: str, part: str) -> None:
    (feed.folder / "manifest.json").write_text(content, "utf-8")
    assert part in refused(feed)


@pytest.mark.parametrize(
    ("facts", "part"),
    [
        ({"rows": "24"}, "whole numbers"),
        ({"rows": True}, "whole numbers"),
        ({"rows": -1}, "whole numbers"),
        ({"bytes": 1.5}, "whole numbers"),
        ({"sha256": "abc"}, "64 hexadecimal digits"),
        ({"sha256": "0" * 64}, "does not match its sha256"),
        ({"encoding": 8}, "encoding must be text"),
        ({"file": None}, "same folder"),
    ],
)
def test_wrong_entry_is_refused(feed: Feed, facts: dict, part: str) -> None:
    feed.declare("holdings", **facts)
    assert part in refused(feed)


def test_encoding_of_another_name_is_refused(feed: Feed) -> None:
    feed.declare("holdings", encoding="latin-1")
    with pytest.raises(Refused, match="encoding 'latin-1' is not taken"):
        take(feed, feed.root)


def test_required_table_must_be_there(feed: Feed) -> None:
    feed.file("products").unlink()
    feed.seal()
    assert "required table products is missing" in refused(feed)


def test_unknown_tables_are_reported_and_ignored(feed: Feed) -> None:
    (feed.folder / "loans.csv").write_text("a,b\n", "utf-8")
    (feed.folder / "staff.xlsx").write_bytes(b"x")
    (feed.folder / "README").write_text("x", "utf-8")
    content = feed.manifest
    content["tables"]["loans"] = content["tables"]["staff"] | {"file": "staff.csv"}
    feed.state(content)
    findings = take(feed, feed.root).accepted.findings
    assert findings == (
        "loans.csv is no table of the contract and was ignored.",
        "staff.xlsx is no table of the contract and was ignored.",
        "manifest.json: table loans is no table of the contract and was ignored.",
    )


@pytest.mark.requirement("OPS-01", part="agreements")
def test_days_that_cannot_be_are_left_out_and_their_rows_stay(tmp_path: Path) -> None:
    feed = Feed(tmp_path)
    given = (
        # (kind, day, amount; what is kept of them)
        ("premium", "2026-12-01", "1200.00", ("premium", dt.date(2026, 12, 1), Decimal("1200.00"))),
        ("premium", "2026-12-01", "-5.00", ("premium", dt.date(2026, 12, 1), None)),
        ("card", "2066-12-01", "", ("card", None, None)),
        ("wedding", "2026-12-01", "", ("wedding", None, None)),
        ("wedding", "1999-05-20", "", ("wedding", dt.date(1999, 5, 20), None)),
        ("graduation", "2026-12-01", "", (None, dt.date(2026, 12, 1), None)),
    )
    feed.rows["due_days"] = [
        {"date_id": f"D{place}", "customer_id": "C01", "kind": kind, "day": day, "amount": amount}
        for place, (kind, day, amount, _) in enumerate(given)
    ]
    feed.write()
    outcome = take(feed, tmp_path)
    found = [(row["kind"], row["day"], row["amount"]) for row in outcome.tables["due_days"]]
    assert found == [kept for *_, kept in given]
    told = {(row["column"], row["code"]) for row in outcome.quarantine}
    assert told == {(name, "value_dropped") for name in ("kind", "day", "amount")}


def test_optional_tables_may_be_absent_and_are_empty(tmp_path: Path) -> None:
    feed = Feed(tmp_path)
    for table in ("relations", "prices"):
        del feed.rows[table]
    feed.write()
    outcome = take(feed, tmp_path)
    assert outcome.tables["relations"] == outcome.tables["prices"] == outcome.tables["due_days"] == []
    assert outcome.quarantine == []
