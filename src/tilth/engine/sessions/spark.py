"""The night on Spark: the same expressions on a cluster that the bank operates (ADR 0039).

Driver and executors must see the lake and the spill folder under the same path. What is kept is Parquet in
the spill folder, so a machine that is lost takes nothing along. Memory, cores and the number of partitions
are the cluster's business and stand in its own `spark-defaults.conf`; set here is what answers depend on.
"""

import errno
import os
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import ibis
import ibis.expr.operations as ops
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq
from ibis.backends.pyspark.datatypes import PySparkType
from ibis.backends.sql.datatypes import PySparkType as Words
from py4j.protocol import Py4JError
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

from tilth.engine.backend import TYPES, Session, Values
from tilth.engine.sessions import cluster
from tilth.kernel.errors import TilthError, one_line
from tilth.lake.arrow import arrow_schema, arrow_type
from tilth.lake.parquet import write_batches
from tilth.ports.schema import Table

SETTINGS = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",  # what does not fit a type is an error, never another number
    "spark.sql.parquet.compression.codec": "zstd",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}


class Spark(Session):
    """An open session of a cluster; tables that are kept are Parquet below its folder."""

    def __init__(
        self, backend: Any, folder: Path, prefix: str = "", files: Counter[str] | None = None
    ) -> None:
        self._backend = backend
        self._spark = backend._session  # noqa: SLF001 - Ibis has no other name for it
        self._folder = folder
        self._prefix = prefix
        self._files: Counter[str] = Counter() if files is None else files

    def apart(self, prefix: str) -> "Spark":
        """Return the same engine for the same steps once more; what they keep replaces nothing."""
        return Spark(self._backend, self._folder, f"{self._prefix}{prefix}_", self._files)

    def read(self, *paths: Path) -> ir.Table:
        """Return the rows of one or several files of the same table, lazily."""
        name = self._place(f"read_{paths[0].parent.parent.name}")
        reader = self._spark.read.option("mergeSchema", len(paths) > 1)
        return self._view(name, reader.parquet(*map(_url, paths)))

    def keep(self, name: str, rows: ir.Table) -> ir.Table:
        """Compute `rows` once, as Parquet in the spill folder, and return them as a table."""
        computed = self._typed(rows)
        place = _url(self._folder / self._place(f"kept_{name}"))
        computed.write.parquet(place)
        kept = self._spark.read.schema(computed.schema).parquet(place)
        return self._view(self._prefix + name, kept, rows.schema())

    def step(self, name: str, rows: ir.Table) -> ir.Table:
        """Return `rows` under a name, not yet computed."""
        return self._view(self._prefix + name, self._typed(rows), rows.schema())

    def small(self, name: str, **columns: Values) -> ir.Table:
        """Return a small table computed in Python: kind and values by column name."""
        arrays = {column: pa.array(values, arrow_type(kind)) for column, (kind, values) in columns.items()}
        schema = ibis.schema({column: TYPES[kind] for column, (kind, _) in columns.items()})
        rows = self._view(self._place("small"), self._spark.createDataFrame(pa.table(arrays)), schema)
        return self._view(self._prefix + name, self._typed(rows), schema)

    def fetch(self, rows: ir.Table) -> list[dict[str, Any]]:
        """Return a small result as dictionaries."""
        return [dict(zip(rows.columns, row, strict=True)) for row in self._typed(rows).collect()]

    def write(self, rows: ir.Table, table: Table, path: Path) -> int:
        """Write `rows` as the mart `table`: sorted parts of the executors, joined into the one file."""
        schema = ibis.schema({column.name: TYPES[column.kind] for column in table.columns})
        order = ", ".join(f"`{name}` NULLS LAST" for name in table.order)
        typed = self._view(self._place("sorted"), self._typed(rows.select(*table.names), schema), schema)
        folder = self._folder / self._place(f"parts_{table.name}")
        query = f"SELECT * FROM `{typed.op().name}` ORDER BY {order}"  # noqa: S608 - our own names only
        self._spark.sql(query).write.parquet(_url(folder))
        written = write_batches(path, arrow_schema(table), _batches(folder))
        shutil.rmtree(folder)
        return written

    def _typed(self, rows: ir.Table, schema: ibis.Schema | None = None) -> Any:
        """Return `rows` computed lazily in the types that Ibis believes them to have.

        Spark widens products and sums of decimals, and knows no type of an empty list.
        """
        columns = ", ".join(
            f"CAST(`{name}` AS {Words.to_string(kind)}) AS `{name}`"
            for name, kind in (schema or rows.schema()).items()
        )
        return self._spark.sql(f"SELECT {columns} FROM ({self._backend.compile(rows)})")  # noqa: S608

    def _view(self, name: str, rows: Any, schema: ibis.Schema | None = None) -> ir.Table:
        name = re.sub(r"\W", "_", name)
        rows.createOrReplaceTempView(name)
        schema = schema or ibis.schema({one.name: PySparkType.to_ibis(one.dataType) for one in rows.schema})
        return ops.DatabaseTable(name, schema=schema, source=self._backend).to_expr()

    def _place(self, name: str) -> str:
        """Return a name that nothing of this night has yet."""
        self._files[name] += 1
        return f"{name}_{self._files[name]}"


def _url(path: Path) -> str:
    """Return a path as Spark reads it whatever file system its own settings prefer."""
    return f"file://{path.absolute()}"


def _batches(folder: Path) -> Iterator[pa.RecordBatch]:
    for part in sorted(folder.glob("part-*.parquet")):
        with pq.ParquetFile(part) as file:
            yield from file.iter_batches()


@contextmanager
def opened(*, master: str, spill: Path) -> Iterator[Spark]:
    """Open a session of the cluster at `master`, or join the one that is open; close what was opened.

    TilthError when the cluster gives up, OSError when one of its disks is full.
    """
    os.environ["JAVA_HOME"] = str(cluster.java_home())
    folder = spill.absolute() / f"night-{uuid4().hex}"
    folder.mkdir(parents=True)
    joined = SparkSession.getActiveSession()
    try:
        session = joined or _session(master)
        try:
            yield Spark(ibis.pyspark.connect(session), folder)
        finally:
            if joined is None:
                session.stop()
    except (PySparkException, Py4JError, ConnectionError) as error:
        if "No space left" in str(error):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error
        said = one_line(error)[:300]
        raise TilthError(
            f"Spark at {master} gave up, nothing was changed; run the night again: {said}"
        ) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _session(master: str) -> SparkSession:
    builder = SparkSession.builder.master(master).appName("tilth night")
    for name, value in SETTINGS.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session
