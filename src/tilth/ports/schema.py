"""How a table is described: one typed definition, from which validation, documents and generators follow."""

from dataclasses import dataclass, field, replace
from enum import StrEnum


class Kind(StrEnum):
    """The type of a column; `arrow` types are chosen from these in one place (`tilth.lake.arrow`)."""

    TEXT = "text"
    KEY = "key"  # text that identifies: NFKC, trimmed, never empty
    DATE = "date"
    TIMESTAMP = "timestamp"  # wall clock in the bank's zone, Asia/Shanghai; a value with a zone is converted
    MONEY = "money"  # DECIMAL(18,2), magnitude below 10^13
    QUANTITY = "quantity"  # DECIMAL(24,8): units, net asset values, exchange rates
    RATE = "rate"  # DECIMAL(12,8): 0.2 = 20 %
    RATIO = "ratio"  # float64: one IEEE division of two exact whole numbers, so every engine agrees
    INTEGER = "integer"
    BOOLEAN = "boolean"
    TEXTS = "texts"  # a sorted list of text
    JSON = "json"  # text holding one JSON object, keys sorted


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column: its name in the contract, type, whether it must be there, accepted values, meaning."""

    name: str
    kind: Kind
    about: str
    required: bool = False
    values: tuple[str, ...] = ()
    default: str | None = None
    personal: bool = False
    """Personal data: masked in quarantine, reports and logs."""
    sealed: bool = False
    """Lies encrypted in lake and database (C-25); a night sees no more of it than whether it is empty."""
    decides: bool = False
    """Optional, but empty says something of its own: what cannot be right costs the row all the same."""


@dataclass(frozen=True, kw_only=True)
class Reference:
    """A column whose value must be a key of another table of the same night."""

    column: str
    table: str


@dataclass(frozen=True, kw_only=True)
class Table:
    """One table: grain in words, key, columns, references, and whether a feed must bring it."""

    name: str
    about: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    references: tuple[Reference, ...] = ()
    required: bool = True
    snapshot: bool = True
    """A full snapshot every night; otherwise the rows are increments."""
    sort: tuple[str, ...] = field(default=())
    """Order of rows in the lake; the key where empty."""
    added: tuple[Column, ...] = ()
    """Columns that acceptance adds behind the delivered ones: blind indexes of sealed columns (C-26)."""

    def column(self, name: str) -> Column:
        """Return the column called `name`; KeyError when there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    @property
    def names(self) -> tuple[str, ...]:
        """Column names in the order of the contract."""
        return tuple(column.name for column in self.columns)

    @property
    def stored(self) -> "Table":
        """The table as the lake keeps it: the delivered columns, then the added ones."""
        return replace(self, columns=self.columns + self.added, added=())

    @property
    def sealed(self) -> tuple[str, ...]:
        """Names of the columns that lie encrypted."""
        return tuple(column.name for column in self.columns if column.sealed)

    @property
    def order(self) -> tuple[str, ...]:
        """The columns by which the lake sorts this table."""
        return self.sort or self.key
