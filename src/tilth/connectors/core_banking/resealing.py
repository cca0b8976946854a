"""The lake's sealed columns under the active keys: night by night, each whole or not at all (F15)."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from tilth.connectors.core_banking import protecting
from tilth.lake.arrow import arrow_schema
from tilth.lake.layout import Area
from tilth.lake.parquet import ROW_GROUP, write_batches
from tilth.lake.store import Lake
from tilth.ports.feed import TABLES
from tilth.ports.schema import Table
from tilth.vault import envelope
from tilth.vault.errors import KeyMissingError
from tilth.vault.keys import Purpose
from tilth.vault.ring import Ring

SEALED = tuple(table for table in TABLES if table.sealed)
"""The feed tables that hold sealed columns."""

Uses = Counter[int | None]
"""Key id → how many values need it; None → values that lie in the clear."""


def reseal(lake: Lake, ring: Ring) -> Iterator[tuple[dt.date, int]]:
    """Bring every night under the active keys; yield its date and the rows that were written anew.

    Each night is one commit, so a killed run leaves it as it was and the next one goes on. Refused while a
    nightly run works; KeyMissingError, TamperedError where a value does not open: that night stays.
    """
    for night in lake.nights:
        day, rows = night.business_date, 0
        with lake.draft() as draft:
            for table in SEALED:
                path = draft.path(Area.FEED, table.name, day)
                if path.exists() and not _is_current(path, table, ring):
                    rows += _rewrite(path, draft.out(Area.FEED, table.name, day), table, ring)
            if rows:
                draft.commit()
        yield day, rows


def uses(lake: Lake, ring: Ring) -> Uses:
    """Count the values of all nights by the key that they need."""
    found: Uses = Counter()
    for night in lake.nights:
        for table in SEALED:
            path = lake.path(Area.FEED, table.name, night.business_date)
            if path.exists():
                found += _sealing(path, table) + _indexing(path, table, ring)
    return found


def _is_current(path: Path, table: Table, ring: Ring) -> bool:
    if pq.read_schema(path).names != list(table.stored.names):
        return False
    needed = set(_sealing(path, table) + _indexing(path, table, ring))
    return needed <= {ring.active(Purpose.DATA).id, ring.active(Purpose.INDEX).id}


def _rewrite(path: Path, out: Path, table: Table, ring: Ring) -> int:
    batches = pq.ParquetFile(path).iter_batches(batch_size=ROW_GROUP)
    return write_batches(out, arrow_schema(table.stored), (_again(rows, table, ring) for rows in batches))


def _again(rows: pa.RecordBatch, table: Table, ring: Ring) -> pa.RecordBatch:
    stored = {name: rows.column(name).to_pylist() for name in table.sealed}
    clear = protecting.opened(stored, rows.column(table.key[0]).to_pylist(), table=table, ring=ring)
    columns = [
        pa.array(clear[name], pa.string()) if name in clear else rows.column(name) for name in table.names
    ]
    return protecting.protect(pa.record_batch(columns, schema=arrow_schema(table)), table, ring)


def _sealing(path: Path, table: Table) -> Uses:
    found: Uses = Counter()
    for name in table.sealed:
        values = pq.read_table(path, columns=[name])[name].drop_null()
        for one in pc.value_counts(pc.utf8_slice_codeunits(values, 0, envelope.SHOWN)).to_pylist():
            found[envelope.key_of(one["values"])] += one["counts"]
    return found


def _indexing(path: Path, table: Table, ring: Ring) -> Uses:
    """A file is written at once under one index key: its first index of a kind speaks for all."""
    found: Uses = Counter()
    for name, (source, tag) in protecting.INDEXES.items():
        if name not in table.stored.names or name not in pq.read_schema(path).names:
            continue
        key = table.key[0]
        rows = pq.read_table(path, columns=[key, source, name])
        rows = rows.filter(pc.is_valid(rows[name]))
        if rows.num_rows:
            first = rows.slice(0, 1).to_pylist()[0]
            with suppress(KeyMissingError):  # counted where the value itself is
                value = ring.open(first[source], table=table.name, column=source, row=first[key])
                found[ring.index_key(tag, value, first[name])] += rows.num_rows
    return found
