"""A small bank with three feeds, and the real command run on it."""

import datetime as dt
import hashlib
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from support import keys
from tilth.connectors.demo_bank import Plan, generate
from tilth.lake.store import Lake
from tilth.policy import bank
from tilth.policy.bank import Bank

LAST = dt.date(2026, 11, 20)


@dataclass(frozen=True)
class Town:
    """A data folder, its database and the feeds that were made for it."""

    data: Path
    url: str
    feeds: tuple[Path, ...]

    @property
    def lake(self) -> Lake:
        """The town's lake."""
        return Lake(self.data)

    def environment(self) -> dict[str, str]:
        """What the command finds around it."""
        return {
            **os.environ,
            "DATABASE_URL": self.url,
            "TILTH_DATA": str(self.data),
            "TILTH_SECRET_KEY": "only for this town" * 4,
        }

    def start(self, *words: str | Path) -> subprocess.Popen[str]:
        """Start the command and go on."""
        return subprocess.Popen(
            [sys.executable, "-c", "from tilth.jobs.cli import main; main()", *map(str, words)],
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *words: str | Path) -> tuple[int, str, str]:
        """Run the command; return its status, standard output and standard error."""
        process = self.start(*words)
        out, err = process.communicate(timeout=240)
        return process.returncode, out, err


def feeds(folder: Path, *, customers: int = 200, days: int = 3) -> tuple[Path, ...]:
    """Write the town's feeds."""
    plan = Plan(customers=customers, days=days, seed=5, until=LAST, csv=False)
    return tuple(folder / written.business_date.isoformat() for written in generate(plan, folder))


def make(folder: Path, url: str, made: tuple[Path, ...]) -> Town:
    """Make the town's data folder."""
    folder.mkdir(parents=True, exist_ok=True)
    bank.write(folder, Bank(today="after_last_night"))
    keys.put(folder)
    return Town(folder, url, made)


def fingerprint(lake: Lake) -> dict[str, str]:
    """Return a digest of every table file of the lake; reports carry seconds and are left out."""
    root = lake.root.resolve()
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*.parquet"))
    }
