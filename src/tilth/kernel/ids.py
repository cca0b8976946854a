"""Identifiers: UUID version 7, which sort by the moment they were made."""

import secrets
import time
import uuid


def uuid7() -> uuid.UUID:
    """Return a new UUID version 7 (RFC 9562): 48 bits of Unix milliseconds, 74 random bits."""
    return uuid7_at(milliseconds=time.time_ns() // 1_000_000, random_bits=secrets.randbits(74))


def uuid7_at(*, milliseconds: int, random_bits: int) -> uuid.UUID:
    """Return the UUID version 7 of a moment (Unix milliseconds) and 74 given bits."""
    value = (milliseconds & (1 << 48) - 1) << 80
    value |= 0x7 << 76
    value |= (random_bits >> 62 & (1 << 12) - 1) << 64
    value |= 0b10 << 62
    value |= random_bits & (1 << 62) - 1
    return uuid.UUID(int=value)
