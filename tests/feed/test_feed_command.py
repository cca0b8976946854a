"""`tilth feed`: exit statuses, one sentence on standard error, and nothing changed by a check."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from rich.console import Console

from feed.samples import BANK, Feed, take
from tilth.connectors.core_banking import acceptance, report
from tilth.jobs.cli import main
from tilth.kernel.errors import Refused
from tilth.lake.store import Lake
from tilth.policy import bank as settings
from tilth.policy.bank import Bank, FeedSettings


@dataclass(frozen=True)
class Run:
    """What a command answered."""

    returncode: int
    stdout: str
    stderr: str


Tilth = Callable[..., Run]


@pytest.fixture
def tilth(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Callable[..., Run]:
    """Run `tilth feed …` as its entry point does."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TILTH_DATA", raising=False)

    def run(*arguments: object) -> Run:
        monkeypatch.setattr(sys, "argv", ["tilth", "feed", *map(str, arguments)])
        try:
            main()
        except SystemExit as ended:
            return Run(int(ended.code or 0), *capsys.readouterr())
        return Run(0, *capsys.readouterr())

    return run


def tree(root: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()
    }


def test_seal_then_check_then_refusal(tmp_path: Path, tilth: Tilth) -> None:
    feed = Feed(tmp_path)
    feed.write()
    (feed.folder / "manifest.json").unlink()
    sealed = tilth("seal", feed.folder)
    assert sealed.returncode == 0
    assert "manifest.json written." in sealed.stdout
    before = tree(tmp_path)
    checked = tilth("check", feed.folder)
    assert checked.returncode == 0, checked.stderr
    assert checked.stderr == ""
    assert "holdings" in checked.stdout
    assert "\x1b[" not in checked.stdout
    assert tree(tmp_path) == before
    feed.declare("staff", rows=4)
    refused = tilth("check", feed.folder)
    assert refused.returncode == 2
    assert refused.stdout == ""
    assert refused.stderr.startswith("tilth: ")
    assert refused.stderr.count("\n") == 1


def test_check_reads_the_banks_settings_and_leaves_its_lake(
    tmp_path: Path, tilth: Callable[..., Run]
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    settings.write(data, Bank(base_currency="USD"))
    feed = Feed(tmp_path)
    feed.write()
    before = tree(data)
    checked = tilth("check", feed.folder, "--data", data)
    assert checked.returncode == 0
    assert "without a rate (CNY)" in checked.stdout
    assert tree(data) == before
    missing = tilth("check", feed.folder, "--data", tmp_path / "none")
    assert missing.returncode == 2
    assert "tilth init" in missing.stderr


def test_check_without_a_data_folder_takes_a_base_currency(tmp_path: Path, tilth: Tilth) -> None:
    feed = Feed(tmp_path)
    feed.write()
    assert "without a rate (CNY)" in tilth("check", feed.folder, "--base-currency", "USD").stdout
    assert tilth("check", feed.folder, "--base-currency", "usd").returncode == 2


def test_check_beside_a_lake_changes_nothing_and_knows_its_nights(tmp_path: Path) -> None:
    feed = Feed(tmp_path)
    feed.write()
    data = tmp_path / "data"
    data.mkdir()
    accepted = acceptance.check(feed.folder, bank=BANK, lake=Lake(data))
    assert accepted.business_date == feed.day
    assert list(data.iterdir()) == []


def test_too_many_bad_rows_refuse_the_feed(tmp_path: Path) -> None:
    feed = Feed(tmp_path, bank=Bank(feed=FeedSettings(bad_rows=2, bad_share=0.1)))
    for row in feed.rows["holdings"][19:22]:
        row["balance"] = "x"
    feed.write()
    with pytest.raises(Refused) as refusal:
        acceptance.check(feed.folder, bank=feed.bank, lake=None)
    assert str(refusal.value) == (
        "holdings.csv: 3 of 24 rows are bad (more than 2 and 10.00%), the first at line 21, column balance: "
        "not a plain decimal number (no separators, no exponent, ASCII digits); "
        "correct the file and send it again."
    )
    lenient = Bank(feed=FeedSettings(bad_rows=2, bad_share=0.125))
    assert acceptance.check(feed.folder, bank=lenient, lake=None).tables[7].quarantined == 3


def test_many_unreadable_records_are_refused_before_the_end(tmp_path: Path) -> None:
    feed = Feed(tmp_path, bank=Bank(feed=FeedSettings(bad_rows=2, bad_share=0)))
    feed.write()
    feed.bytes_of("holdings", lambda data: data.replace(b",H", b",,H").replace(b"\nH", b"\n,H"))
    with pytest.raises(
        Refused, match=r"holdings.csv: more than 2 rows cannot be read, the last is line 4 \(long_row\)"
    ):
        acceptance.check(feed.folder, bank=feed.bank, lake=None)


def test_silent_bank_gets_the_contracts_answers(tmp_path: Path) -> None:
    feed = Feed(tmp_path)
    feed.rows["transactions"][0] |= {"channel": "", "kind": "fee"}
    feed.rows["transactions"][1] |= {"channel": ""}
    feed.rows["transactions"][2] |= {"channel": "auto", "initiated_by_customer": "1", "cash": "true"}
    feed.rows["customers"][0]["birth_calendar"] = ""
    feed.write()
    outcome = take(feed, tmp_path)
    initiated = [
        row["initiated_by_customer"]
        for row in sorted(outcome.tables["transactions"], key=lambda row: row["transaction_id"])
    ]
    assert initiated == [False, True, True, True, True, True, False, False]
    assert [row["cash"] for row in outcome.tables["transactions"]].count(True) == 1
    assert {row["birth_calendar"] for row in outcome.tables["customers"]} == {"solar"}


def test_branch_cascade_and_circles(tmp_path: Path) -> None:
    feed = Feed(tmp_path)
    feed.rows["branches"] += [
        {"branch_id": "B2", "name": "孤", "parent_id": "B9"},
        {"branch_id": "B3", "name": "孤下", "parent_id": "B2"},
        {"branch_id": "B4", "name": "环一", "parent_id": "B5"},
        {"branch_id": "B5", "name": "环二", "parent_id": "B4"},
        {"branch_id": "B6", "name": "环下", "parent_id": "B5"},
    ]
    feed.write()
    outcome = take(feed, tmp_path)
    assert {row["branch_id"] for row in outcome.tables["branches"]} == {"B0", "B1"}
    codes = {line["row"]: line["code"] for line in outcome.quarantine}
    assert codes == {
        3: "unknown_reference",
        4: "reference_quarantined",
        5: "parent_cycle",
        6: "parent_cycle",
        7: "parent_cycle",
    }


def test_report_shows_counts_findings_and_examples(tmp_path: Path) -> None:
    feed = Feed(tmp_path)
    feed.rows["holdings"][19]["balance"] = "x"
    feed.rows["customers"][0]["rm_id"] = "S9"
    feed.write()
    accepted = acceptance.check(feed.folder, bank=BANK, lake=None)
    for terminal in (True, False):
        console = Console(record=True, force_terminal=terminal, width=120, file=(tmp_path / "out").open("w"))
        report.show(accepted, console)
        text = console.export_text()
        console.file.close()
        assert "1 have an rm_id that is not in staff" in text
        assert "holdings: line 21, column balance: not a plain decimal number" in text
        assert ("┃" in text) == terminal
