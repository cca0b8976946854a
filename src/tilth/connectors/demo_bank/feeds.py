"""Writing a feed as a core system would: a file per table, the manifest, then the folder's final name."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq

from tilth.lake.arrow import arrow_schema
from tilth.lake.parquet import ROW_GROUP
from tilth.ports.feed import BY_NAME

_WORDS = {
    "product_id",
    "category",
    "currency",
    "kind",
    "channel",
    "gender",
    "birth_calendar",
    "id_type",
    "city",
    "occupation",
    "industry",
    "education",
    "marital_status",
    "risk_level",
    "branch_id",
    "rm_id",
    "company_class",
    "company_size",
    "employer",
    "employer_id",
    "counterparty_name",
    "counterparty_bank",
    "memo",
    "opened_on",
    "closed_on",
    "matures_on",
    "risk_assessed_on",
    "since",
    "rate",
    "take_profit",
    "stop_loss",
    "cash",
    "auto_renew",
}
"""Columns that repeat few values: only these are worth a dictionary."""


class Feed:
    """One night's folder while it is being written."""

    def __init__(self, out: Path, day: dt.date, *, csv: bool) -> None:
        self.day, self.csv = day, csv
        self.final = out / day.isoformat()
        self.folder = out / f"{day.isoformat()}.partial"
        self.folder.mkdir(parents=True)
        self._tables: dict[str, dict[str, object]] = {}

    def write(self, name: str, batches: Iterable[pa.RecordBatch]) -> Path:
        """Write one table; its columns follow from the contract."""
        path = self.folder / f"{name}.{'csv' if self.csv else 'parquet'}"
        schema = arrow_schema(BY_NAME[name])
        rows = (_write_csv if self.csv else _write_parquet)(path, schema, batches)
        return self._note(name, path, rows)

    def repeat(self, name: str, earlier: Path, rows: int) -> None:
        """Deliver a table that has not changed since an earlier feed."""
        path = self.folder / earlier.name
        path.write_bytes(earlier.read_bytes())
        self._note(name, path, rows)

    def seal(self) -> None:
        """Write the manifest and give the folder its final name."""
        manifest = {"business_date": self.day.isoformat(), "tables": dict(sorted(self._tables.items()))}
        text = json.dumps(manifest, indent=1) + "\n"
        (self.folder / "manifest.json").write_text(text, "utf-8")
        self.folder.rename(self.final)

    def _note(self, name: str, path: Path, rows: int) -> Path:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        note: dict[str, object] = {"file": path.name, "rows": rows}
        note |= {"bytes": path.stat().st_size, "sha256": digest}
        if self.csv:
            note["encoding"] = "utf-8"
        self._tables[name] = note
        return self.final / path.name


def _write_parquet(path: Path, schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> int:
    """Dictionary columns go in as they are: the file's schema is the contract's all the same."""
    rows, writer = 0, None
    try:
        for batch in batches:
            writer = writer or _writer(path, batch.schema)
            writer.write_table(pa.Table.from_batches([batch]), row_group_size=ROW_GROUP)
            rows += batch.num_rows
        if writer is None:
            writer = _writer(path, schema)
    finally:
        if writer is not None:
            writer.close()
    return rows


def _writer(path: Path, schema: pa.Schema) -> pq.ParquetWriter:
    return pq.ParquetWriter(
        path,
        schema,
        compression="zstd",
        compression_level=1,
        use_dictionary=[name for name in schema.names if name in _WORDS],
        store_schema=False,
        store_decimal_as_integer=True,
        write_page_checksum=True,
    )


def _write_csv(path: Path, schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> int:
    text = pa.schema([(name, pa.string()) for name in schema.names])
    rows = 0
    with pyarrow.csv.CSVWriter(path, text) as writer:
        for batch in batches:
            columns = [_as_text(column) for column in batch.columns]
            writer.write_batch(pa.record_batch(columns, schema=text))
            rows += batch.num_rows
    return rows


def _as_text(column: pa.Array) -> pa.Array:
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if pa.types.is_timestamp(column.type):
        return pc.strftime(column.cast(pa.timestamp("s")), format="%Y-%m-%dT%H:%M:%S")
    return column.cast(pa.string())
