"""How Tilth writes Parquet: Zstandard, page checksums, fixed row groups: equal rows give equal bytes."""

from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

ROW_GROUP = 122_880


def write_batches(path: Path, schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> int:
    """Write `batches`, cast to `schema`, to `path`; return the rows. Row groups do not depend on batches."""
    rows = 0
    pending: list[pa.Table] = []
    path.parent.mkdir(parents=True, exist_ok=True)
    with pq.ParquetWriter(path, schema, compression="zstd", write_page_checksum=True) as writer:
        held = 0
        for batch in batches:
            pending.append(pa.Table.from_batches([batch]).cast(schema))
            rows += batch.num_rows
            held += batch.num_rows
            while held >= ROW_GROUP:
                table = pa.concat_tables(pending).combine_chunks()
                writer.write_table(table.slice(0, ROW_GROUP), row_group_size=ROW_GROUP)
                pending = [table.slice(ROW_GROUP)]
                held -= ROW_GROUP
        if held or not rows:
            rest = pa.concat_tables(pending).combine_chunks() if pending else schema.empty_table()
            writer.write_table(rest, row_group_size=ROW_GROUP)
    return rows


def write_table(path: Path, table: pa.Table) -> int:
    """Write one Arrow table to `path`; return the number of rows."""
    return write_batches(path, table.schema, table.to_batches())
