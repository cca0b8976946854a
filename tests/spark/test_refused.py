"""A cluster on which no night can run: one sentence before anything is written, no endless waiting."""

import os
import subprocess
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

import pytest

from integration.night.town import fingerprint
from spark.towns import Town, ended, misses, published, when

if TYPE_CHECKING:
    from pathlib import Path

    from bench.spark_cluster import Cluster

pytestmark = pytest.mark.spark

BLIND = ("unshare", "--mount", "sh", "-c", 'mount -t tmpfs tmpfs "$0" && exec "$@"')
"""Begins a program that sees an empty folder where everybody else sees a full one."""
FULL = (
    *("unshare", "--mount", "sh", "-c"),
    'mkdir "$0" && mount -t tmpfs -o size=64k tmpfs "$0" && SPARK_LOCAL_DIRS="$0" exec "$@"',
)
"""Begins a worker whose executors have hardly a disk for what they shuffle."""


def _may_mount(folder: "Path") -> None:
    if os.geteuid() or subprocess.run([*BLIND, str(folder), "true"], check=False).returncode:
        pytest.skip("needs the right to mount")


@pytest.fixture
def untouched(old_town: Town) -> Iterator[Town]:
    """A bank to whose files and pages nothing may happen."""
    before, shown = fingerprint(old_town.lake), published(old_town.url)
    yield old_town
    assert fingerprint(old_town.lake) == before
    assert published(old_town.url) == shown
    assert old_town.left() == []


@pytest.mark.parametrize("part", ["driver", "executor"])
def test_too_little_memory_is_told(untouched: Town, spark_cluster: "Cluster", part: str) -> None:
    spark_cluster.settle(**{f"spark_{part}_memory": "300m"})
    status, said = untouched.on_spark(spark_cluster.place, untouched.feeds[1])
    assert (status, said.startswith(f"tilth: Spark's {part} has too little memory (")) == (2, True), said
    assert said.endswith(f": set spark.{part}.memory in spark-defaults.conf.")


def test_a_cluster_without_room_is_not_waited_for_without_end(
    untouched: Town, spark_cluster: "Cluster"
) -> None:
    spark_cluster.settle(spark_executor_memory="900g", spark_tilth_patience="5")
    status, said = untouched.on_spark(spark_cluster.place, untouched.feeds[1])
    wanted = f"tilth: Spark at {spark_cluster.place} has had no executor for 5 seconds, nothing was changed:"
    assert (status, said.startswith(wanted)) == (1, True), said


def test_a_patience_that_is_no_number_is_told(untouched: Town, spark_cluster: "Cluster") -> None:
    spark_cluster.settle(spark_tilth_patience="5min")
    status, said = untouched.on_spark(spark_cluster.place, untouched.feeds[1])
    assert (status, said) == (
        2,
        "tilth: spark.tilth.patience in spark-defaults.conf is 5min: write whole seconds, such as 300.",
    )


@pytest.mark.parametrize("hidden", ["data", "spill"])
def test_a_machine_that_lacks_a_folder_is_told(
    untouched: Town, spark_cluster: "Cluster", hidden: str
) -> None:
    folder: Path = getattr(untouched, hidden)
    folder.mkdir(exist_ok=True)
    _may_mount(folder)
    spark_cluster.settle()
    spark_cluster.start_worker(*BLIND, str(folder))
    status, said = untouched.on_spark(spark_cluster.place, untouched.feeds[1])
    spark_cluster.kill_worker(-1)
    wanted = f"does not read {untouched.data} or write {untouched.spill} where the driver does"
    assert (status, wanted in said) == (2, True), said


def test_a_machine_that_comes_late_and_lacks_the_data_is_told(
    untouched: Town, spark_cluster: "Cluster"
) -> None:
    untouched.spill.mkdir(exist_ok=True)
    _may_mount(untouched.data)
    # a task that fails there is otherwise tried on another machine
    spark_cluster.settle(spark_task_maxFailures="1")
    process = untouched.begin(spark_cluster.place, untouched.feeds[1])
    assert when(process, lambda: untouched.steps() >= 5), process.communicate()
    spark_cluster.start_worker(*BLIND, str(untouched.data))
    status, said = ended(process)
    spark_cluster.kill_worker(-1)
    assert (status, "that came when the night had begun does not read" in said) == (1, True), said


def _in_the_end(town: Town, usual: Town, place: str, end: tuple[int, str], what: str) -> None:
    """Run a night again that failed whole; the lake is right then, and nothing is left."""
    status, said = end
    print(f"FIGURE spark: {what}: the night ended with {status} {said}")
    if status:
        assert (status, "nothing was changed" in said) == (1, True), said
        assert [night.business_date for night in town.lake.nights] == [usual.lake.nights[0].business_date]
        assert town.on_spark(place, town.feeds[1]) == (0, "")
    tables, lines = misses(town, usual)
    assert tables
    assert not lines, "\n".join(lines[:20])
    assert town.left() == []


@pytest.mark.parametrize("recovers", [False, True])
def test_a_master_that_begins_anew_loses_the_night_or_nothing(
    old_town: Town, usual: Town, spark_cluster: "Cluster", *, recovers: bool
) -> None:
    spark_cluster.settle(spark_tilth_patience="60")
    spark_cluster.kill_master()
    spark_cluster.start_master(recovers=recovers)
    process = old_town.begin(spark_cluster.place, old_town.feeds[1])
    assert when(process, lambda: old_town.steps() >= 20), process.communicate()
    spark_cluster.kill_master()
    spark_cluster.start_master(recovers=recovers)
    what = f"a master killed and started again, {'with' if recovers else 'without'} recovery"
    end = ended(process)
    assert end == (0, "") or not recovers
    _in_the_end(old_town, usual, spark_cluster.place, end, what)


def _logs(cluster: "Cluster") -> "Iterator[Path]":
    """Return what workers and executors have logged."""
    return chain(cluster.folder.glob("*.log"), cluster.folder.glob("**/stderr"))


def test_a_full_disk_of_a_worker_loses_the_night_or_nothing(
    old_town: Town, usual: Town, spark_cluster: "Cluster", tmp_path: "Path"
) -> None:
    _may_mount(tmp_path)
    spark_cluster.settle()
    spark_cluster.start_worker(*FULL, str(tmp_path / "small"))
    process = old_town.begin(spark_cluster.place, old_town.feeds[1])
    end = ended(process)
    spark_cluster.kill_worker(-1)  # its disk is seen to
    hits = sum("No space left" in log.read_text("utf-8", "replace") for log in _logs(spark_cluster))
    _in_the_end(
        old_town, usual, spark_cluster.place, end, f"a worker with a full disk, {hits} logs tell of it"
    )
