"""The form of a sealed value: base64url of version ‖ profile ‖ key id ‖ nonce ‖ ciphertext ‖ tag (C-25)."""

import binascii
from dataclasses import dataclass

from tilth.vault.ciphers import NONCE, TAG, Profile

VERSION = 1
HEADER = 4
"""Bytes before the nonce."""
SHOWN = 6
"""Characters that hold the header's 32 bits, and 4 bits of the nonce: enough to tell whose key it is."""
_NUMBER = {Profile.INTL: 1, Profile.GM: 2}
_PROFILE = {number: profile for profile, number in _NUMBER.items()}
TO_URL = bytes.maketrans(b"+/", b"-_")
"""From the alphabet of base64 to that of base64url."""
_FROM_URL = bytes.maketrans(b"-_", b"+/")


@dataclass(frozen=True, slots=True)
class Header:
    """Which key of which profile locked a value."""

    profile: Profile
    key: int


def header(profile: Profile, key: int) -> bytes:
    """Return the four bytes with which every value locked by that key begins."""
    return bytes((VERSION, _NUMBER[profile])) + key.to_bytes(2, "big")


def written(raw: bytes) -> bytes:
    """Return bytes as base64url without padding."""
    return binascii.b2a_base64(raw, newline=False).translate(TO_URL, b"=")


def read(text: str) -> tuple[Header, bytes] | None:
    """Return header and all bytes of a sealed value; None where the text is none, in any single character."""
    raw = _bytes(text)
    if raw is None or len(raw) < HEADER + NONCE + TAG or raw[0] != VERSION or raw[1] not in _PROFILE:
        return None
    return Header(_PROFILE[raw[1]], int.from_bytes(raw[2:HEADER], "big")), raw


def key_of(beginning: str) -> int | None:
    """Return the key id in the first `SHOWN` characters of a sealed value; None where they begin no such."""
    raw = _bytes(beginning + "AA")
    if raw is None or raw[0] != VERSION or raw[1] not in _PROFILE:
        return None
    return int.from_bytes(raw[2:HEADER], "big")


def _bytes(text: str) -> bytes | None:
    """Return decoded bytes; None where the text is not the one way in which they are written."""
    try:
        ascii_text = text.encode("ascii")
        raw = binascii.a2b_base64(ascii_text.translate(_FROM_URL) + b"=" * (-len(text) % 4))
    except (UnicodeEncodeError, binascii.Error):
        return None
    return raw if written(raw) == ascii_text else None
