"""The key ring: seal, open, index, and the life of its keys (C-25, C-26).

The ring lies in one file outside database and lake. A sealed value says which key locked it, so after a
rotation old and new values are readable side by side until all are sealed anew.
"""

import datetime as dt
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from cryptography.exceptions import InvalidTag

from tilth.kernel.errors import Refused
from tilth.kernel.said import Said
from tilth.vault import bulk, ciphers, envelope, files, index, keys
from tilth.vault.ciphers import NONCE, Decrypt, Profile
from tilth.vault.errors import KeyMissingError, TamperedError
from tilth.vault.keys import Key, Purpose, State

FILE = "keyring.json"
"""The ring's name in a data folder, unless $TILTH_KEYRING names another place."""


@dataclass(frozen=True)
class Ring:
    """All keys; made from a file by `load`, never changed: a rotation makes another ring."""

    keys: tuple[Key, ...]

    def __post_init__(self) -> None:
        if len({key.id for key in self.keys}) != len(self.keys):
            raise Refused(Said("ring_number_twice"))
        active = sorted(key.purpose for key in self.keys if key.state is State.ACTIVE)
        if active != sorted(Purpose):
            raise Refused(Said("ring_incomplete"))

    def active(self, purpose: Purpose | str) -> Key:
        """Return the key that locks for a purpose."""
        return next(key for key in self.keys if key.purpose == purpose and key.state is State.ACTIVE)

    def key(self, number: int) -> Key:
        """Return one key; KeyMissingError where the ring does not hold it."""
        for key in self.keys:
            if key.id == number:
                return key
        raise KeyMissingError(number)

    def seal(self, text: str, *, table: str, column: str, row: str) -> str:
        """Return `text` locked to this very place; the same text in the same place seals to the same."""
        key = self.active(Purpose.DATA)
        (sealed,) = bulk.seal(key, table=table, column=column, rows=[row], texts=[text])
        return (sealed or b"").decode("ascii")

    def seal_all(
        self, texts: Iterable[str | None], *, table: str, column: str, rows: Iterable[str]
    ) -> list[bytes | None]:
        """Return a whole column sealed, as ASCII; None stays None."""
        return bulk.seal(self.active(Purpose.DATA), table=table, column=column, rows=rows, texts=texts)

    def open(self, sealed: str, *, table: str, column: str, row: str) -> str:
        """Return the text that was sealed in this very place; KeyMissingError, TamperedError."""
        found = envelope.read(sealed)
        if found is None:
            raise TamperedError(table, column, row)
        header, raw = found
        key = self.key(header.key)
        if key.purpose is not Purpose.DATA or key.profile is not header.profile:
            raise TamperedError(table, column, row)
        bound = f"{table}{bulk.APART}{column}{bulk.APART}{row}".encode()
        start = envelope.HEADER + NONCE
        try:
            return self._doors[key.id](raw[envelope.HEADER : start], raw[start:], bound).decode()
        except InvalidTag:
            raise TamperedError(table, column, row) from None

    def index(self, tag: str, value: str) -> str:
        """Return the blind index of a value under the active index key, "" where there is nothing to find."""
        (found,) = self.index_all(tag, [value])
        return (found or b"").decode("ascii")

    def index_all(
        self, tag: str, values: Sequence[str | None], *, key: Key | None = None
    ) -> list[bytes | None]:
        """Return the blind indexes of a whole column, as ASCII, under the active index key unless given."""
        return index.of(key or self.active(Purpose.INDEX), tag, values)

    def indexes(self, tag: str, value: str) -> tuple[str, ...]:
        """Return the blind indexes of a value under every index key, the active one first: for searching."""
        found = (self.index_all(tag, [value], key=key)[0] for key in self.of(Purpose.INDEX))
        return tuple(one.decode("ascii") for one in found if one)

    def index_key(self, tag: str, value: str, found: str) -> int | None:
        """Return the id of the key under which a value's index is `found`; None where it is no key's."""
        for key in self.of(Purpose.INDEX):
            if self.index_all(tag, [value], key=key) == [found.encode()]:
                return key.id
        return None

    def of(self, purpose: Purpose | str) -> tuple[Key, ...]:
        """Return the keys of a purpose, the active one first, then the newest."""
        own = (key for key in self.keys if key.purpose == purpose)
        return tuple(sorted(own, key=lambda key: (key.state is not State.ACTIVE, -key.id)))

    def mark(self, text: str) -> str:
        """Return a keyed digest that only this ring can make: `<key id>.<base64url>`, under the head key."""
        key = self.active(Purpose.HEAD)
        return self._marked(key, text)

    def is_mark(self, mark: str, text: str) -> bool:
        """Say whether `mark` is this ring's mark of `text`; KeyMissingError where its key is not here."""
        number, _, _ = mark.partition(".")
        if not (number.isascii() and number.isdigit()):
            return False
        return ciphers.same(self._marked(self.key(int(number)), text), mark)

    def rotate(
        self, purpose: Purpose | str, profile: Profile | str, *, at: dt.datetime | None = None
    ) -> "Ring":
        """Return a ring in which a new key is active for `purpose` and the one before it only opens."""
        purpose, number = Purpose(purpose), max(key.id for key in self.keys) + 1
        if number > keys.LARGEST:
            raise Refused("The key ring has used up its 65,535 key numbers: begin a new installation.")
        old = tuple(
            key.model_copy(update={"state": State.OLD}) if key.purpose is purpose else key
            for key in self.keys
        )
        made = keys.fresh(number, purpose=purpose, profile=Profile(profile), made_at=_moment(at))
        return Ring((*old, made))

    def without(self, number: int) -> "Ring":
        """Return the ring without an old key; Refused for an active one, KeyMissingError for none."""
        key = self.key(number)
        if key.state is State.ACTIVE:
            raise Refused(f"Key {number} is the active {key.purpose} key: rotate first, then retire it.")
        return replace(self, keys=tuple(one for one in self.keys if one.id != number))

    def _marked(self, key: Key, text: str) -> str:
        made = ciphers.mac(key.profile, key.derived("mark"), text.encode())
        return f"{key.id}.{envelope.written(made).decode('ascii')}"

    @cached_property
    def _doors(self) -> dict[int, Decrypt]:
        return {key.id: ciphers.gcm(key.profile, key.sealing)[1] for key in self.of(Purpose.DATA)}


