"""All nights of the demo bank and the outermost of a real one: Spark's are DuckDB's, cell for cell.

State is carried from night to night on Spark's own nights; the real bank's last ones begin behind DuckDB's.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from realbank import oracle
from realbank.conftest import BANK, rules, take
from spark.again import Bank
from tilth.jobs import demo
from tilth.lake.store import Lake
from tilth.policy import bank, playbook

pytestmark = [
    pytest.mark.spark,
    # PySpark leaves the sockets of what it fetches to the garbage collector
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

NIGHTS = 8


def test_the_demo_bank(master: str, database: str, tmp_path: Path) -> None:
    values = {"DATABASE_URL": database, "TILTH_SECRET_KEY": "only for this demo" * 4}
    program = "from tilth.jobs.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", program, "demo", "--no-serve", "--data", str(tmp_path / "bank")],
        env={**os.environ, **values},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    made = Bank(
        lake=Lake(tmp_path / "bank"),
        base_currency=bank.load(tmp_path / "bank").base_currency,
        books=lambda day: playbook.in_force(tmp_path / "bank" / "playbook", day),
    )
    days = [night.business_date for night in made.lake.nights]
    assert len(days) == demo.DAYS
    print(f"FIGURE spark: the demo bank: {made.again(days, tmp_path / 'own', master)}")


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Bank:
    """Every night of the real bank on DuckDB."""
    if not oracle.FEEDS.is_dir():
        pytest.skip(f"NO REAL BANK at {oracle.FEEDS}: set TILTH_REAL_BANK to the folder of its feeds")
    data = tmp_path_factory.mktemp("real-bank")
    for feed in sorted(one for one in oracle.FEEDS.iterdir() if one.is_dir()):
        take(Lake(data), feed, data=data)
    return Bank(lake=Lake(data), base_currency=BANK.base_currency, books=lambda _: rules())


@pytest.mark.realbank
@pytest.mark.parametrize("nights", [slice(NIGHTS), slice(-NIGHTS, None)], ids=["first", "last"])
def test_the_real_bank(real: Bank, master: str, tmp_path: Path, nights: slice) -> None:
    days = [night.business_date for night in real.lake.nights][nights]
    print(f"FIGURE spark: the real bank: {real.again(days, tmp_path, master)}")
