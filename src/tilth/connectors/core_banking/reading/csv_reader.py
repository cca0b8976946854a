"""One CSV file to a sheet: exact header, every cell read as text, then strict conversion."""

import csv
import io
from collections.abc import Iterator
from itertools import islice

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tilth.connectors.core_banking.manifest import FeedFile
from tilth.connectors.core_banking.reading import encodings, text_cells
from tilth.connectors.core_banking.reading.records import Broken, Record, records
from tilth.connectors.core_banking.sheet import Sheet
from tilth.kernel.errors import Refused
from tilth.kernel.said import Said
from tilth.lake.arrow import arrow_schema
from tilth.ports.schema import Table

BATCH = 32_768
COLUMN_LIMIT = 1_000


def read(file: FeedFile, table: Table, *, bad_limit: int) -> Sheet:
    """Return the rows; Refused for header, encoding, row count, or over `bad_limit` broken records."""
    encoding = encodings.decide(file.path, file.encoding)
    with encodings.opened(file.path) as stream, io.TextIOWrapper(stream, encoding, newline="") as text:
        header = _header(text, file, table)
        body = records(text, str(file.path), width=len(header), above=1)
        sheet = _Assembly(file, table, header, bad_limit).sheet(body)
    if file.rows is not None and sheet.read != file.rows:
        raise Refused(Said("rows_differ", path=file.path, rows=sheet.read, wanted=file.rows))
    if sheet.read == 0 and file.rows is None and table.snapshot and table.required:
        raise Refused(Said("no_rows", path=file.path))
    return sheet


def count(file: FeedFile) -> int:
    """Return the number of records below the header, as the manifest states it."""
    encoding = encodings.decide(file.path, file.encoding)
    with encodings.opened(file.path) as stream, io.TextIOWrapper(stream, encoding, newline="") as text:
        width = len(_names(text, file))
        return sum(1 for _ in records(text, str(file.path), width=width, above=1))


def _names(text: io.TextIOWrapper, file: FeedFile) -> list[str]:
    line = text.readline(1 << 20)
    line = line.removeprefix("\ufeff")
    if not line:
        raise Refused(Said("empty_table", path=file.path))
    if "\0" in line:
        raise Refused(Said("nul_bytes", path=file.path))
    try:
        return next(csv.reader([line], strict=True), [])
    except csv.Error:
        raise Refused(Said("header_unreadable", path=file.path)) from None


def _header(text: io.TextIOWrapper, file: FeedFile, table: Table) -> list[str]:
    names = _names(text, file)
    if len(names) > COLUMN_LIMIT:
        raise Refused(Said("header_too_wide", path=file.path, columns=len(names)))
    missing = [column.name for column in table.columns if column.required and column.name not in names]
    if missing:
        kind = "header_lacks_several" if len(missing) > 1 else "header_lacks"
        raise Refused(Said(kind, path=file.path, column=missing[0], missing=", ".join(missing)))
    for name in names:
        if names.count(name) > 1:
            raise Refused(Said("header_repeats", path=file.path, column=repr(name[:64])))
    return names


class _Assembly:
    """Collects records into Arrow columns, batch by batch, typing each batch at once."""

    def __init__(self, file: FeedFile, table: Table, header: list[str], bad_limit: int) -> None:
        self.file = file
        self.table = table
        self.header = header
        self.bad_limit = bad_limit
        self.broken: list[tuple[int, str]] = []
        self.lines: list[np.ndarray[tuple[int], np.dtype[np.int64]]] = []
        self.parts: dict[str, list[pa.Array]] = {name: [] for name in table.names}
        self.read = 0

    def sheet(self, body: Iterator[tuple[int, Record]]) -> Sheet:
        """Return the sheet of all records."""
        while chunk := list(islice(body, BATCH)):
            self._add(chunk)
        raw = {name: pa.chunked_array(parts, pa.string()) for name, parts in self.parts.items()}
        sheet = Sheet(
            table=self.table,
            file=self.file.path.name,
            columns={},
            read=self.read,
            lines=np.concatenate([*self.lines, np.zeros(0, dtype=np.int64)]),
            ignored_columns=tuple(sorted(set(self.header) - set(self.table.names))),
        )
        self._mark_broken(sheet)
        schema = arrow_schema(self.table)
        for column in self.table.columns:
            text = raw.pop(column.name)
            values, faulty = text_cells.typed(column, text)
            sheet.columns[column.name] = pc.cast(values, schema.field(column.name).type)
            for mask, code in faulty:
                sheet.judge(mask, column=column.name, code=code, values=text)
        return sheet

    def _add(self, chunk: list[tuple[int, Record]]) -> None:
        nothing = [""] * len(self.header)
        rows: list[list[str]] = []
        for position, (line, record) in enumerate(chunk):
            if isinstance(record, Broken):
                self._note(position, line, record.code)
                rows.append(nothing)
            else:
                if record == self.header:
                    raise Refused(Said("header_again", path=self.file.path, line=line))
                rows.append(record)
        cells = dict(zip(self.header, zip(*rows, strict=True), strict=True))
        for name, parts in self.parts.items():
            parts.append(_texts(cells.get(name), len(rows)))
        self.lines.append(np.fromiter((line for line, _ in chunk), dtype=np.int64, count=len(chunk)))
        self.read += len(chunk)

    def _note(self, position: int, line: int, code: str) -> None:
        self.broken.append((self.read + position, code))
        if len(self.broken) > self.bad_limit:
            raise Refused(
                Said("rows_unreadable", path=self.file.path, limit=self.bad_limit, line=line, reason=code)
            )

    def _mark_broken(self, sheet: Sheet) -> None:
        for code in sorted({code for _, code in self.broken}):
            mask = np.zeros(self.read, dtype=np.bool_)
            mask[[position for position, found in self.broken if found == code]] = True
            sheet.set_aside(mask, column="", code=code)


def _texts(cells: tuple[str, ...] | None, rows: int) -> pa.Array:
    """Return one column of a batch; an empty field is null."""
    if cells is None:
        return pa.nulls(rows, pa.string())
    array = pa.array(cells, pa.string())
    return pc.if_else(pc.equal(array, ""), pa.scalar(None, pa.string()), array)
