"""Identifiers: UUID version 7, which sort by the moment they were made."""

import secrets
import threading
import time
import uuid

_FRACTIONS = 1 << 12
"""Parts of a millisecond that an identifier tells: RFC 9562 §6.2, method 3."""
_lock = threading.Lock()
_last = 0


def uuid7() -> uuid.UUID:
    """Return a new UUID version 7 (RFC 9562): 60 bits of time, 62 random bits.

    Within one process each is greater than the one before, also when the clock steps back.
    """
    moment = _next()
    random_bits = moment % _FRACTIONS << 62 | secrets.randbits(62)
    return uuid7_at(milliseconds=moment // _FRACTIONS, random_bits=random_bits)


def read(text: str) -> uuid.UUID | None:
    """Return the identifier that a text names; None for anything else."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _next() -> int:
    """Return the moment in parts of a millisecond, at least one later than the last."""
    global _last  # noqa: PLW0603 - the one thing that identifiers of a process share
    with _lock:
        _last = max(time.time_ns() * _FRACTIONS // 1_000_000, _last + 1)
        return _last


def uuid7_at(*, milliseconds: int, random_bits: int) -> uuid.UUID:
    """Return the UUID version 7 of a moment (Unix milliseconds) and 74 given bits."""
    value = (milliseconds & (1 << 48) - 1) << 80
    value |= 0x7 << 76
    value |= (random_bits >> 62 & (1 << 12) - 1) << 64
    value |= 0b10 << 62
    value |= random_bits & (1 << 62) - 1
    return uuid.UUID(int=value)
