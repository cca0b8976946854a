"""The ciphers against published answers, and a sealed value against one that was put together by hand."""

import base64
import hashlib
import hmac

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from support import keys
from tilth.vault import ciphers
from tilth.vault.ciphers import Profile

NIST_16 = {  # GCM specification, test case 16: AES-256
    "profile": Profile.INTL,
    "key": "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308",
    "nonce": "cafebabefacedbaddecaf888",
    "plain": "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
    "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
    "bound": "feedfacedeadbeeffeedfacedeadbeefabaddad2",
    "sealed": "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
    "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
    "76fc6ece0f4e1768cddf8853bb2d551b",
}
RFC_8998 = {  # appendix A.1: SM4-GCM
    "profile": Profile.GM,
    "key": "0123456789abcdeffedcba9876543210",
    "nonce": "00001234567800000000abcd",
    "plain": "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd"
    "eeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa",
    "bound": "feedfacedeadbeeffeedfacedeadbeefabaddad2",
    "sealed": "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735"
    "d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d"
    "83de3541e4c2b58177e065a9bf7b62ec",
}


@pytest.mark.parametrize("vector", [NIST_16, RFC_8998], ids=["NIST 16", "RFC 8998"])
def test_gcm_gives_the_published_answer(vector: dict) -> None:
    encrypt, decrypt = ciphers.gcm(vector["profile"], bytes.fromhex(vector["key"]))
    nonce, plain, bound, sealed = (bytes.fromhex(vector[n]) for n in ("nonce", "plain", "bound", "sealed"))
    assert encrypt(nonce, plain, bound) == sealed
    assert decrypt(nonce, sealed, bound) == plain


def test_hmac_gives_the_published_answer() -> None:
    """RFC 4231, test case 2."""
    found = ciphers.mac(Profile.INTL, b"Jefe", b"what do ya want for nothing?")
    assert found.hex() == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"


def _sm3(message: bytes) -> bytes:
    digest = hashes.Hash(hashes.SM3())
    digest.update(message)
    return digest.finalize()


def test_sm3_gives_the_published_answer_and_hmac_is_built_on_it() -> None:
    """GB/T 32905, example 1; RFC 2104."""
    assert _sm3(b"abc").hex() == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    key = bytes(range(32))
    inner, outer = (bytes(byte ^ pad for byte in key.ljust(64, b"\0")) for pad in (0x36, 0x5C))
    assert ciphers.mac(Profile.GM, key, b"abc") == _sm3(outer + _sm3(inner + b"abc"))


def _mac(profile: Profile, key: bytes, message: bytes) -> bytes:
    if profile is Profile.INTL:
        return hmac.digest(key, message, hashlib.sha256)
    return ciphers.mac(profile, key, message)


@pytest.mark.parametrize("profile", Profile)
def test_a_sealed_value_is_version_profile_key_nonce_data_and_tag(profile: Profile) -> None:
    secret = bytes([0, 1] * 16)  # the data key of `keys.made`
    place = b"customers\x1fmobile\x1fC1"
    nonce = _mac(profile, _mac(profile, secret, b"tilth nonces"), place + b"\x1f13800138000")[:12]
    sealing = _mac(profile, secret, b"tilth sealing")
    if profile is Profile.INTL:
        data = AESGCM(sealing).encrypt(nonce, b"13800138000", place)
    else:
        one = Cipher(algorithms.SM4(sealing[:16]), modes.GCM(nonce)).encryptor()
        one.authenticate_additional_data(place)
        data = one.update(b"13800138000") + one.finalize() + one.tag
    number = 1 if profile is Profile.INTL else 2
    whole = base64.urlsafe_b64encode(bytes([1, number, 0, 1]) + nonce + data).rstrip(b"=").decode()
    sealed = keys.made(profile).seal("13800138000", table="customers", column="mobile", row="C1")
    assert sealed == whole


@pytest.mark.parametrize("profile", Profile)
def test_a_blind_index_is_sixteen_bytes_of_a_keyed_digest(profile: Profile) -> None:
    secret = bytes([0, 2] * 16)  # the index key of `keys.made`
    whole = _mac(profile, _mac(profile, secret, b"tilth index"), b"mobile\x1f13800138000")
    expected = base64.urlsafe_b64encode(whole[:16]).rstrip(b"=").decode()
    assert keys.made(profile).index("mobile", "+86 138-0013-8000") == expected
