r"""Identity numbers, telephone numbers and addresses that can belong to nobody.

* Identity numbers have the form of GB 11643 (18 places, check digit by ISO 7064 MOD 11-2), with the division
  codes 199901 to 199909: no province, region or city of GB/T 2260 begins with 19, so none was ever issued.
* Mobiles begin with 154, a prefix of the mobile range (1[3-9]\d{9}) that is not allocated to any operator.
* Landlines stand behind the area code 0300, which no place in China has.
* E-mail stands at example.com, example.org and example.net, which RFC 2606 keeps out of use.
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from tilth.connectors.demo_bank.columns import Flags, Whole, digits, fixed_text, numbered

_DIVISIONS = np.arange(199901, 199910, dtype=np.int64)
_WEIGHTS = np.array([2 ** (17 - place) % 11 for place in range(17)], dtype=np.int64)
_CHECKS = np.frombuffer(b"10X98765432", dtype=np.uint8)
_SPREAD = 61_803_399
"""Odd and no multiple of five: multiplying by it permutes the numbers below a power of ten."""


def resident_numbers(born: NDArray[np.int32], female: Flags) -> pa.Array:
    """Return one identity number each, agreeing with day of birth and gender, no two alike."""
    occurrence = _occurrence(born.astype(np.int64) * 2 + female)
    sequence = occurrence % 500 * 2 + ~female
    cells = np.empty((len(born), 18), dtype=np.uint8)
    cells[:, :6] = digits(_DIVISIONS[occurrence // 500], 6)
    cells[:, 6:14] = digits(_eight_digits(born), 8)
    cells[:, 14:17] = digits(sequence, 3)
    cells[:, 17] = _CHECKS[(cells[:, :17].astype(np.int64) - ord("0")) @ _WEIGHTS % 11]
    return fixed_text(cells)


def of_a_twin(number: str) -> str:
    """Return another resident number of the same day and gender, which nobody else of a small bank has."""
    body = f"{number[:14]}{998 + int(number[16]) % 2}"
    total = sum(int(digit) * int(weight) for digit, weight in zip(body, _WEIGHTS, strict=True))
    return body + chr(_CHECKS[total % 11])


def registration_numbers(count: int) -> pa.Array:
    """Return registration numbers of companies in a form of the bank's own (no real credit code)."""
    return numbered("DEMO", np.arange(1, count + 1, dtype=np.int64), 14)


def mobiles(start: int, count: int) -> pa.Array:
    """Return mobiles for the numbers `start` … `start + count`, no two alike below 10^8."""
    spread = np.arange(start, start + count, dtype=np.int64) * _SPREAD % 100_000_000
    return numbered("154", spread, 8)


def emails(prefix: str, numbers: Whole) -> pa.Array:
    """Return one address each at a domain that is kept for examples."""
    domain = pa.array(["@example.com", "@example.org", "@example.net"]).take(numbers % 3)
    return pc.binary_join_element_wise(numbered(prefix, numbers, 7), domain, "")


def landlines(numbers: Whole) -> pa.Array:
    """Return landlines: area code and eight digits."""
    return numbered("03002", numbers * _SPREAD % 10_000_000, 7)


def _occurrence(groups: Whole) -> Whole:
    order = np.argsort(groups, kind="stable")
    ordered = groups[order]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
    sizes = np.diff(np.r_[starts, len(groups)])
    found = np.empty(len(groups), dtype=np.int64)
    found[order] = np.arange(len(groups)) - np.repeat(starts, sizes)
    return found


def _eight_digits(born: NDArray[np.int32]) -> Whole:
    days = born.astype("datetime64[D]")
    months = days.astype("datetime64[M]")
    years = days.astype("datetime64[Y]")
    year = years.astype(np.int64) + 1970
    month = (months - years.astype("datetime64[M]")).astype(np.int64) + 1
    day = (days - months.astype("datetime64[D]")).astype(np.int64) + 1
    found: Whole = year * 10_000 + month * 100 + day
    return found
