"""Run every line of the operators' page of Spark on a machine that has nothing yet, one after the other.

``python -m bench.spark_page`` after `make setup`, in an empty container or chroot: it installs the extra as
the page says, makes a small bank and a cluster of this machine, and runs the page's lines as they stand there
but for their places. It ends with 1 at the first line that fails.
"""

import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs/how-to/spark.md"
PLACES = {"/shared/bank": "bank", "/shared/spill": "spill", "feeds/2026-11-20": "feeds/2026-11-20"}
MASTER = "spark://10.0.0.7:7077"
CUSTOMERS, DAYS, SEED = 200, 2, 11


def lines() -> Iterator[str]:
    """Yield each line that the page has its reader type."""
    for block in PAGE.read_text("utf-8").split("```sh\n")[1:]:
        yield from block.split("```")[0].splitlines()


def placed(line: str, folder: Path, master: str) -> str:
    """Return a line with this machine's places instead of the page's."""
    for shown, own in PLACES.items():
        line = line.replace(shown, str(folder / own))
    return line.replace(MASTER, master)


def run(line: str) -> None:
    """Run a line as a shell would where the page's reader stands."""
    print(f"$ {line}", flush=True)
    status = subprocess.run(shlex.split(line), cwd=ROOT, check=False).returncode
    if status:
        print(f"FIGURE spark page: status {status}")
        sys.exit(1)


def prepared(folder: Path) -> None:
    """Make a bank whose night is still to be run."""
    asked = f"--customers {CUSTOMERS} --days {DAYS} --seed {SEED}"
    run(f".venv/bin/tilth bank generate {asked} {folder / 'feeds'}")
    run(f".venv/bin/tilth init --data {folder / 'bank'}")
    first, _ = sorted((folder / "feeds").glob("2*"))
    run(f".venv/bin/tilth nightly --data {folder / 'bank'} {first}")


def main() -> None:
    """Install the extra, then run what is left of the page beside a cluster."""
    install, *others = lines()
    run(install)
    from bench.spark_cluster import standing  # the page's first line has brought what it needs

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepared(folder)
        (folder / "cluster").mkdir()
        with standing(folder / "cluster") as cluster:
            for line in others:
                run(placed(line, folder, cluster.place))
        run(f".venv/bin/tilth check --data {folder / 'bank'}")
    print(f"FIGURE spark page: {1 + len(others)} lines ran, none failed")


if __name__ == "__main__":
    main()
