"""Jumps against earlier nights mean a broken extract, not a business day: refused unless overridden."""

from pathlib import Path
from statistics import median
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from tilth.connectors.core_banking import protecting
from tilth.connectors.core_banking.rules.context import Context
from tilth.kernel.errors import Refused
from tilth.kernel.said import Said
from tilth.ports.schema import Table

NIGHTS = 5
"""The ±30 % and ±10 % rules compare with the median of this many nights (fault 47)."""
ROWS_JUMP = 0.30
BALANCE_JUMP = 0.10
NULLS_JUMP = 0.05
"""The share of nulls in a column may rise by five points from one night to the next (fault 48)."""
ONE_VALUE_SHARE = 0.9
"""A column that was spread wider than this last night cannot hold one single value tonight (fault 48)."""
LEAST_ROWS = 100
"""Smaller tables, and changes by fewer rows, jump by chance."""
LEAST_HOLDINGS = 1_000
"""With fewer holdings one customer's payment moves the sum of balances."""


def check(table: Table, accepted: pa.Table, file: str, context: Context) -> None:
    """Compare a snapshot with the nights before; Refused with table, figures and remedy."""
    if context.override or not table.snapshot or not table.required:
        return
    _emptied(table, accepted, file, context)
    paths = [path for back in range(1, NIGHTS + 1) if (path := context.before(table.name, back))]
    if len(paths) == NIGHTS:
        _rows(accepted, paths, file)
        if table.name == "holdings":
            _balances(accepted, paths, file)
    last = context.before(table.name)
    if last is not None and accepted.num_rows >= LEAST_ROWS:
        _nulls(table, accepted, last, file)
        _one_value(table, accepted, last, file, context)


def _emptied(table: Table, accepted: pa.Table, file: str, context: Context) -> None:
    last = context.before(table.name)
    if accepted.num_rows == 0 and last is not None and _count(last) > 0:
        raise Refused(Said("emptied", file=file, table=table.name, before=_count(last)))


def _count(path: Path) -> int:
    return int(pq.read_metadata(path).num_rows)


def _rows(accepted: pa.Table, paths: list[Path], file: str) -> None:
    usual = median(_count(path) for path in paths)
    change = abs(accepted.num_rows - usual)
    if change > LEAST_ROWS and change > ROWS_JUMP * usual:
        raise Refused(
            Said("rows_jump", file=file, rows=accepted.num_rows, usual=usual, nights=NIGHTS, limit=ROWS_JUMP)
        )


def _balances(accepted: pa.Table, paths: list[Path], file: str) -> None:
    if accepted.num_rows < LEAST_HOLDINGS:
        return
    tonight = _sums(accepted)
    earlier = [_sums(pq.read_table(path, columns=["currency", "balance"])) for path in paths]
    for currency in sorted(tonight):
        count, total = tonight[currency]
        usual = median(night.get(currency, (0, 0.0))[1] for night in earlier)
        if count >= LEAST_HOLDINGS and usual > 0 and abs(total - usual) > BALANCE_JUMP * usual:
            raise Refused(
                Said(
                    "balance_jump",
                    file=file,
                    currency=currency,
                    total=total,
                    usual=usual,
                    nights=NIGHTS,
                    limit=BALANCE_JUMP,
                )
            )


def _sums(holdings: pa.Table) -> dict[str, tuple[int, float]]:
    """Return count and sum of sizes per currency: a comparison by tenths needs no exact decimals."""
    sizes = pa.table(
        {"currency": holdings["currency"], "size": pc.abs(pc.cast(holdings["balance"], pa.float64()))}
    )
    rows = sizes.group_by("currency").aggregate([("size", "count"), ("size", "sum")]).to_pylist()
    return {row["currency"]: (row["size_count"], row["size_sum"] or 0.0) for row in rows}


def _nulls(table: Table, accepted: pa.Table, last: Path, file: str) -> None:
    metadata = pq.read_metadata(last)
    if metadata.num_rows < LEAST_ROWS:
        return
    for index, column in enumerate(table.columns):
        tonight = accepted[column.name].null_count / accepted.num_rows
        if tonight <= NULLS_JUMP:
            continue
        before = _nulls_of(metadata, index) / metadata.num_rows
        if tonight - before > NULLS_JUMP:
            raise Refused(
                Said(
                    "nulls_jump",
                    file=file,
                    column=column.name,
                    tonight=tonight,
                    before=before,
                    limit=NULLS_JUMP,
                )
            )


def _nulls_of(metadata: Any, index: int) -> int:
    groups = (
        metadata.row_group(number).column(index).statistics for number in range(metadata.num_row_groups)
    )
    return sum(statistics.null_count for statistics in groups if statistics is not None)


def _one_value(table: Table, accepted: pa.Table, last: Path, file: str, context: Context) -> None:
    for column in table.columns:
        values = accepted[column.name]
        if pa.types.is_boolean(values.type) or values.null_count == len(values):
            continue
        bounds = pc.min_max(values)
        if bounds["min"] != bounds["max"]:
            continue
        before = protecting.column(last, table, column.name, context.ring)
        counts = pc.value_counts(before).field("counts")
        if len(before) >= LEAST_ROWS and pc.max(counts).as_py() <= ONE_VALUE_SHARE * len(before):
            raise Refused(Said("one_value", file=file, column=column.name, before=len(counts)))
