"""Rare looks for garbage: a process that ends still lets go of what it had set aside."""

import subprocess
import sys

_NIGHT = (
    "import duckdb; from tilth.kernel import collector; duckdb.connect().execute('SELECT 1').fetchall();"
    "collector.settle(); duckdb.connect().execute('SELECT 2').fetchall()"
)


def test_a_process_that_settled_ends_without_a_word() -> None:
    ended = subprocess.run([sys.executable, "-c", _NIGHT], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
