"""A key per person: what people write about somebody is sealed with it, and gone when it is destroyed.

The keys lie in a small file beside the key ring, each wrapped by the ring's data key: outside the database
and its backups (ADR 0018). A sealed text names its key by a random number, so that whoever reads needs no
customer; whoever writes says about whom. Of a destroyed key the number stays: its texts read as erased.
"""

import base64
import binascii
import datetime as dt
import secrets
import threading
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag

from tilth.vault import ciphers, envelope
from tilth.vault import ring as rings
from tilth.vault.bulk import APART
from tilth.vault.ciphers import NONCE, TAG, Profile
from tilth.vault.drawer import FILE, Drawer, Kept
from tilth.vault.errors import ErasedError, KeyMissingError, TamperedError
from tilth.vault.keys import SECRET, Purpose
from tilth.vault.ring import Ring

BEGINS = "\x1f"
"""The first sign of a sealed text; the doors take it out of whatever people write."""
_VERSION = 2
_NUMBER = 9
"""Bytes of a key's number: twelve letters when written."""
_HEADER = 2 + _NUMBER
_CODES = {Profile.INTL: 1, Profile.GM: 2}
_BY_CODE = {code: profile for profile, code in _CODES.items()}
_MOST = 50_000
"""Keys that a process keeps open; then it begins anew."""


@dataclass(frozen=True, slots=True)
class _Key:
    """One person's key, unwrapped."""

    beginning: bytes
    profile: Profile
    nonces: bytes
    encrypt: ciphers.Encrypt
    decrypt: ciphers.Decrypt


class Persons:
    """The keys of persons, as far as this process has met them."""

    def __init__(self, drawer: Drawer, ring: Callable[[], Ring]) -> None:
        self.drawer, self._ring = drawer, ring
        self._numbers: dict[str, str] = {}
        self._keys: dict[str, _Key] = {}
        self._destroyed: set[str] = set()
        self._version = -1

    def seal(self, text: str, *, about: str, table: str, column: str, row: str) -> str:
        """Return a text sealed with the key of whom it is `about`; the same in one row seals to the same.

        Of somebody whose key was destroyed nothing is kept: the text is erased with being written.
        """
        number = self._number(about)
        key = self._throwaway(number) if number in self._destroyed else self._key(number)
        place, data = APART.join((table, column, number)).encode(), text.encode()
        digest = ciphers.keyed(key.profile, key.nonces, place)
        digest.update(APART.join(("", row, "")).encode() + data)
        nonce = digest.finalize()[:NONCE]
        raw = key.beginning + nonce + key.encrypt(nonce, data, place)
        return BEGINS + envelope.written(raw).decode("ascii")

    def open(self, sealed: str, *, table: str, column: str) -> str:
        """Return the text; ErasedError, KeyMissingError, TamperedError."""
        raw = _raw(sealed)
        if raw is None:
            raise TamperedError(table, column, "a row")
        self._follow()
        number = envelope.written(raw[2:_HEADER]).decode("ascii")
        if number in self._destroyed:
            raise ErasedError
        key = self._keys.get(number) or self._key(number)
        place = APART.join((table, column, number)).encode()
        start = _HEADER + NONCE
        try:
            return key.decrypt(raw[_HEADER:start], raw[start:], place).decode()
        except InvalidTag:
            raise TamperedError(table, column, "a row") from None

    def mark(self, about: str) -> str:
        """Return a salted digest of a customer's number: it tells nobody whom it is of, and is made again."""
        profile, salt = self.drawer.salt(lambda: self._ring().active(Purpose.DATA).profile)
        return ciphers.mac(Profile(profile), bytes.fromhex(salt), about.encode()).hex()[:32]

    def is_erased(self, about: str) -> bool:
        """Say whether somebody's key was destroyed."""
        return bool(self.drawer.ask("SELECT 1 FROM destroyed WHERE mark = ?", [self.mark(about)]))

    def knows(self, number: str) -> bool:
        """Say whether the key of a number is there, or was destroyed: else the file of keys was lost."""
        gone = self.drawer.ask("SELECT 1 FROM destroyed WHERE number = ?", [number])
        return bool(gone) or self.stands(number)

    def destroyed(self) -> set[str]:
        """Return the marks of everybody whose key was destroyed."""
        return {row[0] for row in self.drawer.ask("SELECT mark FROM destroyed")}

    def stands(self, number: str) -> bool:
        """Say whether the key of a number is there."""
        return bool(self.drawer.ask("SELECT 1 FROM person WHERE number = ?", [number]))

    def destroy(self, about: str, *, at: dt.datetime, also: Iterable[str] = ()) -> int:
        """Destroy somebody's key, and keys of these numbers, for ever; return how many were there.

        Somebody who had none has one destroyed: nothing is ever kept of what is written later.
        """
        mark, done = self.mark(about), 0
        moment = at.astimezone(dt.UTC).isoformat(timespec="seconds")
        with self.drawer.writing() as held:
            own = held.execute("SELECT number FROM person WHERE mark = ?", [mark]).fetchall()
            known = held.execute("SELECT 1 FROM destroyed WHERE mark = ?", [mark]).fetchall()
            numbers = {*also, *(one for (one,) in own)} or ({_fresh()} if not known else set())
            for number in sorted(numbers):
                done += held.execute("DELETE FROM person WHERE number = ?", [number]).rowcount
                held.execute(
                    "INSERT OR IGNORE INTO destroyed (number, mark, destroyed_at) VALUES (?, ?, ?)",
                    [number, mark, moment],
                )
        self.drawer.forget()
        self._begin_anew()
        return done

    def rewrap(self) -> int:
        """Bring every key under the ring's active data key; return how many were under another."""
        ring, done = self._ring(), 0
        active = ring.active(Purpose.DATA).id
        with self.drawer.writing() as held:
            rows = [Kept(*row) for row in held.execute("SELECT * FROM person").fetchall()]
            for row in rows:
                if envelope.key_of(row.wrapped[: envelope.SHOWN]) != active:
                    fresh = _wrapped(ring, row.number, _unwrapped(ring, row))
                    held.execute("UPDATE person SET wrapped = ? WHERE number = ?", [fresh, row.number])
                    done += 1
        self.drawer.forget()
        return done

    def uses(self) -> Counter[int | None]:
        """Count the persons' keys by the key of the ring that wraps them."""
        rows = self.drawer.ask(
            "SELECT substr(wrapped, 1, ?), count(*) FROM person GROUP BY 1", [envelope.SHOWN]
        )
        found: Counter[int | None] = Counter()
        for beginning, count in rows:
            found[envelope.key_of(beginning)] += int(count)
        return found

    def _number(self, about: str) -> str:
        """Return the number of somebody's key, made at the first text about them."""
        self._follow()
        if about not in self._numbers:
            mark = self.mark(about)
            found = self._kept(mark) or self._made(mark)
            if len(self._numbers) >= _MOST:
                self._numbers.clear()
            self._numbers[about] = found
        return self._numbers[about]

    def _kept(self, mark: str) -> str | None:
        found = self.drawer.ask(
            "SELECT number FROM person WHERE mark = ? UNION ALL SELECT number FROM destroyed WHERE mark = ?",
            [mark, mark],
        )
        return found[0][0] if found else None

    def _made(self, mark: str) -> str:
        ring, number = self._ring(), _fresh()
        wrapped = _wrapped(ring, number, secrets.token_bytes(SECRET))
        profile = ring.active(Purpose.DATA).profile
        with self.drawer.writing() as held:
            # whoever was first made it, or destroyed it
            held.execute(
                "INSERT INTO person SELECT ?, ?, ?, ? WHERE NOT EXISTS ("
                "SELECT 1 FROM destroyed WHERE mark = ?) ON CONFLICT (mark) DO NOTHING",
                [number, mark, profile, wrapped, mark],
            )
        return self._kept(mark) or number

    def _key(self, number: str) -> _Key:
        key = self._keys.get(number)
        if key is None:
            rows = self.drawer.ask("SELECT * FROM person WHERE number = ?", [number])
            if not rows:
                raise KeyMissingError(0)
            row = Kept(*rows[0])
            key = _opened(number, Profile(row.profile), _unwrapped(self._ring(), row))
            if len(self._keys) >= _MOST:
                self._keys.clear()
            self._keys[number] = key
        return key

    def _throwaway(self, number: str) -> _Key:
        return _opened(number, self._ring().active(Purpose.DATA).profile, secrets.token_bytes(SECRET))

    def _follow(self) -> None:
        """Learn which keys another process destroyed."""
        if self.drawer.version() != self._version:
            self._begin_anew()

    def _begin_anew(self) -> None:
        with self.drawer.lock:
            self._version = self.drawer.version()
            gone = {row[0] for row in self.drawer.ask("SELECT number FROM destroyed")}
            if gone - self._destroyed:
                self._numbers.clear()
            for number in gone - self._destroyed:
                self._keys.pop(number, None)
            self._destroyed = gone


