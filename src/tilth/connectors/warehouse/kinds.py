"""The types of columns on both sides: what the lake brings has to be what the published table keeps."""

from tilth.kernel.errors import TilthError

_SAME = {
    "bigint": "BIGINT",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "double precision": "DOUBLE",
    "integer": "INTEGER",
    "jsonb": "VARCHAR",
    "numeric(12,8)": "DECIMAL(12,8)",
    "numeric(18,2)": "DECIMAL(18,2)",
    "numeric(24,8)": "DECIMAL(24,8)",
    "text": "VARCHAR",
    "timestamp without time zone": "TIMESTAMP",
    "text[]": "VARCHAR[]",
}
"""PostgreSQL's name of a type → DuckDB's name of the same type."""


def check(table: str, *, found: dict[str, str], wanted: dict[str, str]) -> None:
    """Let a table's columns pass only under the published names and in exactly those types, else TilthError.

    Nothing is converted on the way: a cast would round a double silently where a whole number belongs.
    """
    if set(found) != set(wanted):
        different = ", ".join(sorted(set(found) ^ set(wanted)))
        raise TilthError(
            f"{table} and the lake do not have the same columns ({different}): nothing was published,"
            " run `tilth init` to bring the database up to this version, then compute the night again."
        )
    for column, kind in wanted.items():
        if found[column] != _SAME.get(kind):
            raise TilthError(
                f"{table}.{column} is {found[column]} in the lake and has to be"
                f" {_SAME.get(kind, kind)}: nothing was published, compute the night again with this version."
            )
