"""The field registry: every column of every table and every field of the API names its kind of data (C-20).

One TOML file an area, by table and kind; tables of what people write say it beside their columns. A column
without an entry fails the tests, and so does an entry without a column.
"""

import functools
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from tilth.kernel.errors import TilthError
from tilth.policy.registry.kinds import KINDS, Kind
from tilth.policy.registry.retention import RETENTION, Begin, Retention

__all__ = [
    "AREAS",
    "KINDS",
    "RETENTION",
    "Begin",
    "Kind",
    "Retention",
    "UnregisteredError",
    "entries",
    "entry",
    "missing",
    "stale",
]

AREAS = ("models", "feed", "marts", "state", "extracts", "api")
HISTORY = "_history"
"""A history table remembers another table: its columns have that table's entries."""
HISTORY_COLUMNS = "pgh_"
ANY = "any"
"""In the area `api`: fields that mean the same in every answer."""

Entries = Mapping[str, Mapping[str, Kind]]
_DECLARED: dict[str, dict[str, dict[str, Kind]]] = {area: {} for area in AREAS}
"""What is declared beside the columns themselves, by area and table."""


class UnregisteredError(TilthError):
    """A column that the field registry does not know; nobody may show, log or export it."""


def declare(area: str, table: str, columns: Mapping[str, str]) -> None:
    """Take up the kinds of a table whose columns say theirs; UnregisteredError for a kind nobody defined."""
    kinds: dict[str, list[str]] = {}
    for column, code in columns.items():
        kinds.setdefault(code, []).append(column)
    _DECLARED[area][table] = _columns(area, table, kinds)


def entries(area: str) -> Entries:
    """Return the kinds of an area by table and column; UnregisteredError for an unknown one."""
    if area not in AREAS:
        raise UnregisteredError(f"The field registry has no area {area!r}: it has {', '.join(AREAS)}.")
    return {**_written(area), **dict(sorted(_DECLARED[area].items()))}


@functools.cache
def _written(area: str) -> Entries:
    text = Path(__file__).with_name(f"{area}.toml").read_text("utf-8")
    return {table: _columns(area, table, kinds) for table, kinds in tomllib.loads(text).items()}


def _columns(area: str, table: str, kinds: Mapping[str, list[str]]) -> dict[str, Kind]:
    found: dict[str, Kind] = {}
    for code, columns in kinds.items():
        if code not in KINDS:
            raise UnregisteredError(f"{area}: {table} names the kind {code!r}, which nobody defined.")
        for column in columns:
            if column in found:
                raise UnregisteredError(f"{area}: {table}.{column} has two entries: keep one.")
            found[column] = KINDS[code]
    return found


def entry(area: str, table: str, column: str) -> Kind:
    """Return the kind of one column; UnregisteredError where it has none (C-20)."""
    found = _find(area, table, column)
    if found is None:
        raise UnregisteredError(
            f"{area}: {table}.{column} is not in the field registry: name its kind {_where(area, table)}."
        )
    return found


def _find(area: str, table: str, column: str) -> Kind | None:
    known = _DECLARED[area] if table.removesuffix(HISTORY) in _DECLARED[area] else _written(area)
    if area == "models" and table.endswith(HISTORY):
        if column.startswith(HISTORY_COLUMNS):
            return KINDS["technical"]
        table = table.removesuffix(HISTORY)
    found = known.get(table, {}).get(column)
    return _written(area).get(ANY, {}).get(column) if found is None and area == "api" else found


def _where(area: str, table: str) -> str:
    """Return where the kinds of a table's columns are named."""
    beside = table.removesuffix(HISTORY) in _DECLARED[area]
    return "beside the column, with said(…)" if beside else f"in policy/registry/{area}.toml"


def missing(area: str, present: Mapping[str, Iterable[str]]) -> list[str]:
    """Return a sentence for each of the `present` columns, by table, that has no entry."""
    return [
        f"{area}: {table}.{column} has no entry: name its kind {_where(area, table)}."
        for table, columns in present.items()
        for column in columns
        if _find(area, table, column) is None
    ]


def stale(area: str, present: Mapping[str, Iterable[str]]) -> list[str]:
    """Return a sentence for each entry whose column is not among the `present` ones."""
    there = {table: set(columns) for table, columns in present.items()}
    return [
        f"{area}: {table}.{column} has an entry and is nowhere else: its kind is named {_where(area, table)}."
        for table, columns in entries(area).items()
        for column in columns
        if table != ANY and column not in there.get(table, set())
    ]
