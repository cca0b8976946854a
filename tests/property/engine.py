"""Running the real engine, night by night, on the same inputs as the reference."""

import datetime as dt
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import reference
from reference import files
from reference.history import History
from reference.inputs import Night
from tilth import wiring
from tilth.engine.run import compute
from tilth.lake.layout import Area
from tilth.lake.store import Draft, Lake
from tilth.ports.marts import BY_NAME, TABLES
from tilth.ports.marts.state import CARE_DEBT, HABITS, IDLE, MATURED, OPENINGS, REASONS

Row = dict[str, Any]


class Run:
    """The nights of a bank as the engine leaves them."""

    def __init__(self, draft: Draft, spill: Path, base_currency: str, master: str = "") -> None:
        self.draft = draft
        self.spill = spill
        self.base_currency = base_currency
        self.master = master
        self.days: list[dt.date] = []

    def night(self, night: Night) -> None:
        """Write one night's inputs and compute it after those before."""
        files.write(self.draft, night)
        self.compute(night)
        self.days.append(night.day)

    def compute(self, night: Night) -> None:
        """Compute one night, its inputs being there, after the nights before it."""
        compute(
            day=night.day,
            earlier=[day for day in self.days if day < night.day],
            files=self.draft,
            playbook=night.playbook,
            base_currency=self.base_currency,
            spill=self.spill,
            cache=wiring.cache(self.spill),
            memory="500MB",
            threads=1,
            engine="spark" if self.master else "duckdb",
            master=self.master,
        )

    def rows(self, name: str, day: dt.date) -> list[Row]:
        """Return one mart of one night."""
        return files.read(self.draft, name, day)

    def bytes(self, day: dt.date) -> dict[str, bytes]:
        """Return the bytes of every file that one night left."""
        return {name: self.draft.path(Area.MARTS, name, day).read_bytes() for name in BY_NAME}


@contextmanager
def run(nights: Sequence[Night], *, base_currency: str = "CNY", master: str = "") -> Iterator[Run]:
    """Yield the run over `nights`, on Spark where a `master` is named; its folder is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        lake = Lake(Path(folder))
        spill = Path(folder) / "spill"
        spill.mkdir()
        with lake.draft() as draft:
            made = Run(draft, spill, base_currency, master)
            for night in nights:
                made.night(night)
            yield made


def compare(nights: Sequence[Night], made: Run) -> list[str]:
    """Return every difference between the engine's marts and the reference's, over all nights."""
    lines = []
    for history in History.of(nights, base_currency=made.base_currency):
        wanted = reference.tables(history)
        for table in (*TABLES, REASONS, MATURED, IDLE, HABITS, OPENINGS, CARE_DEBT):
            found = made.rows(table.name, history.day)
            lines += [
                f"{history.day} {table.name} {line}"
                for line in files.differences(wanted[table.name], found, table.key)
            ]
            lines += [
                f"{history.day} {table.name} {line}"
                for line in files.misfits(made.draft, table.name, history.day)
            ]
            lines += _disorder(found, table.order, f"{history.day} {table.name}")
    return lines


def _disorder(rows: Sequence[Row], order: Sequence[str], where: str) -> list[str]:
    keys = [tuple(row[name] for name in order) for row in rows]
    return [] if keys == sorted(keys) else [f"{where}: rows are not sorted by {', '.join(order)}"]
