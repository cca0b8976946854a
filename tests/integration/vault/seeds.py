"""What must not be found: a feed's personal values and what a thief would make of them without a key."""

import base64
import hashlib
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from cryptography.hazmat.primitives import hashes
from psycopg import sql

from tilth.ports.feed import BY_NAME


def personal(feed: Path, limit: int) -> list[str]:
    """Return the values of the columns that must lie sealed, of the first rows of a feed."""
    found: list[str] = []
    for name in ("customers", "staff"):
        rows = pq.read_table(feed / f"{name}.parquet")
        for column in BY_NAME[name].sealed:
            found += rows[column].drop_null().slice(0, limit).to_pylist()
    return found


def hashed(value: str) -> Iterator[bytes]:
    """Yield the digests of a value that need no key, in the forms in which they are written."""
    sm3 = hashes.Hash(hashes.SM3())
    sm3.update(value.encode())
    for digest in (
        hashlib.sha256(value.encode()).digest(),
        hashlib.md5(value.encode(), usedforsecurity=False).digest(),
        sm3.finalize(),
    ):
        yield digest
        yield digest.hex().encode()
        yield base64.b64encode(digest).rstrip(b"=")
        yield base64.urlsafe_b64encode(digest).rstrip(b"=")


def dump(url: str) -> bytes:
    """Return every table of a database as text, as a backup would hold it."""
    parts: list[bytes] = []
    with psycopg.connect(url) as connection:
        tables = connection.execute(
            "SELECT schemaname, tablename FROM pg_tables"
            " WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1, 2"
        ).fetchall()
        for place in tables:
            statement = sql.SQL("COPY (SELECT * FROM {}) TO STDOUT").format(sql.Identifier(*place))
            with connection.cursor().copy(statement) as copy:
                parts += [bytes(piece) for piece in copy]
    return b"".join(parts)


def files(data: Path) -> bytes:
    """Return every byte below a data folder's lake, the Parquet files once more as plain text."""
    parts: list[bytes] = []
    for path in sorted((data / "generations").rglob("*")):
        if path.is_file():
            parts.append(path.read_bytes())
            if path.suffix == ".parquet":
                parts.append(_plain(pq.read_table(path, partitioning=None)))
    return b"\n".join(parts)


def _plain(rows: pa.Table) -> bytes:
    texts = [rows[name] for name in rows.column_names if pa.types.is_string(rows[name].type)]
    return "\n".join("\n".join(pc.fill_null(text, "").to_pylist()) for text in texts).encode()
