"""A file that was just written, read back without the engine: types, empties, order and keys."""

from dataclasses import dataclass
from functools import reduce
from pathlib import Path

import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from tilth.engine.backend import Session
from tilth.lake.arrow import arrow_type
from tilth.ports.schema import Table


@dataclass(frozen=True, kw_only=True)
class Written:
    """A mart or state table on disk."""

    table: Table
    path: Path

    @property
    def count(self) -> int:
        """Number of rows."""
        return int(pq.read_metadata(self.path).num_rows)

    def rows(self, session: Session) -> ir.Table:
        """Return its rows for the engine."""
        return session.read(self.path)

    def fault(self) -> str:
        """Return what is wrong with its form in words; empty text when nothing is."""
        file = pq.ParquetFile(self.path)
        return self._types(file) or self._empties(file) or self._order(file)

    def _types(self, file: pq.ParquetFile) -> str:
        for column, found in zip(self.table.columns, file.schema_arrow, strict=True):
            wanted = arrow_type(column.kind)
            same = found.type == wanted or (pa.types.is_list(found.type) and pa.types.is_list(wanted))
            if found.name != column.name or not same:
                return f"column {column.name} is {found}, not {wanted}"
        return ""

    def _empties(self, file: pq.ParquetFile) -> str:
        """Look into the statistics of the file, so that no row is read."""
        places = {file.metadata.schema.column(n).path: n for n in range(len(file.metadata.schema))}
        required = [column.name for column in self.table.columns if column.required and column.name in places]
        groups = (file.metadata.row_group(group) for group in range(file.metadata.num_row_groups))
        for group in groups:
            if not group.num_rows:  # which has no statistics
                continue
            for name in required:
                statistics = group.column(places[name]).statistics
                if statistics is None or statistics.null_count:
                    return f"column {name} has empty values"
        return ""

    def _order(self, file: pq.ParquetFile) -> str:
        """Compare each row with the one before: strictly ascending means sorted and unique at once."""
        order = list(self.table.order)
        last: pa.Table | None = None
        for group in range(file.num_row_groups):
            rows = file.read_row_group(group, columns=order)
            joined = rows if last is None else pa.concat_tables([last, rows])
            if not _ascends(joined.combine_chunks(), order):
                return f"rows are not in strict order of {', '.join(order)}"
            last = joined.slice(max(0, joined.num_rows - 1))
        return ""


def _ascends(rows: pa.Table, order: list[str]) -> bool:
    if rows.num_rows < 2:
        return True
    before, after = rows.slice(0, rows.num_rows - 1), rows.slice(1)
    equal = pa.scalar(True)  # noqa: FBT003
    greater = []
    for name in order:
        greater.append(pc.and_(equal, pc.greater(after[name], before[name])))
        equal = pc.and_(equal, pc.equal(after[name], before[name]))
    return bool(pc.all(reduce(pc.or_, greater)).as_py())
