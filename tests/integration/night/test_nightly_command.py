"""`tilth nightly` as an operator meets it: taken once, refused in one sentence, replaced on demand."""

import json
import shutil
from pathlib import Path

import psycopg
import pyarrow.parquet as pq

from integration.night.town import Town, fingerprint
from tilth.lake.layout import Area


def _one(url: str, statement: str) -> object:
    with psycopg.connect(url) as connection:
        row = connection.execute(statement).fetchone()
        return row[0] if row else None


def _seal(feed: Path, table: str, change: int) -> None:
    """Rewrite one table of a feed without its last rows and seal the feed again."""
    path = feed / f"{table}.parquet"
    rows = pq.read_table(path)
    pq.write_table(rows.slice(0, rows.num_rows - change), path)
    (feed / "manifest.json").unlink()


def test_nights_are_taken_in_order_and_published(small_town: Town) -> None:
    status, out, err = small_town.run("nightly", *reversed(small_town.feeds))
    assert (status, err) == (0, "")
    assert [night.business_date.isoformat() for night in small_town.lake.nights] == [
        feed.name for feed in small_town.feeds
    ]
    assert "published as generation 1" in out
    lists = pq.read_table(
        small_town.lake.path(Area.MARTS, "call_list", small_town.lake.nights[-1].business_date)
    )
    assert _one(small_town.url, "SELECT count(*) FROM published_list_entry") == lists.num_rows > 0
    assert _one(small_town.url, "SELECT count(*) FROM tilth_run_report") == 3

    # the same feed again changes nothing
    before = fingerprint(small_town.lake), small_town.lake.current()
    status, out, _ = small_town.run("nightly", small_town.feeds[-1])
    assert status == 0
    assert "nothing to do" in out
    assert (fingerprint(small_town.lake), small_town.lake.current()) == before
    assert _one(small_town.url, "SELECT count(*) FROM tilth_generation") == 1

    # the mart command prints what is in the lake
    status, out, _ = small_town.run("mart", "call_list", "--format", "json")
    assert status == 0
    assert [json.loads(line)["customer_id"] for line in out.splitlines()] == lists["customer_id"].to_pylist()


def test_a_refused_feed_leaves_yesterday_and_says_why_in_one_sentence(old_town: Town, tmp_path: Path) -> None:
    second = old_town.feeds[1]
    before = fingerprint(old_town.lake)
    torn = tmp_path / second.name
    shutil.copytree(second, torn)
    whole = (torn / "holdings.parquet").read_bytes()
    (torn / "holdings.parquet").write_bytes(whole[:-100])

    status, _, err = old_town.run("nightly", torn)
    assert status == 2
    assert len(err.strip().splitlines()) == 1
    assert "holdings.parquet" in err
    assert fingerprint(old_town.lake) == before
    refused = "SELECT report->>'refusal' FROM tilth_run_report WHERE status = 'refused'"
    assert "holdings.parquet" in str(_one(old_town.url, refused))

    status, _, err = old_town.run("nightly", tmp_path / "2026-11-31")
    assert status == 2
    assert len(err.strip().splitlines()) == 1


def test_an_earlier_night_is_replaced_only_on_demand_and_later_ones_follow(
    small_town: Town, tmp_path: Path
) -> None:
    first, second, third = small_town.feeds
    assert small_town.run("nightly", first, second, third)[0] == 0
    other = tmp_path / second.name
    shutil.copytree(second, other)
    _seal(other, "transactions", 20)
    assert small_town.run("feed", "seal", other)[0] == 0

    status, _, err = small_town.run("nightly", other)
    assert status == 2
    assert "--replace" in err
    status, _, err = small_town.run("nightly", "--replace", other)
    assert (status, err) == (0, "")
    replaced = fingerprint(small_town.lake)

    fresh = Town(tmp_path / "fresh", small_town.url, small_town.feeds)
    shutil.copytree(small_town.data, fresh.data, ignore=shutil.ignore_patterns("generations", "lake*"))
    assert fresh.run("nightly", first, other, third)[0] == 0
    assert fingerprint(fresh.lake) == replaced
    assert _one(small_town.url, "SELECT count(*) FROM tilth_outbox") == 2
