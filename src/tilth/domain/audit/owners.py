"""Owners, and the rows about their changes, summed up again and compared with what the audit was told."""

from collections.abc import Iterator

from tilth.domain.audit.chain import Connection
from tilth.vault import prints

_NOW = prints.of("customer_id", "rm_id", "branch_id")
_GAINED = prints.of("customer_id", "to_staff_id", "to_branch_id")
_LOST = prints.of("customer_id", "from_staff_id", "from_branch_id")
_OWNERS = f"""
    WITH told AS (
        SELECT e.at, e.detail ->> '{prints.OWNERS}' AS sum, p.current_id AS generation
        FROM tilth_publication p JOIN tilth_audit_entry e
            ON e.action = 'publish' AND e.subject_type = 'generation' AND e.subject_id = p.current_id::text
        WHERE e.detail ? '{prints.OWNERS}' ORDER BY e.id DESC LIMIT 1
    )
    SELECT told.sum::numeric + (
            SELECT coalesce(sum({_GAINED}::numeric - {_LOST}::numeric), 0) FROM tilth_ownership_change c
            WHERE c.source = 'transfer' AND c.changed_at >= told.at)
        = (SELECT coalesce(sum({_NOW}::numeric), 0) FROM published_customer c
            WHERE c.generation = told.generation)
    FROM told
"""  # noqa: S608 - its parts are texts of this program
_TRANSFERS = """
    SELECT coalesce(c.customer_id, t.customer_id) FROM (
        SELECT customer_id, from_staff_id, to_staff_id, from_branch_id, row_number() OVER (
            PARTITION BY customer_id, from_staff_id, to_staff_id, from_branch_id ORDER BY id) AS n
        FROM tilth_ownership_change WHERE source = 'transfer') c
    FULL JOIN (
        SELECT customer_id, from_staff_id, to_staff_id, from_branch_id, row_number() OVER (
            PARTITION BY customer_id, from_staff_id, to_staff_id, from_branch_id ORDER BY id) AS n
        FROM tilth_transfer) t
    ON c.customer_id = t.customer_id AND c.from_staff_id IS NOT DISTINCT FROM t.from_staff_id
        AND c.to_staff_id IS NOT DISTINCT FROM t.to_staff_id
        AND c.from_branch_id IS NOT DISTINCT FROM t.from_branch_id AND c.n = t.n
    WHERE c.customer_id IS NULL OR t.customer_id IS NULL ORDER BY 1 LIMIT 1
"""
_PARTS = """
    SELECT detail -> %(told)s FROM tilth_audit_entry
    WHERE action = 'publish' AND jsonb_typeof(detail -> %(told)s) = 'array' ORDER BY id
"""


def broken(connection: Connection) -> Iterator[str]:
    """Yield a sentence when owners, or the rows about their changes, are not those that the audit knows."""
    if connection.execute(_OWNERS).fetchone() == (False,):
        yield "published_customer: an owner or a branch was changed past transfers and publications."
    found = connection.execute(_TRANSFERS).fetchone()
    if found is not None:
        yield f"tilth_ownership_change: customer {found[0]} has a transfer without its row, or the reverse."
    for table in prints.TRACKED:
        yield from _rows(connection, table)


def _rows(connection: Connection, table: str) -> Iterator[str]:
    """Yield a sentence for the first publication whose rows are others now, and for rows of none."""
    written = prints.OF_PUBLICATIONS[table]
    counted = 0
    for (told,) in connection.execute(_PARTS, {"told": prints.TOLD[table]}).fetchall():
        first, last, count, _ = told
        statement = f"SELECT {prints.summed(table)} FROM {table} WHERE id BETWEEN %s AND %s AND {written}"  # noqa: S608
        now = connection.execute(statement, [first, last]).fetchone() or (None,)
        if now[0] != told:
            yield f"{table}: rows {first} to {last} are not those that their publication told the audit."
            return
        counted += count
    total = connection.execute(f"SELECT count(*) FROM {table} WHERE {written}").fetchone()  # noqa: S608
    if total != (counted,):
        yield f"{table}: there are rows that no publication told the audit, or others are gone."
