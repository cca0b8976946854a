"""Which of the contract's encodings a CSV file is in: strict decoding decides, never a guess."""

import codecs
import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from tilth.kernel.errors import Refused
from tilth.kernel.said import Said

BLOCK = 1 << 20
RATIO_LIMIT = 100
RATIO_FROM = 1 << 20
"""Below this unpacked size the ratio is not judged: small repetitive tables pack very well."""
SIZE_LIMIT = 64 << 30
UTF_8 = "utf-8-sig"
GB18030 = "gb18030"
_DECLARED = {
    "utf-8": UTF_8,
    "utf8": UTF_8,
    "utf-8-sig": UTF_8,
    "utf-8-bom": UTF_8,
    "gb18030": GB18030,
    "gbk": GB18030,
    "gb2312": GB18030,
}


class _Unpacked(io.RawIOBase):
    """A gzip file's content under a size and a ratio cap; a damaged file is a refusal."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._packed = max(path.stat().st_size, 1)
        self._file = gzip.open(path, "rb")  # noqa: SIM115 - closed with this reader
        self._total = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview[int]") -> int:  # type: ignore[override]
        try:
            data = self._file.read(len(buffer))
        except (EOFError, OSError, zlib.error) as error:
            raise Refused(Said("not_gzip", path=self._path, reason=error)) from None
        self._total += len(data)
        if self._total > SIZE_LIMIT or (
            self._total > RATIO_FROM and self._total > RATIO_LIMIT * self._packed
        ):
            raise Refused(Said("gzip_bomb", path=self._path, limit=RATIO_LIMIT))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._file.close()
        super().close()


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """Open a CSV file's bytes, unpacking `.gz`."""
    raw: io.RawIOBase = _Unpacked(path) if path.name.endswith(".gz") else io.FileIO(path, "rb")
    with io.BufferedReader(raw, BLOCK) as stream:
        yield stream


def decide(path: Path, declared: str | None) -> str:
    """Return the codec that reads the whole file and agrees with the manifest; else Refused with the line."""
    wanted = None
    if declared is not None:
        wanted = _DECLARED.get(declared.strip().lower())
        if wanted is None:
            raise Refused(Said("encoding_unknown", path=path, declared=repr(declared[:32])))
    utf8_error, ascii_only = _scan(path, "utf-8")
    if utf8_error is None:
        if wanted == GB18030 and not ascii_only:
            raise Refused(Said("encoding_is_utf8", path=path, declared=declared))
        return UTF_8
    gb_error, _ = _scan(path, GB18030)
    if gb_error is not None:
        line = gb_error if wanted == GB18030 else utf8_error
        raise Refused(Said("encoding_mixed", path=path, line=line))
    if wanted == UTF_8:
        raise Refused(Said("encoding_is_gb18030", path=path, line=utf8_error, declared=declared))
    return GB18030


def has_bom(path: Path) -> bool:
    """Say whether the content starts with the UTF-8 byte order mark."""
    with opened(path) as stream:
        return stream.read(3) == codecs.BOM_UTF8


def _scan(path: Path, codec: str) -> tuple[int | None, bool]:
    """Return the line of the first byte that does not decode (None = all do), and whether all is ASCII."""
    decoder = codecs.getincrementaldecoder(codec)("strict")
    line, ascii_only = 1, True
    with opened(path) as stream:
        while True:
            block = stream.read(BLOCK)
            held = decoder.getstate()[0]
            ascii_only = ascii_only and block.isascii()
            try:
                decoder.decode(block, final=not block)
            except UnicodeDecodeError as error:
                return line + _line_ends((held + block)[: error.start]), ascii_only
            if not block:
                return None, ascii_only
            line += _line_ends(block)


def _line_ends(data: bytes) -> int:
    return data.count(b"\n") or data.count(b"\r")
