"""One table of a feed while it is judged: its typed columns, which rows are bad, and why."""

import re
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from tilth.connectors.core_banking import quarantine
from tilth.kernel.said import Said, Spot
from tilth.lake.arrow import arrow_schema
from tilth.ports.schema import Table

_CODE = re.compile(r"[A-Za-z0-9_.\-]{1,10}")
Mask = NDArray[np.bool_]


def as_mask(condition: Any) -> Mask:
    """Return an Arrow boolean array as a NumPy mask; null counts as false."""
    return np.asarray(pc.fill_null(condition, fill_value=False), dtype=np.bool_)


@dataclass(kw_only=True)
class Sheet:
    """The rows of one file: columns by name in contract types, row numbers implied by position."""

    table: Table
    file: str
    columns: dict[str, Any]
    read: int
    lines: NDArray[np.int64] | None = None
    """For CSV the physical line on which each record starts."""
    ignored_columns: tuple[str, ...] = ()
    bad: Mask = field(default_factory=lambda: np.zeros(0, dtype=np.bool_))
    repeated: Mask = field(default_factory=lambda: np.zeros(0, dtype=np.bool_))
    """Rows equal to an earlier one: left out, but not bad."""
    several: bool = False
    """Whether the first part of a key stands on more rows than one."""
    faults: list[pa.Table] = field(default_factory=list)
    findings: list[Said] = field(default_factory=list)
    normalised: int = 0
    stands: Any = None
    """Keys of rows that were set aside and stand as they were the night before; None where none does."""
    left_out: int = 0
    """Single values that were left out; their rows stay."""

    def __post_init__(self) -> None:
        if len(self.bad) != self.read:
            self.bad = np.zeros(self.read, dtype=np.bool_)
            self.repeated = np.zeros(self.read, dtype=np.bool_)

    def set_aside(self, mask: Mask, *, column: str, code: str, values: Any = None) -> None:
        """Quarantine the rows of `mask`, showing `values` (one per row of the sheet) where they are given."""
        rows = np.flatnonzero(mask)
        if len(rows) == 0:
            return
        self._note(rows, column=column, code=code, values=values)
        self.bad[rows] = True

    def set_aside_fresh(self, mask: Mask, *, column: str, code: str, values: Any = None) -> None:
        """Quarantine the rows of `mask` that are not bad already: a second reason would say nothing new."""
        self.set_aside(mask & ~self.bad, column=column, code=code, values=values)

    def judge(self, mask: Mask, *, column: str, code: str, values: Any = None) -> None:
        """Leave out the values that cannot be right (A24); where the row would not be the same, it goes."""
        definition = self.table.column(column)
        if definition.required or definition.decides:
            self.set_aside_fresh(mask, column=column, code=code, values=values)
        else:
            self.drop_values(mask, column=column, code=quarantine.left_out(code), values=values)

    def drop_values(
        self, mask: Mask, *, column: str, code: str = quarantine.VALUE_DROPPED, values: Any = None
    ) -> None:
        """Leave out single values and keep their rows; authentication data are shown nowhere."""
        rows = np.flatnonzero(mask & ~self.bad)
        if len(rows) == 0:
            return
        held = self.columns[column]
        told = None if code == quarantine.AUTHENTICATION else held if values is None else values
        self._note(rows, column=column, code=code, values=told)
        self.left_out += len(rows)
        self.columns[column] = pc.if_else(pa.array(mask), pa.scalar(None, held.type), held)

    def result(self) -> pa.Table:
        """Return the rows that are not bad, in the contract's schema."""
        schema = arrow_schema(self.table)
        whole = pa.table([self.columns[name] for name in self.table.names], schema=schema)
        out = self.bad | self.repeated
        return whole.filter(pa.array(~out)) if out.any() else whole

    def place(self, position: int) -> Spot:
        """Return where a row stands in its file, for a person: line of a CSV file, row of a Parquet file."""
        if self.lines is None:
            return Spot(unit="row", number=position + 1)
        return Spot(unit="line", number=int(self.lines[position]))

    def report_codes(self, mask: Mask, column: str) -> None:
        """Note up to five codes that the bank's tables do not know (fault 46)."""
        if mask.any():
            codes = pc.unique(pc.take(self.columns[column], pa.array(np.flatnonzero(mask)))).to_pylist()
            named = ", ".join(_as_code(code) for code in sorted(map(str, codes))[:5])
            values: dict[str, Any] = {"table": self.table.name, "column": column, "codes": named}
            if len(codes) > 5:
                said = Said("unknown_codes_and_more", **values, more=len(codes) - 5)
            else:
                said = Said("unknown_codes", **values)
            self.findings.append(said)

    def first_fault(self) -> Spot:
        """Return where and why the first bad row is bad, for a refusal."""
        counted = [piece for piece in self.faults if piece["code"][0].as_py() not in quarantine.LEFT_OUT]
        first = min((piece.slice(0, 1).to_pylist()[0] for piece in counted), key=lambda line: line["row"])
        return Spot(
            unit="row" if first["line"] is None else "line",
            number=first["row"] if first["line"] is None else first["line"],
            column=first["column"] or "",
            code=first["code"],
            reason=first["reason_en"],
        )

    def _note(self, rows: NDArray[np.int64], *, column: str, code: str, values: Any) -> None:
        lines = None if self.lines is None else self.lines[rows]
        piece = quarantine.faults(self.table, rows + 1, lines=lines, column=column, code=code)
        if values is not None:
            text = pc.cast(pc.take(values, pa.array(rows)), pa.string())
            value = quarantine.shown(text, personal=self.table.column(column).personal)
            piece = piece.set_column(4, "value", pc.cast(value, pa.string()))
        self.faults.append(piece)


def _as_code(value: str) -> str:
    """Return a code for a report; what looks otherwise may be personal data in the wrong column."""
    return value if _CODE.fullmatch(value) else f"{value[:1]}***"


def empty(table: Table) -> Sheet:
    """Return the sheet of an optional table that the feed does not bring."""
    schema = arrow_schema(table)
    columns = {name: pa.chunked_array([], schema.field(name).type) for name in table.names}
    return Sheet(table=table, file="", columns=columns, read=0)
