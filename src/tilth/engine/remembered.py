"""Statements kept in a file, so that a process begins with what an earlier one has written.

A nightly run is a process of its own, and most of a small night's time is Ibis writing SQL. The file can be
deleted at any time, and holds rules but no customer: the constants of the playbook are in it, days and rows
are not. It belongs to the versions of the libraries that wrote it. Whoever can change it could change the
lake as well.
"""

import contextlib
import json
import tempfile
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tilth.engine.statements import Known, Result, Statements

_WRITERS = ("ibis-framework", "sqlglot", "duckdb")
_SEEN: dict[Path, tuple[int, frozenset[str]]] = {}
"""By file, when it was written as last seen, and the statements that it held."""


def read(statements: Statements, folder: Path) -> None:
    """Add what the folder's file holds; one that is not there, or is not whole, holds nothing."""
    path = place(folder)
    if path in _SEEN and _SEEN[path][0] == _written(path):
        return
    found = _found(path)
    if len(statements.known) + len(found) <= statements.most:
        statements.known = found | statements.known


def write(statements: Statements, folder: Path) -> None:
    """Put what is new into the folder's file, beside what others have put there."""
    path = place(folder)
    if path in _SEEN and statements.known.keys() <= _SEEN[path][1]:
        return
    every = _found(path) | statements.known
    if len(every) > statements.most:
        every = dict(statements.known)
    text = json.dumps({digest: _row(known) for digest, known in every.items()})
    with contextlib.suppress(OSError):  # a full disk, a folder of somebody else: the night stands without it
        folder.mkdir(parents=True, exist_ok=True)
        _replace(path, text)
    _SEEN[path] = (_written(path), frozenset(every))


def place(folder: Path) -> Path:
    """Return the file of these versions of the libraries."""
    versions = " ".join(f"{name} {version(name)}" for name in _WRITERS)
    return folder / f"statements-{blake2b(versions.encode(), digest_size=8).hexdigest()}.json"


def _replace(path: Path, text: str) -> None:
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        (whole := Path(folder) / path.name).write_text(text, "utf-8")
        whole.replace(path)


def _written(path: Path) -> int:
    with contextlib.suppress(OSError):
        return path.stat().st_mtime_ns
    return 0


def _found(path: Path) -> dict[str, Known]:
    written = _written(path)
    try:
        rows: dict[str, Any] = json.loads(path.read_text("utf-8"))
        found = {digest: _known(*row) for digest, row in rows.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        found = {}
    _SEEN[path] = (written, frozenset(found))
    return found


def _row(known: Known) -> tuple[Any, ...]:
    return (known.template, known.result.tables, known.result.columns)


def _known(template: list[str | int], tables: list[str], columns: list[list[str]] | None) -> Known:
    told = None if columns is None else tuple((name, kind, null) for name, kind, null in columns)
    return Known(template=tuple(template), result=Result(tables=tuple(tables), columns=told))
