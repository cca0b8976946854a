"""Makes the `bench` folder of the repository importable, and computes a small bank's three nights once."""

import datetime as dt
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bench import night_sql

from bench_night.small_bank import NIGHTS, SmallLake, fill


@pytest.fixture(scope="session")
def nights(tmp_path_factory: pytest.TempPathFactory) -> SmallLake:
    """The small bank's lake with its three nights computed by the hand-written SQL."""
    root = tmp_path_factory.mktemp("small-bank")
    lake = SmallLake(root)
    fill(lake)
    for place, day in enumerate(NIGHTS):
        night_sql.compute(
            dates=night_sql.Dates(day=day, earlier=NIGHTS[:place]),
            files=lake,
            spill=root / "spill",
            settings=night_sql.Settings(),
        )
    return lake


@pytest.fixture
def last(nights: SmallLake) -> dt.date:
    """The last of the three nights, a Monday."""
    return NIGHTS[-1]
