"""The Java of the extra, for machines that have none that fits, starts Spark."""

import os
import subprocess
import sys

import pytest

PROGRAM = """
from tilth.engine.sessions import cluster
cluster.shutil.which = lambda name: None  # a machine without Java
from pathlib import Path
from tilth.engine.sessions import spark
from tilth.ports.schema import Kind
import sys
with spark.opened(master="local[1]", spill=Path(sys.argv[1])) as session:
    print(session.fetch(session.small("given", number=(Kind.INTEGER, [2, 3])).count().as_table()))
"""


@pytest.mark.spark
def test_the_wheel_s_java_starts_spark(tmp_path: object) -> None:
    pytest.importorskip("pyspark")
    environment = {name: value for name, value in os.environ.items() if name != "JAVA_HOME"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert ": 2}]" in done.stdout
