"""The key that web process and database share, and the proofs made with it: SQL alone can make none."""

import datetime as dt
import hashlib
import hmac
import json
import time
from dataclasses import dataclass

from django.conf import settings
from django.db import connection

VALID = 60
"""Seconds for which a proof holds before and after its own, by the database's clock."""
_FRESH = 600
"""Seconds for which a process goes on by what it last heard of that clock."""
_BLOCK = 64
"""Bytes of a block of SHA-256."""
_NOW = "SELECT extract(epoch FROM tilth_clock())::float8"
STORE = (
    "INSERT INTO tilth_entry_key (inner_pad, outer_pad) VALUES (%s, %s)"
    " ON CONFLICT (whole) DO UPDATE SET inner_pad = excluded.inner_pad, outer_pad = excluded.outer_pad"
    " WHERE (tilth_entry_key.inner_pad, tilth_entry_key.outer_pad)"
    " IS DISTINCT FROM (excluded.inner_pad, excluded.outer_pad)"
)
"""Gives the database its half; it changes nothing where it is there."""
AGREES = "SELECT inner_pad = %s AND outer_pad = %s FROM tilth_entry_key"


@dataclass(frozen=True)
class _Heard:
    """The database's clock less this process's own, and when by the latter that was so."""

    ahead: float
    at: float


_heard: list[_Heard] = []
"""What this process last heard of the database's clock; empty before it did."""


def hear(moment: dt.datetime) -> None:
    """Take over the database's clock as an answer just told it."""
    _tell(moment.timestamp())


def proof(*said: object) -> str:
    """Return the proof that the web process says this, on Django's connection and now; None is nothing.

    It costs no question: every entry tells the database's clock. Only a process that has not heard it for ten
    minutes asks once.
    """
    connection.ensure_connection()
    held = connection.connection
    now = time.monotonic()
    if not _heard or now - _heard[0].at > _FRESH:
        _tell(float(held.execute(_NOW).fetchone()[0]))
    backend = None if settings.TILTH_POOLER else int(held.info.backend_pid)
    return made(*said, at=int(now + _heard[0].ahead), backend=backend)


def made(*said: object, at: int, backend: int | None) -> str:
    """Return a proof of a second of the database's clock, for one process of its server, None: for any."""
    place = [str(at), "" if backend is None else str(backend)]
    parts = [*place, *(None if one is None else str(one) for one in said)]
    # as PostgreSQL's to_json writes a list: no sign inside a part passes for the border of two
    text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return ".".join([*place, hmac.new(_key(), text.encode(), hashlib.sha256).hexdigest()])


def pads() -> tuple[bytes, bytes]:
    """Return the key as the database keeps it: both padded blocks of HMAC."""
    block = _key().ljust(_BLOCK, b"\0")
    return bytes(byte ^ 0x36 for byte in block), bytes(byte ^ 0x5C for byte in block)


def _tell(seconds: float) -> None:
    now = time.monotonic()
    _heard[:] = [_Heard(seconds - now, now)]


def _key() -> bytes:
    return hmac.new(settings.SECRET_KEY.encode(), b"tilth.entry", hashlib.sha256).digest()
