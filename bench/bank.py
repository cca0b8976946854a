"""The bank that is measured: generated once per size, kept below bench/out."""

import shutil
import subprocess
import sys
from pathlib import Path

from bench.lunar_days import OUT
from tilth import wiring
from tilth.connectors.postgres import server

NIGHTS = 3
SEED = 7


def feeds(customers: int, *, out: Path = OUT) -> list[Path]:
    """Return the feed folders of a synthetic bank of that size in order of date; generated where missing."""
    folder = out / f"bank-{customers}"
    if not folder.exists():
        aside = out / f"bank-{customers}.part"
        shutil.rmtree(aside, ignore_errors=True)
        tilth("bank", "generate", "--customers", customers, "--days", NIGHTS, "--seed", SEED, aside)
        aside.rename(folder)
    return sorted(feed for feed in folder.iterdir() if (feed / "manifest.json").exists())


def data_folder(customers: int, *, out: Path = OUT) -> Path:
    """Return a fresh, initialised data folder for the bank of that size."""
    data = out / f"data-{customers}"
    if data.exists():
        server.stop(data.absolute() / wiring.POSTGRES)
    shutil.rmtree(data, ignore_errors=True)
    tilth("init", "--data", data, "--today", "after_last_night")
    return data


def tilth(*arguments: object) -> None:
    """Run the `tilth` command that stands beside this Python; its lines go to standard error."""
    command = [str(Path(sys.executable).with_name("tilth")), *(str(argument) for argument in arguments)]
    subprocess.run(command, check=True, stdout=sys.stderr)
