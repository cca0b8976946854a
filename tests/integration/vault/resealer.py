"""A re-encryption in a process of its own, to be killed."""

from pathlib import Path

from tilth.connectors.core_banking import resealing as lakes
from tilth.connectors.warehouse import resealing as databases
from tilth.lake.store import Lake
from tilth.vault import ring


def database(url: str, path: Path) -> None:
    """Bring the published rows under the active keys."""
    for _ in databases.reseal(url, ring.load(path)):
        pass


def lake(data: Path, path: Path) -> None:
    """Bring the lake's nights under the active keys."""
    for _ in lakes.reseal(Lake(data), ring.load(path)):
        pass
