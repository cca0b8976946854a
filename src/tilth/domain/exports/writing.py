"""The file itself: one zip with a table for people and one for programs of every part.

A part is read once and written as it is read: the table for spreadsheets goes straight into the zip, and
the lines for programs wait, as text, until it is closed.
"""

import csv
import datetime as dt
import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import IO, Any

from tilth.domain.days import ZONE
from tilth.domain.exports.columns import Column
from tilth.kernel.cells import safe
from tilth.policy.registry import showing
from tilth.policy.registry.showing import Show
from tilth.policy.words import Words

Row = Mapping[str, Any]


class Bundle:
    """One zip that is being written; every entry bears the moment at which it was made."""

    def __init__(self, to: IO[bytes], at: dt.datetime) -> None:
        self._zip = zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED)
        self._at = at.timetuple()[:6]

    def part(self, name: str, words: Words, columns: tuple[Column, ...], rows: Iterable[Row]) -> int:
        """Write one part twice, for people and for programs, and return how many rows it has."""
        lines: list[str] = []
        with self._zip.open(self._entry(f"{name}.csv"), "w") as raw:
            file = io.TextIOWrapper(raw, "utf-8-sig", newline="")
            table = csv.writer(file)
            table.writerow(safe(f"{one.words.zh} {one.words.en}") for one in columns)
            for row in rows:
                values = {one.name: told(row[one.name], one) for one in columns}
                table.writerow(_cell(values[one.name], one) for one in columns)
                lines.append(json.dumps(values, ensure_ascii=False, default=str))
            file.flush()
        head = {"name": name, "words": _both(words), "columns": [_column(one) for one in columns]}
        self.document(name, head, lines)
        return len(lines)

    def document(self, name: str, head: Mapping[str, Any], lines: Iterable[str] = ()) -> None:
        """Write one document for programs: what stands in its head, and rows that are written already."""
        begin = json.dumps(head, ensure_ascii=False, indent=1, default=str).removesuffix("\n}")
        with self._zip.open(self._entry(f"{name}.json"), "w") as raw:
            raw.write(f'{begin},\n "rows": ['.encode())
            raw.writelines(_joined(lines))
            raw.write(b"\n ]\n}\n")

    def close(self) -> None:
        """Write the zip's own list of contents."""
        self._zip.close()

    def _entry(self, name: str) -> zipfile.ZipInfo:
        entry = zipfile.ZipInfo(name, self._at)
        entry.compress_type = zipfile.ZIP_DEFLATED
        return entry


def told(value: Any, column: Column) -> Any:
    """Return a value as it leaves the house: as it is, or through the mask of its kind."""
    if value is None or column.done or column.how is Show.CLEAR:
        return value
    return showing.show(value, column.how, column.kind)


def _cell(value: Any, column: Column) -> str:
    """Return a cell for people: a code with its words, the bank's own clock, a text that never calculates."""
    if value is None:
        return ""
    if isinstance(value, str) and value in column.codes:
        words = column.codes[value]
        return safe(f"{words.zh} {words.en}")
    if isinstance(value, bool):
        return "是 yes" if value else "否 no"
    if isinstance(value, int | float | Decimal):
        return str(value)
    return safe(_text(value))


def _text(value: Any) -> str:
    """Return a text, a day, a moment on the bank's clock, or a list as people read it."""
    if isinstance(value, dt.datetime):
        return (value.astimezone(ZONE) if value.tzinfo else value).isoformat(" ", "seconds")[:19]
    if isinstance(value, dt.date):
        return value.isoformat()
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def _column(one: Column) -> dict[str, Any]:
    codes = {code: _both(words) for code, words in one.codes.items()}
    return {
        "name": one.name,
        "words": _both(one.words),
        "kind": one.kind.code,
        "shown": one.how.value,
        **({"codes": codes} if codes else {}),
    }


def _both(words: Words) -> dict[str, str]:
    return {"en": words.en, "zh": words.zh}


def _joined(lines: Iterable[str]) -> Iterator[bytes]:
    for number, line in enumerate(lines):
        yield (",\n  " if number else "\n  ").encode() + line.encode()
