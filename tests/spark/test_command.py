"""`tilth nightly --engine spark`, from the feed to the pages, whole or not at all."""

import random
from typing import TYPE_CHECKING

import pytest

from integration.night.town import fingerprint
from spark.towns import Town, ended, misses, published, when
from tilth.policy import bank as banks

if TYPE_CHECKING:
    from bench.spark_cluster import Cluster

pytestmark = pytest.mark.spark

ELSEWHERE = "-Duser.timezone=Pacific/Apia"
KILLS = 3
STEPS = 30
"""A night keeps more steps that have rows."""


def test_the_pages_read_from_spark_what_they_read_from_duckdb(
    new_town: Town, usual: Town, spark_cluster: "Cluster", monkeypatch: pytest.MonkeyPatch
) -> None:
    from bench.spark_cluster import JAVA  # noqa: PLC0415 - needs the extra

    # the machines of the cluster, and the one of the command, have clocks of their own
    spark_cluster.settle(spark_executor_extraJavaOptions=f"{JAVA} {ELSEWHERE}")
    monkeypatch.setenv("TZ", "America/New_York")
    with (new_town.data / banks.FILE).open("a", encoding="utf-8") as settings:
        settings.write(f'\n[night]\nengine = "spark"\nmaster = "{spark_cluster.place}"\n')
        settings.write(f'spill = "{new_town.spill}"\n')
    assert ended(new_town.start("nightly", *new_town.feeds)) == (0, "")
    tables, lines = misses(new_town, usual)
    found, wanted = published(new_town.url), published(usual.url)
    rows = sum(map(len, wanted.values()))
    lines += [
        f"{name}: {min({*found[name]} ^ {*one}, default='another order')}"
        for name, one in wanted.items()
        if found[name] != one
    ]
    print(
        f"FIGURE spark: 2 nights of the command, {tables} files of the lake and {rows} rows of {len(wanted)} "
        f"published tables, {len(lines)} differ"
    )
    assert rows
    assert not lines, "\n".join(lines[:20])
    assert new_town.left() == []


def test_a_killed_command_leaves_the_night_before_and_the_next_run_is_right(
    old_town: Town, usual: Town, spark_cluster: "Cluster"
) -> None:
    before, second = fingerprint(old_town.lake), old_town.feeds[1]
    moments = random.Random(20261120)
    for _ in range(KILLS):
        at = moments.randrange(1, STEPS)
        process = old_town.begin(spark_cluster.place, second)
        assert when(process, lambda at=at: old_town.steps() >= at), process.communicate()
        process.kill()
        process.communicate()
        assert fingerprint(old_town.lake) == before
        assert len(old_town.left()) == 1
    assert old_town.on_spark(spark_cluster.place, second) == (0, "")
    tables, lines = misses(old_town, usual)
    print(f"FIGURE spark: {KILLS} commands killed, then a whole night: {tables} files, {len(lines)} differ")
    assert not lines, "\n".join(lines[:20])
    assert old_town.left() == []
