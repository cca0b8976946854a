"""The statements by which an erasure empties published rows, made of the field registry."""

from tilth.policy.registry import erasing

_ONE = """
    UPDATE {table} SET {columns}
        WHERE customer_id = ANY (p_customers) AND (p_generation IS NULL OR {of}) AND ({full});
    GET DIAGNOSTICS touched = ROW_COUNT;
    emptied := emptied + touched;"""
_GENERATION = "generation = p_generation"
_NIGHTS = ("published_transaction",)
"""Loaded by night, not by generation: emptied in whatever night they lie."""


def emptying() -> str:
    """Return the body that empties whatever identifies these customers, and counts the rows."""
    return "".join(
        _ONE.format(
            table=table,
            columns=", ".join(f"{column} = {value}" for column, value in columns.items()),
            full=" OR ".join(f"{column} IS DISTINCT FROM {value}" for column, value in columns.items()),
            of="true" if table in _NIGHTS else _GENERATION,
        )
        for table, columns in erasing.emptied().items()
    )
