"""Feeds are made once; every test gets a data folder and a database of its own."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from integration.night import town
from support import databases


@pytest.fixture(scope="session")
def made_feeds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """Three feeds of one small bank."""
    return town.feeds(tmp_path_factory.mktemp("feeds"))


@pytest.fixture
def small_town(tmp_path: Path, database: str, made_feeds: tuple[Path, ...]) -> town.Town:
    """A bank before its first night."""
    return town.make(tmp_path / "data", database, made_feeds)


@pytest.fixture(scope="session")
def first_night(
    postgres: str, migrated: str, made_feeds: tuple[Path, ...], tmp_path_factory: pytest.TempPathFactory
) -> town.Town:
    """A bank after its first night, by the real command; only to be copied."""
    url = databases.copy(postgres, databases.TEMPLATE)
    made = town.make(tmp_path_factory.mktemp("first-night") / "data", url, made_feeds)
    status, _, error = made.run("nightly", made_feeds[0])
    assert status == 0, error
    return made


@pytest.fixture
def old_town(first_night: town.Town, postgres: str, tmp_path: Path) -> Iterator[town.Town]:
    """A bank after its first night, with a data folder and a database of its own."""
    url = databases.copy(postgres, urlsplit(first_night.url).path.lstrip("/"))
    shutil.copytree(first_night.data, tmp_path / "data", symlinks=True)
    yield town.Town(tmp_path / "data", url, first_night.feeds)
    databases.drop(postgres, urlsplit(url).path.lstrip("/"))
