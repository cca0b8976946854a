"""The two cryptographic profiles behind one interface: `intl` (AES, SHA-256) and `gm` (SM4, SM3) (C-25)."""

import hmac as standard
from collections.abc import Callable
from enum import StrEnum

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE = 12
"""Bytes of a GCM nonce."""
TAG = 16
"""Bytes of a GCM tag."""

Encrypt = Callable[[bytes, bytes, bytes], bytes]
"""(nonce, plaintext, associated data) → ciphertext and tag."""
Decrypt = Callable[[bytes, bytes, bytes], bytes]
"""(nonce, ciphertext and tag, associated data) → plaintext; InvalidTag where anything was changed."""
Keyed = hmac.HMAC
"""A keyed digest that was begun; its copies are finished with one message each."""


class Profile(StrEnum):
    """Which algorithms: international ones, or China's commercial cryptography (商用密码)."""

    INTL = "intl"
    GM = "gm"


def keyed(profile: Profile, key: bytes, prefix: bytes = b"") -> Keyed:
    """Return HMAC-SHA-256 or HMAC-SM3 under a key, begun with `prefix`: to be copied for every message."""
    started = hmac.HMAC(key, hashes.SM3() if profile is Profile.GM else hashes.SHA256())
    started.update(prefix)
    return started


def mac(profile: Profile, key: bytes, message: bytes) -> bytes:
    """Return the 32 bytes of HMAC-SHA-256 or HMAC-SM3."""
    one = keyed(profile, key, message)
    return one.finalize()


def gcm(profile: Profile, key: bytes) -> tuple[Encrypt, Decrypt]:
    """Return both directions of AES-256-GCM (32-byte key) or SM4-GCM (the key's first 16 bytes)."""
    if profile is Profile.GM:
        return _sm4(key[:16])
    aes = AESGCM(key)
    return aes.encrypt, aes.decrypt


def same(left: str, right: str) -> bool:
    """Compare two texts in a time that does not depend on where they differ."""
    return standard.compare_digest(left.encode(), right.encode())


def _sm4(key: bytes) -> tuple[Encrypt, Decrypt]:
    algorithm = algorithms.SM4(key)

    def encrypt(nonce: bytes, data: bytes, bound: bytes) -> bytes:
        one = Cipher(algorithm, modes.GCM(nonce)).encryptor()
        one.authenticate_additional_data(bound)
        return one.update(data) + one.finalize() + one.tag

    def decrypt(nonce: bytes, data: bytes, bound: bytes) -> bytes:
        if len(data) < TAG:
            raise InvalidTag
        one = Cipher(algorithm, modes.GCM(nonce, data[-TAG:])).decryptor()
        one.authenticate_additional_data(bound)
        return one.update(data[:-TAG]) + one.finalize()

    return encrypt, decrypt
