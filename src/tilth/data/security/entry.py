"""The key that web process and database share, and the proofs made with it: SQL alone can make none."""

import hashlib
import hmac

from django.conf import settings

_BLOCK = 64
"""Bytes of a block of SHA-256."""
_SEPARATOR = "\x1f"
STORE = (
    "INSERT INTO tilth_entry_key (inner_pad, outer_pad) VALUES (%s, %s)"
    " ON CONFLICT (whole) DO UPDATE SET inner_pad = excluded.inner_pad, outer_pad = excluded.outer_pad"
    " WHERE (tilth_entry_key.inner_pad, tilth_entry_key.outer_pad)"
    " IS DISTINCT FROM (excluded.inner_pad, excluded.outer_pad)"
)
"""Gives the database its half; it changes nothing where it is there."""
AGREES = "SELECT inner_pad = %s AND outer_pad = %s FROM tilth_entry_key"


def proof(*said: object) -> str:
    """Return the keyed proof that the web process says this; None counts as empty, 64 hexadecimal digits."""
    text = _SEPARATOR.join("" if one is None else str(one) for one in said)
    return hmac.new(_key(), text.encode(), hashlib.sha256).hexdigest()


def pads() -> tuple[bytes, bytes]:
    """Return the key as the database keeps it: both padded blocks of HMAC."""
    block = _key().ljust(_BLOCK, b"\0")
    return bytes(byte ^ 0x36 for byte in block), bytes(byte ^ 0x5C for byte in block)


def _key() -> bytes:
    return hmac.new(settings.SECRET_KEY.encode(), b"tilth.entry", hashlib.sha256).digest()