def load(path: Path) -> Ring:
    """Return the ring of a file; Refused where there is none or it cannot be read."""
    return Ring(files.read(path))


def create(path: Path, profile: Profile | str, *, at: dt.datetime | None = None) -> Ring:
    """Make a ring with one key per purpose; Refused where there is one already."""
    made = (
        keys.fresh(number, purpose=purpose, profile=Profile(profile), made_at=_moment(at))
        for number, purpose in enumerate(Purpose, start=1)
    )
    ring = Ring(tuple(made))
    try:
        files.write(path, ring.keys, new=True)
    except FileExistsError:
        raise Refused(f"{path} holds a key ring already: rotate its keys with `tilth keys rotate`.") from None
    return ring


def change(path: Path, how: Callable[[Ring], Ring]) -> Ring:
    """Load, change and store the ring while no other process changes it; return the new one."""
    with files.alone(path):
        ring = how(load(path))
        files.write(path, ring.keys)
    return ring


_CACHE: dict[Path, tuple[tuple[int, int, int], Ring]] = {}
_CACHE_LOCK = threading.Lock()


def cached(path: Path) -> Ring:
    """Return the ring of a file, read again only when it changed: a running process follows a rotation."""
    try:
        found = path.stat()
    except OSError:
        return load(path)
    stamp = (found.st_mtime_ns, found.st_size, found.st_ino)
    with _CACHE_LOCK:
        held = _CACHE.get(path)
        if held is None or held[0] != stamp:
            held = _CACHE[path] = (stamp, load(path))
        return held[1]


def _moment(at: dt.datetime | None) -> str:
    return (at or dt.datetime.now(tz=dt.UTC)).isoformat(timespec="seconds")
