"""Clusters that tests share, and one that a test may hurt."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from integration.night import town
from spark.towns import Town
from support import databases

if TYPE_CHECKING:
    from bench.spark_cluster import Cluster


@pytest.fixture(scope="module")
def spark_cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Cluster"]:
    """A master and two workers."""
    pytest.importorskip("pyspark")
    from bench import spark_cluster  # noqa: PLC0415 - needs the extra

    with spark_cluster.standing(tmp_path_factory.mktemp("cluster")) as made:
        yield made


@pytest.fixture(scope="module")
def master(spark_cluster: "Cluster", tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where that cluster listens, a session being open, which the nights of this process join."""
    from tilth.engine.sessions import spark  # noqa: PLC0415 - needs the extra

    with spark.opened(master=spark_cluster.place, spill=tmp_path_factory.mktemp("spill")):
        yield spark_cluster.place


@pytest.fixture(scope="module")
def hasty_master(spark_cluster: "Cluster", tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The same on a cluster that is set for banks of a few rows."""
    from bench.spark_cluster import HASTY  # noqa: PLC0415 - needs the extra

    from tilth.engine.sessions import spark  # noqa: PLC0415 - needs the extra

    spark_cluster.settle(**HASTY)
    with spark.opened(master=spark_cluster.place, spill=tmp_path_factory.mktemp("spill")):
        yield spark_cluster.place


@pytest.fixture(scope="session")
def town_feeds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """Two feeds of one small bank."""
    return town.feeds(tmp_path_factory.mktemp("feeds"), days=2)


@pytest.fixture(scope="module")
def usual(
    postgres: str, migrated: str, town_feeds: tuple[Path, ...], tmp_path_factory: pytest.TempPathFactory
) -> Town:
    """The bank after both nights, on DuckDB; not to be changed."""
    return _after(postgres, town_feeds, 2, tmp_path_factory.mktemp("usual"))


@pytest.fixture(scope="module")
def first(
    postgres: str, migrated: str, town_feeds: tuple[Path, ...], tmp_path_factory: pytest.TempPathFactory
) -> Town:
    """The bank after its first night, on DuckDB; only to be copied."""
    return _after(postgres, town_feeds, 1, tmp_path_factory.mktemp("first"))


@pytest.fixture
def old_town(first: Town, postgres: str, tmp_path: Path) -> Iterator[Town]:
    """A bank after its first night, with folders and a database of its own."""
    url = databases.copy(postgres, urlsplit(first.url).path.lstrip("/"))
    shutil.copytree(first.data, tmp_path / "data", symlinks=True)
    yield Town(tmp_path / "data", url, first.feeds, tmp_path / "spill")
    databases.drop(postgres, urlsplit(url).path.lstrip("/"))


@pytest.fixture
def new_town(town_feeds: tuple[Path, ...], database: str, tmp_path: Path) -> Town:
    """A bank before its first night."""
    made = town.make(tmp_path / "data", database, town_feeds)
    return Town(made.data, made.url, made.feeds, tmp_path / "spill")


def _after(postgres: str, feeds: tuple[Path, ...], nights: int, folder: Path) -> Town:
    url = databases.copy(postgres, databases.TEMPLATE)
    made = town.make(folder / "data", url, feeds)
    status, _, error = made.run("nightly", *feeds[:nights])
    assert status == 0, error
    return Town(made.data, url, feeds, folder / "spill")
