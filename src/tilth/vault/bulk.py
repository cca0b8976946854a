"""Sealing and indexing whole columns: the loops that a night of millions runs, kept lean."""

import binascii
from collections.abc import Callable, Iterable, Sequence

from tilth.vault import ciphers, envelope
from tilth.vault.ciphers import NONCE
from tilth.vault.keys import Key

APART = "\x1f"
"""Stands between the parts of what is bound; no name of a table or column and no row's key holds it."""


def seal(
    key: Key, *, table: str, column: str, rows: Iterable[str], texts: Iterable[str | None]
) -> list[bytes | None]:
    """Return each text locked to its place as ASCII; None stays None.

    The nonce is a keyed digest of place and text, so equal nonces mean equal messages, and a night that is
    taken twice makes the same files.
    """
    apart, b64, to_url = APART.encode(), binascii.b2a_base64, envelope.TO_URL
    place = f"{table}{APART}{column}{APART}".encode()
    beginning = envelope.header(key.profile, key.id)
    nonces = ciphers.keyed(key.profile, key.nonces, place).copy
    encrypt, _ = ciphers.gcm(key.profile, key.sealing)
    sealed: list[bytes | None] = []
    add = sealed.append
    for row, text in zip(rows, texts, strict=True):
        if text is None:
            add(None)
            continue
        bound, data = row.encode(), text.encode()
        if apart in bound:
            raise ValueError("a row's key holds no control character")
        digest = nonces()
        digest.update(bound + apart + data)
        nonce = digest.finalize()[:NONCE]
        raw = beginning + nonce + encrypt(nonce, data, place + bound)
        add(b64(raw, newline=False).translate(to_url, b"="))
    return sealed


def index(
    keyed: ciphers.Keyed, spell: Callable[[str], str], values: Sequence[str | None], *, length: int
) -> list[bytes | None]:
    """Return the blind index of each value as ASCII; None where there is nothing to find.

    Values that repeat, as four digits do, are computed once.
    """
    start, b64, to_url = keyed.copy, binascii.b2a_base64, envelope.TO_URL
    known: dict[str, bytes | None] = {"": None}
    found: list[bytes | None] = []
    add = found.append
    for value in values:
        spelled = "" if value is None else spell(value)
        if spelled in known:
            add(known[spelled])
            continue
        digest = start()
        digest.update(spelled.encode())
        one = b64(digest.finalize()[:length], newline=False).translate(to_url, b"=")
        if len(known) <= _REMEMBERED:
            known[spelled] = one
        add(one)
    return found


_REMEMBERED = 20_000
"""More different values than there are endings of four digits."""
