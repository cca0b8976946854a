"""Machines that go in the middle of a night take nothing along: it is the same night at its end."""

import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from property import hard_cases
from property.engine import compare, run
from spark.comparing import differences

if TYPE_CHECKING:
    from bench.spark_cluster import Cluster

pytestmark = [
    pytest.mark.spark,
    # PySpark leaves the sockets of what it fetches to the garbage collector
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


class Blow:
    """Ends workers when the cluster is about to write for the so-manieth time."""

    def __init__(self, cluster: "Cluster") -> None:
        self.cluster = cluster
        self.writes = self.at = self.kills = 0

    def before(self, count: int, *, at: int) -> None:
        """Have `count` workers killed before write `at` of what follows."""
        self.writes, self.at, self.count = 0, at, count

    def step(self) -> None:
        """Count one write; strike where it is time. Where none is left, another comes."""
        self.writes += 1
        if self.writes != self.at:
            return
        for _ in range(self.count):
            self.cluster.kill_worker()
            self.kills += 1
        if not self.cluster.workers:
            self.cluster.start_worker()


@pytest.fixture
def blow(spark_cluster: "Cluster", monkeypatch: pytest.MonkeyPatch) -> Blow:
    from tilth.engine.sessions import spark  # noqa: PLC0415 - needs the extra

    made, usual = Blow(spark_cluster), spark.Spark._written

    def written(session: spark.Spark, computed: Any, name: str) -> Path:
        made.step()
        return usual(session, computed, name)

    monkeypatch.setattr(spark.Spark, "_written", written)
    return made


def test_a_killed_worker_and_a_killed_cluster_change_no_cell(
    master: str, spark_cluster: "Cluster", blow: Blow
) -> None:
    nights = hard_cases.nights()
    moments = random.Random(20261120)
    with run(nights) as usual, run(()) as made:
        made.master = master
        for place, night in enumerate(nights):
            blow.before(2 if place % 2 else 1, at=moments.randrange(2, 40))
            made.night(night)
            assert blow.writes > blow.at
            while len(spark_cluster.workers) < 2:
                spark_cluster.start_worker()
        tables, cells, lines = differences(made, usual)
        lines += compare(nights, made)
    print(
        f"FIGURE spark: {blow.kills} workers killed in {len(nights)} nights, {tables} tables, {cells} cells, "
        f"{len(lines)} differences"
    )
    assert not lines, "\n".join(lines[:20])
