"""The key ring's file: read, written whole or not at all, and changed by one process at a time."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pydantic import ValidationError

from tilth.kernel.errors import Refused
from tilth.kernel.said import Said
from tilth.vault.keys import Key

_VERSION = 1


def read(path: Path) -> tuple[Key, ...]:
    """Return the keys of the file; Refused where there is none or it is no key ring."""
    try:
        content = json.loads(path.read_text("utf-8"))
        if content["version"] != _VERSION:
            raise Refused(Said("ring_version", path=path, version=content["version"]))
        return tuple(Key.model_validate(entry) for entry in content["keys"])
    except FileNotFoundError:
        raise Refused(Said("ring_missing", path=path)) from None
    except PermissionError:
        raise Refused(Said("ring_forbidden", path=path)) from None
    except (ValidationError, ValueError, KeyError, TypeError):
        # what stands in the file is secret: the sentence says nothing of it
        raise Refused(Said("ring_unreadable", path=path)) from None


def write(path: Path, keys: tuple[Key, ...], *, new: bool = False) -> None:
    """Replace the file at once, for its owner's eyes only; `new` refuses to replace one (FileExistsError)."""
    target = path if new else path.resolve()
    aside = target.with_name(f"{target.name}.{os.getpid()}.part")
    text = json.dumps({"version": _VERSION, "keys": [key.as_json() for key in keys]}, indent=1) + "\n"
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if new:
            os.link(aside, target)
        else:
            aside.replace(target)
    finally:
        with suppress(FileNotFoundError):
            aside.unlink()
    _flush(target.parent)


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Keep other processes from changing the ring meanwhile; readers go on."""
    target = path.resolve()
    with target.with_name(f"{target.name}.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _flush(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
