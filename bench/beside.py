"""Run the hand-written SQL on the nights of a lake beside the engine's results, and compare the two."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from bench import compare, night_sql
from tilth.lake import layout
from tilth.lake.layout import Area


@dataclass(frozen=True)
class Beside:
    """Reads come from one lake's root, writes go below another."""

    lake: Path
    own: Path

    def path(self, area: Area, table: str, day: dt.date) -> Path:
        """Return the lake's file."""
        return layout.folder(self.lake, area, table, day) / layout.PART

    def out(self, area: Area, table: str, day: dt.date) -> Path:
        """Return the file to write; its folder exists."""
        path = layout.folder(self.own, area, table, day) / layout.PART
        path.parent.mkdir(parents=True, exist_ok=True)
        return path


def differences(
    *, files: Beside, dates: night_sql.Dates, settings: night_sql.Settings
) -> list[compare.Difference]:
    """Compute a night in SQL from what the lake held before it; return where the lake's own night differs."""
    night_sql.compute(dates=dates, files=files, spill=files.own / "spill", settings=settings)
    left, right = compare.night_of(files.lake, dates.day), compare.night_of(files.own, dates.day)
    return compare.compare(left=left, right=right)
