"""The night on Spark: the same expressions on a cluster that the bank operates (ADR 0039).

Driver and executors must see the lake and the spill folder under the same path. What is kept is Parquet in
the spill folder, so a machine that is lost takes nothing along. Memory, cores and the number of partitions
are the cluster's business and stand in its own `spark-defaults.conf`; set here is what answers depend on.
"""

import os
import re
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import ibis
import ibis.expr.operations as ops
import ibis.expr.types as ir
import pyarrow as pa
from ibis.backends.pyspark.datatypes import PySparkType
from py4j.protocol import Py4JError
from pyspark.errors import PySparkException
from pyspark.sql import Observation, SparkSession
from pyspark.sql.functions import count, lit

from tilth.engine.backend import TYPES, Session, Values
from tilth.engine.sessions import cluster, known, probing, spilled, watching
from tilth.engine.sessions.probing import url
from tilth.kernel.errors import Refused, TilthError, one_line
from tilth.lake.arrow import arrow_schema, arrow_type
from tilth.lake.parquet import write_batches
from tilth.ports.schema import Table

SETTINGS = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",  # what does not fit a type is an error, never another number
    "spark.sql.parquet.compression.codec": "zstd",
    "spark.hadoop.mapreduce.fileoutputcommitter.marksuccessfuljobs": "false",  # rows are counted instead
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}
_LITTLE = re.compile(r"(System|Executor) memory (\d+) must be at least (\d+)")


class Spark(Session):
    """An open session of a cluster; tables that are kept are Parquet below its folder."""

    def __init__(self, backend: Any, folder: Path, prefix: str = "", named: "_Named | None" = None) -> None:
        self._backend = backend
        self._spark = backend._session  # noqa: SLF001 - Ibis has no other name for it
        self._folder = folder
        self._prefix = prefix
        self._named = _Named() if named is None else named

    def apart(self, prefix: str) -> "Spark":
        """Return the same engine for the same steps once more; what they keep replaces nothing."""
        return Spark(self._backend, self._folder, f"{self._prefix}{prefix}_", self._named)

    def read(self, *paths: Path) -> ir.Table:
        """Return the rows of one or several files of the same table, lazily."""
        found = self._named.read.get(paths)
        if found is None:
            name = self._place(f"read_{paths[0].parent.parent.name}")
            words, count = known.footers(paths)
            found = self._named.read[paths] = self._view(name, self._lying(words, paths if count else ()))
        return found

    def keep(self, name: str, rows: ir.Table) -> ir.Table:
        """Compute `rows` once, as Parquet in the spill folder, and return them as a table."""
        computed, schema = self._typed(rows), rows.schema()
        place, count = (None, 0) if known.never(computed) else self._written(computed, f"kept_{name}")
        kept = self._lying(known.words(schema), [place] if place and count else ())
        return self._view(self._prefix + name, kept, schema)

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
        query = f"SELECT * FROM `{typed.op().name}` ORDER BY {order}"  # noqa: S608 - our own names only
        computed = self._spark.sql(query)
        if known.never(computed):
            return write_batches(path, arrow_schema(table), ())
        folder, _ = self._written(computed, f"parts_{table.name}")
        written = write_batches(path, arrow_schema(table), known.batches(folder))
        shutil.rmtree(folder)
        return written

    def _lying(self, words: Mapping[str, str], paths: Sequence[Path]) -> Any:
        """Return the rows of files whose columns have these types; without a file, none.

        Where there are none, Spark knows it, leaves out all that is joined with them, and starts no job.
        """
        if paths:
            declared = ", ".join(f"`{name}` {kind}" for name, kind in words.items())
            return self._spark.read.schema(declared).parquet(*map(url, paths))
        empty = ", ".join(f"CAST(NULL AS {kind}) AS `{name}`" for name, kind in words.items())
        return self._spark.sql(f"SELECT {empty} LIMIT 0")

    def _written(self, computed: Any, name: str) -> tuple[Path, int]:
        """Compute rows into a folder of this night; TilthError where the driver does not see all of them.

        An executor that does not share the folder writes to a disk of its own and reports success.
        """
        folder = self._folder / self._place(name)
        made = Observation()
        computed.observe(made, count(lit(1)).alias("rows")).write.parquet(url(folder))
        computed_rows, found = made.get["rows"], probing.seen(folder)
        if found != computed_rows:
            raise TilthError(
                f"Executors wrote {computed_rows:,} rows of {name} and the driver sees {found:,}, nothing "
                f"was changed: mount {self._folder.parent} under the same path on every machine, then run "
                "the night again."
            )
        return folder, found

    def _typed(self, rows: ir.Table, schema: ibis.Schema | None = None) -> Any:
        """Return `rows` computed lazily in the types that Ibis believes them to have.

        Spark widens products and sums of decimals, and knows no type of an empty list.
        """
        words = known.words(schema or rows.schema())
        columns = ", ".join(f"CAST(`{name}` AS {kind}) AS `{name}`" for name, kind in words.items())
        return self._spark.sql(f"SELECT {columns} FROM ({self._backend.compile(rows)})")  # noqa: S608

    def _view(self, name: str, rows: Any, schema: ibis.Schema | None = None) -> ir.Table:
        name = re.sub(r"\W", "_", name)
        rows.createOrReplaceTempView(name)
        schema = schema or ibis.schema({one.name: PySparkType.to_ibis(one.dataType) for one in rows.schema})
        return ops.DatabaseTable(name, schema=schema, source=self._backend).to_expr()

    def _place(self, name: str) -> str:
        """Return a name that nothing of this night has yet."""
        self._named.files[name] += 1
        return f"{name}_{self._named.files[name]}"


