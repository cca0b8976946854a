"""Engine and hand-written SQL on a small synthetic bank: every column of marts and state is equal."""

import subprocess
import sys
from pathlib import Path

import pytest
from bench import by_engine, compare, night_sql
from bench.beside import Beside, differences

from bench_night.small_bank import NIGHTS as SMALL_NIGHTS
from bench_night.small_bank import SmallLake
from support import keys
from tilth.engine import run as engine
from tilth.lake.store import Lake
from tilth.policy import bank as banks
from tilth.policy import playbook
from tilth.policy.bank import Bank

# what the module makes is made once: its tests stay with one worker
pytestmark = pytest.mark.xdist_group("twin")

CUSTOMERS, NIGHTS = 400, 3


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """The lake of a generated bank's nights, the last after a weekend."""
    feeds, data = tmp_path_factory.mktemp("twin") / "feeds", tmp_path_factory.mktemp("twin-data")
    tilth = Path(sys.executable).with_name("tilth")
    size = ("--customers", str(CUSTOMERS), "--days", str(NIGHTS), "--seed", "11", "--until", "2026-11-16")
    subprocess.run([tilth, "bank", "generate", *size, feeds], check=True, stdout=subprocess.DEVNULL)
    banks.write(data, Bank(today="after_last_night"))
    keys.put(data)
    for feed in sorted(path.parent for path in feeds.glob("*/manifest.json")):
        by_engine.take(data, feed)
    return Lake(data)


@pytest.mark.parametrize("place", range(NIGHTS))
def test_every_column_is_equal(lake: Lake, tmp_path: Path, place: int) -> None:
    days = tuple(night.business_date for night in lake.nights)
    dates = night_sql.Dates(day=days[place], earlier=days[:place])
    assert differences(files=Beside(lake.root, tmp_path), dates=dates, settings=night_sql.Settings()) == []


@pytest.mark.parametrize("place", range(len(SMALL_NIGHTS)))
def test_the_small_bank_is_equal_too(nights: SmallLake, tmp_path: Path, place: int) -> None:
    day = SMALL_NIGHTS[place]
    engine.compute(
        day=day,
        earlier=SMALL_NIGHTS[:place],
        files=Beside(nights.root, tmp_path),
        playbook=playbook.default(),
        base_currency="CNY",
        spill=tmp_path / "spill",
    )
    left, right = compare.night_of(tmp_path, day), compare.night_of(nights.root, day)
    assert compare.compare(left=left, right=right) == []