def of(keyring: Path) -> Path:
    """Return where the persons' keys lie: beside the key ring."""
    return keyring.resolve().with_name(FILE)


_OPEN: dict[Path, Persons] = {}
_OPEN_LOCK = threading.Lock()


def cached(keyring: Path) -> Persons:
    """Return the persons' keys that belong to a key ring, opened once a process."""
    found = _OPEN.get(keyring)
    if found is None:
        with _OPEN_LOCK:
            made = Persons(Drawer(of(keyring)), lambda: rings.cached(keyring))
            found = _OPEN.setdefault(keyring, made)
    return found


def number(sealed: str) -> str | None:
    """Return the number of the key with which a text was sealed; None where it was not."""
    raw = _raw(sealed)
    return None if raw is None else envelope.written(raw[2:_HEADER]).decode("ascii")


def _raw(sealed: str) -> bytes | None:
    """Return the bytes of a sealed text; None where it is none."""
    text = sealed[1:] if sealed.startswith(BEGINS) else ""
    try:
        spelled = text.encode("ascii")
        raw = base64.urlsafe_b64decode(spelled + b"=" * (-len(text) % 4))
    except (UnicodeEncodeError, binascii.Error):
        return None
    if envelope.written(raw) != spelled:
        return None
    whole = len(raw) >= _HEADER + NONCE + TAG and raw[0] == _VERSION and raw[1] in _BY_CODE
    return raw if whole else None


def _fresh() -> str:
    return envelope.written(secrets.token_bytes(_NUMBER)).decode("ascii")


def _opened(number: str, profile: Profile, secret: bytes) -> _Key:
    sealing, nonces = (
        ciphers.mac(profile, secret, f"tilth person {use}".encode()) for use in ("sealing", "nonces")
    )
    encrypt, decrypt = ciphers.gcm(profile, sealing)
    beginning = bytes((_VERSION, _CODES[profile])) + base64.urlsafe_b64decode(number)
    return _Key(beginning=beginning, profile=profile, nonces=nonces, encrypt=encrypt, decrypt=decrypt)


def _wrapped(ring: Ring, number: str, secret: bytes) -> str:
    text = base64.b64encode(secret).decode("ascii")
    return ring.seal(text, table="persons", column="key", row=number)


def _unwrapped(ring: Ring, row: Kept) -> bytes:
    return base64.b64decode(ring.open(row.wrapped, table="persons", column="key", row=row.number))
