"""From whole numbers in numpy to Arrow columns, without a Python loop over rows."""

import datetime as dt
from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]

NEVER = np.int32(2**30)
"""A day number that stands for an empty date."""
NONE = -1
"""A code that stands for an empty value of a list."""

_EPOCH = dt.date(1970, 1, 1)


def ordinal(day: dt.date) -> int:
    """Return the days since 1970-01-01."""
    return (day - _EPOCH).days


def day_of(number: int) -> dt.date:
    """Return the date of a day number."""
    return _EPOCH + dt.timedelta(days=int(number))


def digits(numbers: Whole, width: int) -> NDArray[np.uint8]:
    """Return each number as `width` decimal digits in ASCII, one row each."""
    powers = 10 ** np.arange(width - 1, -1, -1, dtype=np.int64)
    found: NDArray[np.uint8] = (numbers[:, None] // powers % 10 + ord("0")).astype(np.uint8)
    return found


def fixed_text(cells: NDArray[np.uint8]) -> pa.Array:
    """Return rows of ASCII codes, all of one width, as text."""
    rows, width = cells.shape
    offsets = np.arange(rows + 1, dtype=np.int64) * width
    large = pa.LargeStringArray.from_buffers(
        rows, pa.py_buffer(offsets), pa.py_buffer(np.ascontiguousarray(cells))
    )
    return large.cast(pa.string())


def numbered(prefix: str, numbers: Whole, width: int) -> pa.Array:
    """Return identifiers: the prefix, then the number with leading zeros."""
    cells = np.empty((len(numbers), len(prefix) + width), dtype=np.uint8)
    cells[:, : len(prefix)] = np.frombuffer(prefix.encode("ascii"), dtype=np.uint8)
    cells[:, len(prefix) :] = digits(numbers, width)
    return fixed_text(cells)


def decimals(numbers: Whole, kind: pa.DataType, *, empty: Flags | None = None) -> pa.Array:
    """Return whole numbers in the type's smallest unit as decimals; `empty` marks nulls."""
    wide = np.empty((len(numbers), 2), dtype=np.int64)
    wide[:, 0] = numbers
    wide[:, 1] = np.asarray(numbers, dtype=np.int64) >> 63
    return pa.Array.from_buffers(kind, len(numbers), [_validity(empty), pa.py_buffer(wide)])


def dates(numbers: NDArray[np.int32]) -> pa.Array:
    """Return day numbers as dates; NEVER is empty."""
    values = np.ascontiguousarray(numbers, dtype=np.int32)
    return pa.Array.from_buffers(pa.date32(), len(values), [_validity(values == NEVER), pa.py_buffer(values)])


def booleans(codes: NDArray[np.int8]) -> pa.Array:
    """Return codes as booleans: 1 true, 0 false, −1 empty."""
    return pa.array(codes == 1, mask=codes == NONE)


def listed(codes: NDArray[np.integer], values: Sequence[str] | pa.Array) -> pa.DictionaryArray:
    """Return codes as text from a list; −1 is empty."""
    words = values if isinstance(values, pa.Array) else pa.array(list(values), pa.string())
    indices = pa.array(codes.astype(np.int32), mask=codes == NONE)
    return pa.DictionaryArray.from_arrays(indices, words)


def _validity(empty: Flags | None) -> pa.Buffer | None:
    if empty is None or not empty.any():
        return None
    return pa.py_buffer(np.packbits(~empty, bitorder="little"))
