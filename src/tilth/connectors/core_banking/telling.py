"""What of the quarantine leaves the lake for a page: nothing that says whose row it is."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

import pyarrow as pa

from tilth.ports.feed import BY_NAME
from tilth.ports.schema import Kind

PUBLISHED = 10_000
"""Faults of one night that go to the page; the lake holds all."""
_PLAIN = re.compile(r"[A-Za-z0-9_.,:+\-/ ]{1,24}")
_LONG_NUMBER = re.compile(r"[0-9]{9}")


class Fault(NamedTuple):
    """One value that was set aside: where it stood, what may be seen of it, why."""

    table: str
    row: int
    line: int | None
    column: str
    value: str | None
    code: str


def faults(lines: pa.Table) -> Iterator[Fault]:
    """Yield the first quarantine lines as a page may show them."""
    for line in lines.slice(0, PUBLISHED).to_pylist():
        value = _masked(line["table"], line["column"], line["value"])
        yield Fault(line["table"], line["row"], line["line"], line["column"], value, line["code"])


def summary(lines: pa.Table) -> dict[str, Any]:
    """Return how many faults there are, how many go to the page, and how often each reason stands where."""
    columns = (lines[name].to_pylist() for name in ("table", "column", "code"))
    counted = Counter(zip(*columns, strict=True))
    reasons = [
        {"table": table, "column": column, "code": code, "faults": count}
        for (table, column, code), count in counted.most_common()
    ]
    return {"faults": lines.num_rows, "kept": min(lines.num_rows, PUBLISHED), "reasons": reasons}


def _masked(table: str, column: str, value: str | None) -> str | None:
    """Mask keys, long numbers and free text as well: they could name a customer."""
    if not value:
        return value
    if _is_open(table, column) and _PLAIN.fullmatch(value) and not _LONG_NUMBER.search(value):
        return value
    shown = value[:1] if value[:1].isprintable() else ""
    return f"{shown}***"


def _is_open(table: str, column: str) -> bool:
    try:
        found = BY_NAME[table].column(column)
    except KeyError:
        return False
    return not found.personal and found.kind is not Kind.KEY
