"""What goes wrong at night leaves yesterday in place, and the next run works: each with the real thing."""

import datetime as dt
import os
import random
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow.parquet as pq

from integration.night.town import Town, fingerprint
from support import databases
from tilth.connectors.postgres import server

KILLS = 6


def _whole(town: Town) -> set[dt.date]:
    """Return the visible nights, having read every file of each."""
    lake = town.lake
    for path in lake.root.resolve().rglob("*.parquet") if lake.root.exists() else ():
        pq.read_table(path, page_checksum_verification=True)
    return {night.business_date for night in lake.nights}


def test_a_run_killed_at_any_moment_leaves_whole_nights_and_the_next_run_works(
    old_town: Town, tmp_path: Path
) -> None:
    second = old_town.feeds[1]
    began = time.monotonic()
    undisturbed = Town(tmp_path / "undisturbed", old_town.url, old_town.feeds)
    shutil.copytree(old_town.data, undisturbed.data, symlinks=True)
    assert undisturbed.run("nightly", second)[0] == 0
    length = time.monotonic() - began
    before = fingerprint(old_town.lake)

    moments = random.Random(20261120)
    for number in range(KILLS):
        process = old_town.start("nightly", second)
        # the later part of a run is where files are written and moved
        time.sleep(length * (0.3 + 0.7 * (number + moments.random()) / KILLS))
        process.kill()
        process.communicate()
        nights = _whole(old_town)
        after = fingerprint(old_town.lake)
        assert after in (before, fingerprint(undisturbed.lake))
        assert len(nights) == (1 if after == before else 2)

    assert old_town.run("nightly", second)[0] == 0
    assert fingerprint(old_town.lake) == fingerprint(undisturbed.lake)
    assert [path.name for path in old_town.lake.generations.iterdir()] == [old_town.lake.current()]


def test_a_run_killed_after_its_commit_leaves_nothing_once_the_feed_comes_again(old_town: Town) -> None:
    first = old_town.feeds[0]
    (old_town.lake.generations / "draft").mkdir()
    status, out, _ = old_town.run("nightly", first)
    assert (status, "nothing to do" in out) == (0, True)
    assert [path.name for path in old_town.lake.generations.iterdir()] == [old_town.lake.current()]


def test_a_second_run_beside_the_first_is_refused(small_town: Town) -> None:
    with small_town.lake.draft():
        status, _, err = small_town.run("nightly", small_town.feeds[0])
    assert status == 2
    assert err.startswith("tilth: Another nightly run")
    assert small_town.run("nightly", small_town.feeds[0])[0] == 0


def test_a_database_that_is_away_stops_the_night_before_it_shows(old_town: Town) -> None:
    second = old_town.feeds[1]
    before = fingerprint(old_town.lake)
    with databases.data_folder() as folder:
        gone = server.start(folder / "postgres")
        server.stop(folder / "postgres")
        away = Town(old_town.data, gone, old_town.feeds)
        status, _, err = away.run("nightly", second)
    assert status == 1
    assert len(err.strip().splitlines()) == 1
    assert "database" in err
    assert fingerprint(old_town.lake) == before
    assert old_town.run("nightly", second)[0] == 0


def test_a_refusal_is_heard_also_while_the_database_is_away(small_town: Town, tmp_path: Path) -> None:
    with databases.data_folder() as folder:
        gone = server.start(folder / "postgres")
        server.stop(folder / "postgres")
        status, _, err = Town(small_town.data, gone, ()).run("nightly", tmp_path / "2026-11-31")
    assert status == 2
    assert len(err.strip().splitlines()) == 1
    assert "2026-11-31" in err


@contextmanager
def _small_disk(folder: Path, megabytes: int) -> Iterator[None]:
    """Mount a small disk in memory at `folder`; needs the right to mount."""
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tilth", folder], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


@contextmanager
def _room(folder: Path) -> Iterator[None]:
    """Fill the disk at `folder` but for a little, as a log that ran wild would."""
    ballast = folder / "ballast"
    with ballast.open("wb") as file:
        free = os.statvfs(folder)
        file.write(b"\0" * (free.f_bavail * free.f_frsize - 150_000))
    try:
        yield
    finally:
        ballast.unlink()


def _may_mount() -> bool:
    probe = ["unshare", "--mount", "true"]
    return os.geteuid() == 0 and subprocess.run(probe, capture_output=True, check=False).returncode == 0


def test_a_full_disk_leaves_yesterday_and_frees_what_it_took(small_town: Town, tmp_path: Path) -> None:
    if not _may_mount():
        _full_by_quota(small_town)
        return
    disk = tmp_path / "disk"
    with _small_disk(disk, 64):
        shutil.copytree(small_town.data, disk / "data")
        town = Town(disk / "data", small_town.url, small_town.feeds)
        assert town.run("nightly", town.feeds[0])[0] == 0
        before = fingerprint(town.lake)
        with _room(disk):
            status, _, err = town.run("nightly", town.feeds[1])
            assert status == 1
            assert "disk" in err
            assert len(err.strip().splitlines()) == 1
            assert fingerprint(town.lake) == before
        assert town.run("nightly", town.feeds[1])[0] == 0


def _full_by_quota(town: Town) -> None:
    """Where nothing may be mounted: a limit on the size of files fails writes in the same places."""
    assert town.run("nightly", town.feeds[0])[0] == 0
    before = fingerprint(town.lake)
    command = f"ulimit -f 8; exec tilth nightly {town.feeds[1]}"
    limited = subprocess.run(
        ["sh", "-c", command], env=town.environment(), capture_output=True, text=True, check=False
    )
    assert limited.returncode != 0
    assert fingerprint(town.lake) == before
    assert town.run("nightly", town.feeds[1])[0] == 0
