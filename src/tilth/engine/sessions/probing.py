"""What a cluster must do before a night begins on it, tried with one small job.

Every core that is there reads a file in the lake's folder and writes one in the spill folder. A machine that
lacks one of the two folders fails, finds nothing, or writes to its own disk what the driver never sees.
"""

import re
import shutil
from pathlib import Path
from typing import Any
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq
from py4j.protocol import Py4JError
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

from tilth.engine.sessions import watching
from tilth.kernel.errors import Refused

_PAUSE = 200
"""Milliseconds for which each part keeps its core busy, so that the next part goes to another core."""
_HOST = re.compile(r"\(([^\s()]+) executor \d+\)")


def url(path: Path) -> str:
    """Return a path as Spark reads it whatever file system its own settings prefer."""
    return f"file://{path.absolute()}"


def seen(folder: Path) -> int:
    """Return how many rows of the parts that executors wrote into `folder` the driver sees."""
    return sum(pq.read_metadata(part).num_rows for part in folder.glob("part-*.parquet"))


def check(session: SparkSession, *, master: str, spill: Path, lake: Path) -> None:
    """Refused where no executor comes, or one does not share both folders with the driver."""
    name = f"probe-{uuid4().hex}"
    given, made = lake / name, spill / name
    if not master.startswith("local"):
        watching.gathered(session)
    # who comes later is not asked, and what it writes is counted
    parts = max(2, session.sparkContext.defaultParallelism)
    given.mkdir(mode=0o700)
    try:
        for number in range(parts):
            pq.write_table(pa.table({"number": [number]}), given / f"{number}.parquet")
        with watching.watched(session, master):
            _copy(session, given, made)
        found = seen(made)
        if found != parts:
            raise _apart(master, lake, spill, f"of {parts} rows the driver sees {found}")
    except (PySparkException, Py4JError) as error:
        if name not in str(error):
            raise
        host = _HOST.search(str(error))
        raise _apart(master, lake, spill, f"{host[1] if host else 'one of them'} cannot") from error
    finally:
        for folder in (given, made):
            shutil.rmtree(folder, ignore_errors=True)


def _copy(session: SparkSession, given: Path, made: Path) -> None:
    # a task that fails is tried on another machine and tells nothing: what is missing is left out and counted
    reading: Any = session.read.schema("number BIGINT").option("ignoreMissingFiles", "true")
    rows = reading.parquet(url(given))
    paused = rows.selectExpr("number", f"java_method('java.lang.Thread', 'sleep', {_PAUSE}L) AS paused")
    paused.write.parquet(url(made))


def _apart(master: str, lake: Path, spill: Path, what: str) -> Refused:
    return Refused(
        f"An executor of Spark at {master} does not read {lake} or write {spill} where the driver does "
        f"({what}): mount both under the same path, for the same account, on every machine of the cluster."
    )
