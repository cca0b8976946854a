"""Takes the feeds of a real bank night by night through acceptance and engine, once per session."""

import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from realbank import oracle
from support import keys
from tilth.connectors.core_banking import acceptance
from tilth.engine import run as engine
from tilth.lake.arrow import arrow_schema
from tilth.lake.layout import Area
from tilth.lake.ledger import Night
from tilth.lake.parquet import write_table
from tilth.lake.store import Lake
from tilth.policy import playbook
from tilth.policy.bank import Bank
from tilth.policy.playbook import Playbook
from tilth.ports import operational

BANK = Bank(base_currency="CZK", today="after_last_night")
MARTS = ("customers", "events", "call_list", "exclusions", "book", "branch")
NIGHTS = int(os.environ.get("TILTH_REAL_BANK_NIGHTS") or 8)
"""The first nights, one weekend among them; 66 runs the whole quarter."""


def rules() -> Playbook:
    """Return the default playbook with the contract's list, which is of the day alone."""
    book = playbook.default()
    days = book.call_list.model_copy(update={"by_week": False})
    return book.model_copy(update={"call_list": days})


def take(lake: Lake, feed: Path, *, data: Path) -> None:
    """Accept one feed and compute its night, as the nightly command does where nobody logs a contact."""
    day = dt.date.fromisoformat(feed.name)
    with lake.draft() as draft:
        earlier = [night.business_date for night in draft.nights]
        accepted = acceptance.accept(feed, bank=BANK, draft=draft, ring=keys.RING)
        for table in operational.TABLES:
            write_table(draft.out(Area.EXTRACTS, table.name, day), arrow_schema(table).empty_table())
        book = rules()
        engine.compute(
            day=day, earlier=earlier, files=draft, playbook=book, base_currency="CZK", spill=data / "spill"
        )
        draft.record(Night(business_date=day, feed_digest=accepted.digest, playbook_version=book.version))
        draft.commit()


@pytest.fixture(scope="session")
def feeds() -> list[Path]:
    """The bank's feed folders in order of date."""
    return sorted(feed for feed in oracle.FEEDS.iterdir() if feed.is_dir())[:NIGHTS]


@pytest.fixture(scope="session")
def lake(feeds: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """The lake after all those nights."""
    data = tmp_path_factory.mktemp("real-bank")
    lake = Lake(data)
    for feed in feeds:
        take(lake, feed, data=data)
    return lake


@pytest.fixture(scope="session")
def bank(feeds: list[Path], lake: Lake) -> Iterator[duckdb.DuckDBPyConnection]:
    """What the marts must say (`expected_*`) beside what they say."""
    with oracle.open_bank(feeds) as con:
        oracle.attach(con, lake.root, MARTS)
        yield con


@pytest.fixture(scope="session")
def quarantined(feeds: list[Path], lake: Lake) -> int:
    """Rows that acceptance set aside in all those nights."""
    days = [dt.date.fromisoformat(feed.name) for feed in feeds]
    return sum(int(pq.read_metadata(lake.quarantine(day)).num_rows) for day in days)
