"""What acceptance seals: personal columns locked to their row, blind indexes beside them (C-25, C-26)."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from tilth.lake.arrow import arrow_schema
from tilth.ports.feed.people import CUSTOMERS
from tilth.ports.schema import Table
from tilth.vault import envelope
from tilth.vault.ring import Ring

INDEXES: Mapping[str, tuple[str, str]] = {
    "mobile_index": ("mobile", "mobile"),
    "mobile_tail_index": ("mobile", "mobile_tail"),
    "mobile_end_index": ("mobile", "number_end"),
    "id_index": ("id_number", "id_number"),
    "phone_index": ("phone", "mobile"),  # a number is a number: spelled alike, whichever field holds it
    "phone_line_index": ("phone", "number_line"),
    "phone_end_index": ("phone", "number_end"),
    "phone_tail_index": ("phone", "mobile_tail"),
}
"""Index column of `customers` → the sealed column it finds, and its tag."""


Columns = Mapping[str, Sequence[str | None]]
"""Column → its values, as many in each."""


def protect(rows: pa.RecordBatch, table: Table, ring: Ring | None) -> pa.RecordBatch:
    """Return the batch as the lake keeps it: sealed columns sealed, index columns added.

    Without a ring both are left empty. A table without such columns passes as it is.
    """
    if not table.sealed:
        return rows
    hidden = {*table.sealed, *(added.name for added in table.added)}
    made = {} if ring is None else _locked(rows, table, ring)
    nothing = pa.nulls(len(rows), pa.string())
    columns = [
        made.get(name, nothing) if name in hidden else rows.column(name) for name in table.stored.names
    ]
    return pa.record_batch(columns, schema=arrow_schema(table.stored))


def locked(clear: Columns, keys: Sequence[str], *, table: Table, ring: Ring) -> dict[str, list[bytes | None]]:
    """Return sealed columns and index columns, as ASCII, of rows with those keys."""
    made = {
        name: ring.seal_all(texts, table=table.name, column=name, rows=keys) for name, texts in clear.items()
    }
    for added in table.added:
        source, tag = INDEXES[added.name]
        made[added.name] = ring.index_all(tag, clear[source])
    return made


def opened(stored: Columns, keys: Sequence[str], *, table: Table, ring: Ring) -> dict[str, list[str | None]]:
    """Return what stored columns say; values that a version before the vault wrote lie in the clear."""
    return {
        name: [
            None if value is None else opened_or_clear(ring, value, table=table.name, column=name, row=row)
            for row, value in zip(keys, values, strict=True)
        ]
        for name, values in stored.items()
    }


def column(path: Path, table: Table, name: str, ring: Ring | None) -> pa.ChunkedArray:
    """Return a stored column's values but the nulls, opened where they are sealed; none without a ring."""
    if name not in table.sealed:
        return pq.read_table(path, columns=[name])[name].drop_null()
    if ring is None:
        return pa.chunked_array([], pa.string())
    key = table.key[0]
    stored = pq.read_table(path, columns=[key, name])
    stored = stored.filter(pc.is_valid(stored[name]))
    values = opened({name: stored[name].to_pylist()}, stored[key].to_pylist(), table=table, ring=ring)
    return pa.chunked_array([values[name]], pa.string())


def opened_or_clear(ring: Ring, value: str, *, table: str, column: str, row: str) -> str:
    """Return what a stored value says; one that a version before the vault wrote lies in the clear."""
    if envelope.read(value) is None:
        return value
    return ring.open(value, table=table, column=column, row=row)


def is_protected(path: Path) -> bool:
    """Say whether a stored table of customers was written with a key ring."""
    return not {added.name for added in CUSTOMERS.added}.isdisjoint(pq.read_schema(path).names)


def _locked(rows: pa.RecordBatch, table: Table, ring: Ring) -> dict[str, pa.Array]:
    """Return the sealed columns and the indexes of a batch."""
    clear = {name: rows.column(name).to_pylist() for name in table.sealed}
    made = locked(clear, rows.column(table.key[0]).to_pylist(), table=table, ring=ring)
    # ASCII as text, without making a Python text of each value
    return {name: pa.array(values, pa.binary()).cast(pa.string()) for name, values in made.items()}
