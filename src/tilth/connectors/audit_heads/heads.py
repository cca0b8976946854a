"""One head per line: day, number, hash, moment, and the key ring's mark over them (F11)."""

import datetime as dt
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from tilth.kernel.errors import TilthError
from tilth.lake import durable
from tilth.vault.ring import Ring

_PRESENT = "SELECT day, number, hash FROM tilth_audit_link ORDER BY day DESC, number DESC LIMIT 1"
_AT = "SELECT hash FROM tilth_audit_link WHERE day = %s AND number = %s"
_BEGINNING = "tilth-audit-head"


@dataclass(frozen=True, kw_only=True)
class Head:
    """The last link of the chain as it was seen at a moment."""

    day: dt.date
    number: int
    hash: bytes
    at: dt.datetime

    def signed(self, ring: Ring) -> str:
        """Return the head as one line, marked with the ring's head key."""
        at = self.at.astimezone(dt.UTC).isoformat()
        text = f"{_BEGINNING} {self.day} {self.number} {self.hash.hex()} {at}"
        return f"{text} {ring.mark(text)}"


def present(connection: psycopg.Connection[Any], *, at: dt.datetime) -> Head | None:
    """Return the chain's last link, None before the first entry."""
    row = connection.execute(_PRESENT).fetchone()
    return None if row is None else Head(day=row[0], number=row[1], hash=bytes(row[2]), at=at)


def holds(connection: psycopg.Connection[Any], head: Head) -> bool:
    """Say whether the chain still has the link that was seen."""
    row = connection.execute(_AT, [head.day, head.number]).fetchone()
    return row is not None and bytes(row[0]) == head.hash


def append(path: Path, line: str) -> None:
    """Add one line and wait until it is on the disk."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = not path.exists()
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(descriptor, f"{line}\n".encode("ascii"))
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    if new:
        durable.flush(path.parent)


def read(path: Path, ring: Ring) -> list[Head]:
    """Return all heads of a file, oldest first; TilthError naming the first line that is not this ring's."""
    if not path.exists():
        return []
    lines = path.read_text("ascii", errors="replace").splitlines()
    return [_read(path, number, line, ring) for number, line in enumerate(lines, start=1)]


def _read(path: Path, number: int, line: str, ring: Ring) -> Head:
    text, _, mark = line.rpartition(" ")
    if not ring.is_mark(mark, text):
        raise TilthError(f"{path}, line {number}: this head was not written by this installation's key ring.")
    _, day, place, hashed, at = text.split(" ")
    return Head(
        day=dt.date.fromisoformat(day),
        number=int(place),
        hash=bytes.fromhex(hashed),
        at=dt.datetime.fromisoformat(at),
    )
