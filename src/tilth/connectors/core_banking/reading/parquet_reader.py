"""One Parquet file to a sheet: footer first, page checksums verified, types only as contracted."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from tilth.connectors.core_banking.manifest import FeedFile
from tilth.connectors.core_banking.reading import parquet_cells
from tilth.connectors.core_banking.sheet import Sheet
from tilth.kernel.errors import Refused
from tilth.kernel.said import Said
from tilth.ports.schema import Table

COLUMN_LIMIT = 1_000


def read(file: FeedFile, table: Table) -> Sheet:
    """Return the rows; Refused when the file is damaged, lacks a column, or has another type or row count."""
    with _readable(file.path), pq.ParquetFile(file.path, page_checksum_verification=True) as parquet:
        ignored = _checked_names(parquet.schema_arrow.names, file, table)
        _checked_rows(parquet.metadata.num_rows, file)
        present = [name for name in table.names if name in parquet.schema_arrow.names]
        data = parquet.read(columns=present)
        data.validate(full=True)
    _checked_rows(data.num_rows, file)
    sheet = Sheet(table=table, file=file.path.name, columns={}, read=data.num_rows, ignored_columns=ignored)
    for column in table.columns:
        _convert(sheet, column.name, data, file)
    return sheet


def count(path: Path) -> int:
    """Return the number of rows that the footer states."""
    with _readable(path), pq.ParquetFile(path) as parquet:
        return int(parquet.metadata.num_rows)


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    try:
        yield
    except (pa.ArrowException, OSError, ValueError, MemoryError, OverflowError) as error:
        reason = str(error).split("\n", 1)[0][:200]
        raise Refused(Said("not_parquet", path=path, reason=reason)) from None


def _convert(sheet: Sheet, name: str, data: Any, file: FeedFile) -> None:
    column = sheet.table.column(name)
    values = data[name] if name in data.column_names else pa.chunked_array([pa.nulls(sheet.read)])
    try:
        with _readable(file.path):
            sheet.columns[name], faulty = parquet_cells.typed(column, values)
    except parquet_cells.WrongTypeError as error:
        raise Refused(Said("parquet_type", path=file.path, reason=error)) from None
    for mask, code in faulty:
        sheet.judge(mask, column=name, code=code, values=values)


def _checked_names(names: list[str], file: FeedFile, table: Table) -> tuple[str, ...]:
    if len(names) > COLUMN_LIMIT:
        raise Refused(Said("parquet_too_wide", path=file.path, columns=len(names)))
    missing = [column.name for column in table.columns if column.required and column.name not in names]
    if missing:
        raise Refused(Said("parquet_lacks", path=file.path, column=missing[0], missing=", ".join(missing)))
    for name in names:
        if names.count(name) > 1:
            raise Refused(Said("parquet_repeats", path=file.path, column=repr(name[:64])))
    return tuple(sorted(set(names) - set(table.names)))


def _checked_rows(rows: int, file: FeedFile) -> None:
    if file.rows is not None and rows != file.rows:
        raise Refused(Said("rows_differ", path=file.path, rows=rows, wanted=file.rows))
