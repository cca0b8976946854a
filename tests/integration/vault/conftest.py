"""A small bank whose nights were taken by the real command, and processes that can be killed."""

import multiprocessing
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.context import ForkServerContext
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from integration.night import town
from support import databases
from tilth.jobs import nightly


@pytest.fixture(scope="session")
def processes() -> ForkServerContext:
    """Processes that begin with everything imported."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["integration.vault.resealer"])
    return context


@dataclass(frozen=True)
class SealedTown:
    """A town after two nights, and the feed that it has not seen."""

    town: town.Town
    next_feed: Path


@pytest.fixture(scope="package")
def sealed_town(
    migrated: str, postgres: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SealedTown]:
    """A small bank after two nights, published."""
    url = databases.copy(postgres, databases.TEMPLATE)
    feeds = town.feeds(tmp_path_factory.mktemp("feeds"))
    made = town.make(tmp_path_factory.mktemp("sealed") / "data", url, feeds)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", url)
        nightly.run(made.data, feeds[:2])
        yield SealedTown(made, feeds[2])
    databases.drop(postgres, urlsplit(url).path.lstrip("/"))
