"""How a fault is written down: what is bent, and what acceptance must answer."""

from collections.abc import Callable
from dataclasses import dataclass, field

from feed.samples import Feed, Row

Rows = dict[str, list[Row]]
Fault = tuple[str, int, str, str]
"""Table, row, column, code of one quarantine line."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """One fault: bent rows or bent files, and the answer; a case without `refused` is taken."""

    number: int
    name: str
    form: str = "csv"
    rows: Callable[[Rows], None] | None = None
    files: Callable[[Feed], None] | None = None
    refused: tuple[str, ...] = ()
    """Parts of the sentence: file, line or row, column, remedy."""
    faults: tuple[Fault, ...] = ()
    gone: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Keys that must not be in the lake; every other row must be there."""
    values: dict[tuple[str, str, str], object] = field(default_factory=dict)
    """Cells that may differ from the good feed: (table, key, column) to value; all others must not."""
    normalised: dict[str, int] = field(default_factory=dict)
    finding: str = ""

    def __str__(self) -> str:
        return f"{self.number}-{self.name.replace(' ', '-')}-{self.form}"


def cell(table: str, row: int, column: str, value: str) -> Callable[[Rows], None]:
    """Bend one cell; `row` counts from 1."""

    def bend(rows: Rows) -> None:
        rows[table][row - 1][column] = value

    return bend


def cells(*bent: tuple[str, int, str, str]) -> Callable[[Rows], None]:
    """Bend several cells."""

    def bend(rows: Rows) -> None:
        for each in bent:
            cell(*each)(rows)

    return bend


def replaced(table: str, old: str, new: str, *, seal: bool = True) -> Callable[[Feed], None]:
    """Replace text once in a CSV file; the text must be there."""

    def bend(feed: Feed) -> None:
        def change(data: bytes) -> bytes:
            assert old.encode() in data
            return data.replace(old.encode(), new.encode(), 1)

        feed.bytes_of(table, change, seal=seal)

    return bend


def value_left_out(
    number: int, name: str, where: tuple[str, int, str], value: str, code: str, **more: object
) -> Case:
    """Return a case in which one bent cell costs exactly its value, for its column is optional (A24)."""
    table, row, column = where
    key = f"{table[0].upper()}{row:02d}"
    return Case(
        number=number,
        name=name,
        rows=cell(table, row, column, value),
        faults=((table, row, column, f"{code}_left_out"),),
        values={(table, key, column): None},
        **more,
    )


def one_cell(
    number: int, name: str, where: tuple[str, int, str], value: str, code: str, **more: object
) -> Case:
    """Return a case in which one bent cell costs exactly its row, and the rows that point to it."""
    table, row, column = where
    prefix = {"customers": "C", "holdings": "H", "transactions": "T", "products": "P", "staff": "S"}[table]
    gone = {table: (f"{prefix}{row:02d}" if prefix in "CHT" else f"{prefix}{row}",)}
    return Case(
        number=number,
        name=name,
        rows=cell(table, row, column, value),
        faults=((table, row, column, code),),
        **{"gone": gone, **more},
    )
