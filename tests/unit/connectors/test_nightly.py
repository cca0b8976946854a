"""Which nights of a published table are caught up: replaced ones always, missed ones as far as they fit."""

import datetime as dt
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tilth.connectors.warehouse import nightly
from tilth.connectors.warehouse.bookings import BOOKINGS
from tilth.connectors.warehouse.nightly import Nightly
from tilth.connectors.warehouse.points import POINTS

DAY = dt.date(2026, 4, 9)


class Known:
    """A connection that knows these nights."""

    def __init__(self, known: dict[dt.date, str]) -> None:
        self.known = known

    def execute(self, _statement: str) -> Any:
        return SimpleNamespace(fetchall=lambda: list(self.known.items()))


class Nights:
    """A lake with files of so many rows a night."""

    def __init__(self, folder: Path, rows: dict[dt.date, int]) -> None:
        self.folder, self.nights = folder, [SimpleNamespace(business_date=day) for day in rows]
        for day, number in rows.items():
            for table in ("transactions", "holdings", "products", "customers", "carried"):
                pq.write_table(pa.table({"n": range(number)}), folder / f"{table}-{day}")

    def path(self, _area: object, name: str, day: dt.date) -> Path:
        return self.folder / f"{name}-{day}"


@pytest.mark.parametrize("kept", [POINTS, BOOKINGS], ids=lambda one: one.parent)
def test_a_replaced_night_is_taken_though_a_missed_one_did_not_fit(
    kept: Nightly, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nightly, "CAUGHT_UP", 5)
    days = [DAY - dt.timedelta(days=back) for back in range(6)]
    lake: Any = Nights(tmp_path, dict.fromkeys(days, 3))
    connection: Any = Known({days[4]: "another mark", days[5]: "another mark"})
    found = kept.wanted(connection, lake, DAY, days=5)
    # the newest, one missed night of the three, and what was replaced; the oldest lies outside
    assert [one.day for one in found] == [days[0], days[1], days[4]]
    again: Any = Known({one.day: one.content for one in found} | {days[2]: "", days[3]: ""})
    assert [one.day for one in kept.wanted(again, lake, DAY, days=5)] == [days[2], days[3]]