@dataclass(frozen=True)
class _Named:
    """What a night has names for: folders and views, by how many there are; and the files that it read."""

    files: Counter[str] = field(default_factory=Counter)
    read: dict[tuple[Path, ...], ir.Table] = field(default_factory=dict)


@contextmanager
def opened(*, master: str, spill: Path) -> Iterator[Spark]:
    """Open a night at `master`, in the session that is held or in one of its own.

    TilthError when the cluster gives up, or one of its disks is full.
    """
    with (
        _session(master) as session,
        spilled.folder(spill) as folder,
        _told(master),
        watching.watched(session, master),
    ):
        yield Spark(ibis.pyspark.connect(session), folder)


@contextmanager
def held(*, master: str, spill: Path, lake: Path) -> Iterator[None]:
    """Hold a session for several nights; Refused where `master` could not compute one, before it begins."""
    with _session(master) as session:
        with _told(master):
            probing.check(session, master=master, spill=spill, lake=lake)
        yield


@contextmanager
def _told(master: str) -> Iterator[None]:
    """Turn what Spark raises into one sentence."""
    try:
        yield
    except (PySparkException, Py4JError, ConnectionError) as error:
        if "No space left" in str(error):
            raise TilthError(
                f"A disk of Spark at {master} is full, nothing was changed: free space in the spill folder "
                "and in spark.local.dir of each worker, then run the night again."
            ) from error
        if "FILE_NOT_EXIST" in str(error):
            raise TilthError(
                f"A machine of Spark at {master} that came when the night had begun does not read what the "
                "driver does, nothing was changed: mount the data and the spill folder under the same path "
                "on every machine, then run the night again."
            ) from error
        said = one_line(error)[:300]
        raise TilthError(
            f"Spark at {master} gave up, nothing was changed; run the night again: {said}"
        ) from error


@contextmanager
def _session(master: str) -> Iterator[SparkSession]:
    """Join the session that is open, or open one and close it."""
    if joined := SparkSession.getActiveSession():
        yield joined
        return
    os.environ["JAVA_HOME"] = str(cluster.java_home())
    with _told(master):
        session = _started(master)
    try:
        yield session
    finally:
        with suppress(Py4JError, OSError):  # its Java may be what was lost
            session.stop()


def _started(master: str) -> SparkSession:
    builder = SparkSession.builder.master(master).appName("tilth night")
    for name, value in SETTINGS.items():
        builder = builder.config(name, value)
    try:
        session = builder.getOrCreate()
    except Py4JError as error:
        if asked := _LITTLE.search(str(error)):
            part = "executor" if asked[1] == "Executor" else "driver"
            raise Refused(
                f"Spark's {part} has too little memory ({int(asked[2]) >> 20} MiB, and it needs at least "
                f"{int(asked[3]) >> 20}): set spark.{part}.memory in spark-defaults.conf."
            ) from None
        raise
    session.sparkContext.setLogLevel("ERROR")
    return session
