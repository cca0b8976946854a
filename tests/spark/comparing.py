"""Two runs of the same nights, cell by cell."""

import pyarrow as pa
import pyarrow.parquet as pq

from property.engine import Run
from tilth.lake.layout import Area
from tilth.ports.marts import BY_NAME


def differences(one: Run, other: Run) -> tuple[int, int, list[str]]:
    """Return tables and cells compared, and the tables that differ in a type, a cell or the order of rows."""
    tables = cells = 0
    lines = []
    for day in one.days:
        for name in BY_NAME:
            found, wanted = (pq.read_table(made.draft.path(Area.MARTS, name, day)) for made in (one, other))
            tables += 1
            cells += wanted.num_rows * wanted.num_columns
            if not equal(found, wanted):
                lines.append(f"{day} {name}: {found.num_rows} rows, not those {wanted.num_rows}")
    return tables, cells, lines


def equal(found: pa.Table, wanted: pa.Table) -> bool:
    """Say whether two tables have the same rows in the same order, and the same types."""
    return found.to_pylist() == wanted.to_pylist() and _types(found) == _types(wanted)


def _types(table: pa.Table) -> list[tuple[str, str]]:
    return [(field.name, str(field.type).replace("element", "item")) for field in table.schema]
