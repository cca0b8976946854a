"""Means of sums that a double can not hold: Ibis divides whole numbers as doubles, which lost a cent.

Exact up to a mean of 2^51 cents, some 22 trillion; beyond it a quotient may still be a cent off.
"""

import ibis
import pytest

from tilth.engine.amounts import mean


@pytest.mark.parametrize(
    ("total", "count", "expected"),
    [
        (4_622_004_465_018_947, 5, 924_400_893_003_789),
        (5_240_651_209_755_510, 7, 748_664_458_536_501),
        (17_122_957_864_343_564, 30, 570_765_262_144_785),
        (-17_122_957_864_343_564, 30, -570_765_262_144_785),
        (-1, 2, -1),
        (1, 2, 1),
        (1, 3, 0),
        (0, 90, 0),
    ],
)
def test_the_mean_is_exact_and_rounded_half_away_from_zero(total: int, count: int, expected: int) -> None:
    expression = mean(ibis.literal(total, type="int64"), count)
    assert ibis.duckdb.connect().to_pyarrow(expression).as_py() == expected
