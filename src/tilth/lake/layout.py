"""Where the files lie inside the data folder (contract §3)."""

import datetime as dt
from enum import StrEnum
from pathlib import Path


class Area(StrEnum):
    """The parts of the lake that hold tables."""

    FEED = "feed"
    MARTS = "marts"
    EXTRACTS = "extracts"


PART = "part-0.parquet"
"""The file of a table and night; a night of one table is one file."""


def folder(root: Path, area: Area, table: str, day: dt.date) -> Path:
    """Return the folder of one table and night below a lake's root."""
    return root / area / table / f"date={day.isoformat()}"


def quarantine(root: Path, day: dt.date) -> Path:
    """Return the file of the rows that were set aside on that night."""
    return root / "quarantine" / f"{day.isoformat()}.parquet"


def report(root: Path, day: dt.date) -> Path:
    """Return the run report of that night."""
    return root / "reports" / f"{day.isoformat()}.json"


def ledger(root: Path) -> Path:
    """Return the list of the nights that are in this lake."""
    return root / "nights.json"
