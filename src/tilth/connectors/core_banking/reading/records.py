"""CSV records by RFC 4180, with the physical line of each; a broken record costs only itself."""

import csv
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

from tilth.kernel.errors import Refused
from tilth.kernel.said import Said

LINE_LIMIT = 1 << 20
"""Characters in one physical line; a longer one means that this is no CSV file."""
_FIELD = r'(?:"(?:[^"]|"")*"|[^",\r\n]*)'
_RFC_4180 = re.compile(rf"{_FIELD}(?:,{_FIELD})*(?:\r\n|\r|\n)?")


@dataclass(frozen=True)
class Broken:
    """A record that cannot be read, with the quarantine code that says why."""

    code: str


Record = list[str] | Broken


class _Lines:
    """Physical lines with their number; lines swallowed by a quotation mark can be given back."""

    def __init__(self, stream: TextIO, file: str, above: int) -> None:
        self._stream = stream
        self._file = file
        self._back: deque[str] = deque()
        self.number = above
        self.taken: list[str] = []

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._back.popleft() if self._back else self._stream.readline(LINE_LIMIT + 1)
        if not line:
            raise StopIteration
        self.number += 1
        if len(line) > LINE_LIMIT:
            raise Refused(Said("line_too_long", path=self._file, line=self.number, limit=LINE_LIMIT))
        self.taken.append(line)
        return line

    def give_back(self) -> None:
        """Return all lines of the current record but its first."""
        self._back.extendleft(reversed(self.taken[1:]))
        self.number -= len(self.taken) - 1
        del self.taken[1:]


def records(stream: TextIO, file: str, *, width: int, above: int = 0) -> Iterator[tuple[int, Record]]:
    """Yield (line, record); a good one has `width` fields; `above` lines were read before.

    Blank lines at the end of the file are left out; elsewhere they are short rows.
    """
    lines = _Lines(stream, file, above)
    reader = csv.reader(lines, strict=True)
    blank: list[int] = []
    while True:
        lines.taken.clear()
        start = lines.number + 1
        try:
            record: Record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            record = Broken(_code(error, lines))
        if record == []:
            blank.append(start)
            continue
        record = _checked(record, lines, width)
        if isinstance(record, Broken):
            lines.give_back()
            reader = csv.reader(lines, strict=True)
        for line in blank:
            yield line, Broken("short_row")
        blank.clear()
        yield start, record


def _code(error: csv.Error, lines: _Lines) -> str:
    alone = len(lines.taken) == 1
    return "too_long" if alone and "field limit" in str(error) else "unbalanced_quote"


def _checked(record: Record, lines: _Lines, width: int) -> Record:
    """Return the record, or why it is none: RFC 4180 broken, or another number of fields than the header."""
    if isinstance(record, Broken):
        return record
    quoted = len(lines.taken) > 1 or '"' in lines.taken[0]
    if quoted and not _RFC_4180.fullmatch("".join(lines.taken)):
        return Broken("unbalanced_quote")
    if len(record) == width:
        return record
    if len(lines.taken) > 1:
        return Broken("unbalanced_quote")
    return Broken("short_row" if len(record) < width else "long_row")
