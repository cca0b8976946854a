"""The lake shows a night whole or not at all, whatever happens while it is written."""

import datetime as dt
import json
import multiprocessing
import random
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tilth.kernel.errors import Refused
from tilth.lake import layout
from tilth.lake.layout import Area
from tilth.lake.ledger import Night
from tilth.lake.parquet import ROW_GROUP, write_batches, write_table
from tilth.lake.store import Draft, Lake

MONDAY = dt.date(2026, 3, 2)
TABLES = ("customers", "events", "call_list")


def _night(day: dt.date, digest: str = "first") -> Night:
    return Night(business_date=day, feed_digest=digest, playbook_version="1")


def _fill(draft: Draft, day: dt.date, value: int) -> None:
    write_table(draft.out(Area.FEED, "customers", day), pa.table({"value": [value]}))
    for name in TABLES:
        write_table(draft.out(Area.MARTS, name, day), pa.table({"value": [value]}))
    write_table(draft.out_quarantine(day), pa.table({"value": [value]}))
    draft.out_report(day).write_text(json.dumps(value))


def _commit(lake: Lake, day: dt.date, value: int, digest: str = "first") -> None:
    with lake.draft() as draft:
        if day in {night.business_date for night in lake.nights}:
            draft.forget(day)
        _fill(draft, day, value)
        draft.record(_night(day, digest))
        draft.commit()


def _values(lake: Lake, day: dt.date) -> set[int]:
    paths = [lake.path(Area.MARTS, name, day) for name in TABLES]
    paths += [lake.path(Area.FEED, "customers", day), lake.quarantine(day)]
    read = {pq.read_table(path)["value"][0].as_py() for path in paths}
    return read | {json.loads(lake.report(day).read_text())}


def test_a_committed_night_is_visible_and_earlier_nights_stay(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    _commit(lake, MONDAY, 1)
    _commit(lake, MONDAY + dt.timedelta(1), 2)
    assert [night.business_date.day for night in lake.nights] == [2, 3]
    assert (_values(lake, MONDAY), _values(lake, MONDAY + dt.timedelta(1))) == ({1}, {2})


def test_a_draft_that_is_not_committed_leaves_nothing(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    _commit(lake, MONDAY, 1)
    with lake.draft() as draft:
        _fill(draft, MONDAY + dt.timedelta(1), 2)
    assert [night.business_date for night in lake.nights] == [MONDAY]
    assert sorted(path.name for path in lake.generations.iterdir()) == [lake.current()]


def test_what_a_killed_run_left_is_swept_away_without_a_draft_unless_another_run_works(
    tmp_path: Path,
) -> None:
    lake = Lake(tmp_path)
    _commit(lake, MONDAY, 1)
    left = lake.generations / "draft"
    left.mkdir()
    lake.tidy()
    assert not left.exists()
    with lake.draft() as draft:
        lake.tidy()
        assert draft.root.exists()
    assert _values(lake, MONDAY) == {1}


def test_a_draft_reads_its_own_files_before_the_visible_ones(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    _commit(lake, MONDAY, 1)
    with lake.draft() as draft:
        assert draft.path(Area.MARTS, "customers", MONDAY) == lake.path(Area.MARTS, "customers", MONDAY)
        draft.forget(MONDAY)
        assert not draft.path(Area.MARTS, "customers", MONDAY).exists()


def test_recomputing_keeps_what_the_night_was_given_and_drops_what_was_computed(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    _commit(lake, MONDAY, 1)
    with lake.draft() as draft:
        draft.recompute(MONDAY)
        assert draft.path(Area.FEED, "customers", MONDAY).exists()
        assert not draft.path(Area.MARTS, "customers", MONDAY).exists()


def test_a_second_run_beside_the_first_is_refused_in_one_sentence(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    with lake.draft(), pytest.raises(Refused, match="Another nightly run is working"), lake.draft():
        pass


def test_replacing_a_night_changes_that_night_only(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    _commit(lake, MONDAY, 1)
    _commit(lake, MONDAY + dt.timedelta(1), 2)
    _commit(lake, MONDAY, 3, digest="second")
    assert (_values(lake, MONDAY), _values(lake, MONDAY + dt.timedelta(1))) == ({3}, {2})
    assert [night.feed_digest for night in lake.nights] == ["second", "first"]


def test_row_groups_do_not_depend_on_batches(tmp_path: Path) -> None:
    whole = pa.table({"n": pa.array(range(ROW_GROUP + 10), pa.int64())})
    write_batches(tmp_path / "one", whole.schema, whole.to_batches())
    write_batches(tmp_path / "many", whole.schema, whole.to_batches(max_chunksize=1_000))
    assert (tmp_path / "one").read_bytes() == (tmp_path / "many").read_bytes()


def _keep_committing(data: str, start: int) -> None:
    for value in range(start, 10**6):
        _commit(Lake(Path(data)), MONDAY, value)


def test_a_writer_killed_at_any_moment_leaves_one_whole_night(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    _commit(lake, MONDAY, 0)
    moments = random.Random(20260302)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["pyarrow.parquet"])
    seen = set()
    for _ in range(15):
        start = max(_values(lake, MONDAY)) + 1
        writer = context.Process(target=_keep_committing, args=(str(tmp_path), start))
        writer.start()
        _wait_until_changed(lake, lake.current())
        time.sleep(moments.random() * 0.05)
        writer.kill()
        writer.join()
        values = _values(lake, MONDAY)
        assert len(values) == 1
        seen |= values
    assert len(seen) == 15
    assert not list(layout.folder(lake.root, Area.MARTS, "customers", MONDAY).glob("*.tmp"))


def _wait_until_changed(lake: Lake, before: str | None) -> None:
    deadline = time.monotonic() + 60
    while lake.current() == before and time.monotonic() < deadline:
        time.sleep(0.005)
    assert lake.current() != before
