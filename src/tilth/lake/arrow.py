"""The Arrow types of the contract's columns, chosen in one place."""

import pyarrow as pa

from tilth.ports.schema import Kind, Table

_TYPES: dict[Kind, pa.DataType] = {
    Kind.TEXT: pa.string(),
    Kind.KEY: pa.string(),
    Kind.DATE: pa.date32(),
    Kind.TIMESTAMP: pa.timestamp("us"),
    Kind.MONEY: pa.decimal128(18, 2),
    Kind.QUANTITY: pa.decimal128(24, 8),
    Kind.RATE: pa.decimal128(12, 8),
    Kind.RATIO: pa.float64(),
    Kind.INTEGER: pa.int64(),
    Kind.BOOLEAN: pa.bool_(),
    Kind.TEXTS: pa.list_(pa.string()),
    Kind.JSON: pa.string(),
}


def arrow_type(kind: Kind) -> pa.DataType:
    """Return the Arrow type in which the lake keeps a column of this kind."""
    return _TYPES[kind]


def arrow_schema(table: Table) -> pa.Schema:
    """Return the table's schema, columns in the order of the contract, all nullable."""
    return pa.schema([(column.name, arrow_type(column.kind)) for column in table.columns])
