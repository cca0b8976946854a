"""What a driver of Spark knows of rows without a job: their types, their number, that there are none."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
import pyarrow.parquet as pq
from ibis.backends.sql.datatypes import PySparkType as Words
from pyspark.sql.pandas.types import from_arrow_schema


def never(computed: Any) -> bool:
    """Say whether Spark knows before it computes that there are no rows: what they come from is empty."""
    plan = computed._jdf.queryExecution().optimizedPlan()  # noqa: SLF001 - PySpark has no name for it
    most = plan.maxRows()
    return bool(most.isDefined() and most.get() == 0)


def words(schema: ibis.Schema) -> dict[str, str]:
    """Return the types of columns in Spark's words, those to which they are cast when they are computed."""
    return {name: Words.to_string(kind) for name, kind in schema.items()}


def footers(paths: Sequence[Path]) -> tuple[dict[str, str], int]:
    """Return columns and number of rows of files, read from their footers here: Spark would start a job."""
    read = [pq.read_metadata(path) for path in paths]
    schema = pa.unify_schemas([footer.schema.to_arrow_schema() for footer in read])
    columns = from_arrow_schema(schema, prefer_timestamp_ntz=True)
    return {one.name: one.dataType.simpleString() for one in columns}, sum(one.num_rows for one in read)


def batches(folder: Path) -> Iterator[pa.RecordBatch]:
    """Return the rows of the parts that executors wrote into `folder`, in the order of the parts."""
    for part in sorted(folder.glob("part-*.parquet")):
        with pq.ParquetFile(part) as file:
            yield from file.iter_batches()
