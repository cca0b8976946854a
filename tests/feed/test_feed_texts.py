"""A text that anybody writes into a payment holds up no night: `tilth feed check` ends as soon as ever."""

from pathlib import Path

import pytest

from feed.samples import BANK, Feed
from feed.test_feed_command import Tilth, tilth
from support import growth
from tilth.connectors.core_banking import acceptance

__all__ = ["tilth"]
PASSWORD = "客户的密码是888888"
TEXTS = {
    "blanks after a word": ("transactions", "memo", "密码" + " " * 1500 + "x"),
    "a hundred thousand blanks": ("transactions", "memo", "密码" + " " * 100_000 + "x"),
    "a word again and again": ("transactions", "memo", "pwd=" * 25_000),
    "a heap of marks": ("transactions", "memo", "密码" + "\u0301\u0327" * 50_000),
    "a company in brackets": ("customers", "name", "公司(" * 25_000),
    "an identifier with a heap of marks": ("transactions", "transaction_id", "T" + "\u0345\u0334" * 50_000),
}


@pytest.mark.parametrize("kind", list(TEXTS))
def test_a_hostile_text_does_not_hold_up_the_night(kind: str, tmp_path: Path) -> None:
    table, column, text = TEXTS[kind]
    feed = Feed(tmp_path, form="parquet")
    feed.rows[table][0][column] = text
    feed.write()
    took = growth.seconds(
        lambda _text: acceptance.check(feed.folder, bank=BANK, lake=None), "", ceiling=10 * growth.CEILING
    )
    print(f"FIGURE text: feed with {kind}: {took:.1f} s CPU")


def test_the_command_ends_and_tells_of_the_row(tmp_path: Path, tilth: Tilth) -> None:
    feed = Feed(tmp_path)
    feed.rows["transactions"][0]["memo"] = "密码" + " " * 1500 + "x"
    feed.rows["transactions"][1]["memo"] = " " * 3000 + PASSWORD
    feed.write()
    checked = tilth("check", feed.folder)
    assert checked.returncode == 0, checked.stderr
    assert "888888" not in checked.stdout


@pytest.mark.parametrize("memo", [" " * 3000 + PASSWORD, "密\u200b码 888888", "p\u00adassword is Hunter22"])
def test_a_secret_is_found_wherever_and_however_it_hides(memo: str, tmp_path: Path) -> None:
    feed = Feed(tmp_path)
    feed.rows["transactions"][1]["memo"] = memo
    feed.write()
    accepted = acceptance.check(feed.folder, bank=BANK, lake=None)
    assert len(accepted.examples) == 1
    assert "column memo" in accepted.examples[0]


def test_an_identifier_with_a_heap_of_marks_is_set_aside(tmp_path: Path) -> None:
    feed = Feed(tmp_path)
    feed.rows["transactions"][0]["transaction_id"] = "T" + "\u0345\u0334" * 2000
    feed.write()
    accepted = acceptance.check(feed.folder, bank=BANK, lake=None)
    assert [one.quarantined for one in accepted.tables if one.table == "transactions"] == [1]
