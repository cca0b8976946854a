"""Feeds are made once; every test gets a data folder and a database of its own."""

from pathlib import Path

import pytest

from integration.night import town


@pytest.fixture(scope="session")
def made_feeds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """Three feeds of one small bank."""
    return town.feeds(tmp_path_factory.mktemp("feeds"))


@pytest.fixture
def small_town(tmp_path: Path, database: str, made_feeds: tuple[Path, ...]) -> town.Town:
    """A bank before its first night."""
    return town.make(tmp_path / "data", database, made_feeds)
