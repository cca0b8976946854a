"""Owners, staff, branches and the rows about their changes, summed up again and compared with what was told.

Told by a publication, that is: an entry counts by the key ring's mark, which nobody makes in SQL.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tilth.access.settled import day_of_pages
from tilth.domain.audit.chain import Connection
from tilth.vault import marks, prints
from tilth.vault.ring import Ring

MOST = 100
"""Rows named by one question: what is more is said to be more."""
_CURRENT = """
    SELECT g.id, g.business_date FROM tilth_publication p JOIN tilth_generation g ON g.id = p.current_id
"""
_ENTRIES = "SELECT id, subject_id, detail FROM tilth_audit_entry WHERE action = 'publish' ORDER BY id"
_NOW = prints.of("customer_id", "rm_id", "branch_id")
_GAINED = prints.of("customer_id", "to_staff_id", "to_branch_id")
_LOST = prints.of("customer_id", "from_staff_id", "from_branch_id")
_OWNERS = f"""
    SELECT %(sum)s::numeric + (
            SELECT coalesce(sum({_GAINED}::numeric - {_LOST}::numeric), 0) FROM tilth_ownership_change c
            WHERE c.source = 'transfer' AND c.changed_at >= %(at)s::timestamptz)
        = (SELECT coalesce(sum({_NOW}::numeric), 0) FROM published_customer c
            WHERE c.generation = %(generation)s)
"""  # noqa: S608 - its parts are texts of this program
_TRANSFERS = f"""
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
    WHERE c.customer_id IS NULL OR t.customer_id IS NULL ORDER BY 1 LIMIT {MOST}
"""  # noqa: S608 - its parts are texts of this program
_CHILDREN = (
    *("published_holding", "published_event", "published_signal"),
    *("published_list_entry", "published_call_value"),
)
# What hangs on a customer is seen by copies of the customer's owner, branch and restriction.
_ASTRAY = """
    SELECT t.customer_id FROM {child} t JOIN published_customer c
        ON c.generation = t.generation AND c.customer_id = t.customer_id
    WHERE t.generation = %s
        AND (t.owner_id, t.branch_id, t.restricted) IS DISTINCT FROM (c.rm_id, c.branch_id, c.restricted)
    GROUP BY 1 ORDER BY 1 LIMIT {most}
"""
_RESTRICTED = f"""
    WITH held AS (
        SELECT s.customer_id, bool_or(s.ends_on IS NULL OR s.ends_on >= tilth_day()) AS now
        FROM tilth_suppression s WHERE s.kind = 'restricted' AND s.lifted_at IS NULL GROUP BY 1)
    SELECT c.customer_id, c.restricted FROM published_customer c LEFT JOIN held h USING (customer_id)
    WHERE c.generation = %s AND (NOT c.restricted AND h.now OR c.restricted AND h.customer_id IS NULL)
    ORDER BY 1 LIMIT {MOST}
"""  # noqa: S608 - its parts are texts of this program


@dataclass(frozen=True, kw_only=True)
class _Told:
    """What marked publications told, oldest first, and entries that only look like one."""

    marked: tuple[tuple[str, dict[str, Any]], ...]
    strange: tuple[int, ...]

    def of(self, generation: int) -> dict[str, Any] | None:
        """Return the newest that was told of a generation."""
        of_it = [detail for told, detail in self.marked if told == str(generation)]
        return max(of_it, key=lambda detail: str(detail.get(prints.TOLD_AT)), default=None)


def broken(connection: Connection, ring: Ring) -> Iterator[str]:
    """Yield a sentence for all that decides who sees whom and is not as the audit was told."""
    told = _read(connection, ring)
    for number in told.strange:
        said = f"Entry {number} says that a night was published"
        yield f"{said}, and no publication of this installation wrote it."
    found = connection.execute(_CURRENT).fetchone()
    if found is not None:
        _by_the_day_of_the_pages(connection, found[1])
        yield from _shown(connection, told, int(found[0]))
    for (customer,) in connection.execute(_TRANSFERS).fetchall():
        yield f"tilth_ownership_change: customer {customer} has a transfer without its row, or the reverse."
    for table in prints.TRACKED:
        yield from _rows(connection, told, table)


def _by_the_day_of_the_pages(connection: Connection, last_night: dt.date) -> None:
    """Let what has a last day hold as it does for those who read the pages of that night."""
    day = day_of_pages(last_night)
    connection.execute("SELECT set_config('tilth.day', %s, true)", ["" if day is None else day.isoformat()])


def _read(connection: Connection, ring: Ring) -> _Told:
    """Return what counts: what this ring marked, from the newest that tells all anew."""
    marked: list[tuple[str, dict[str, Any]]] = []
    strange: list[int] = []
    for number, generation, detail in connection.execute(_ENTRIES).fetchall():
        if prints.is_marked(ring, generation, detail):
            if detail.get(prints.ANEW):
                marked, strange = [], []
            if (generation, detail) not in marked:
                marked.append((generation, detail))
        elif marked or (isinstance(detail, dict) and marks.MARK in detail):
            strange.append(number)
    return _Told(marked=tuple(marked), strange=tuple(strange))


def _shown(connection: Connection, told: _Told, generation: int) -> Iterator[str]:
    """Yield what is wrong with the generation that the pages show."""
    about = told.of(generation)
    if about is None:
        yield f"Generation {generation} is shown, and no publication of this installation told of it."
    else:
        values = {"sum": about[prints.OWNERS], "at": about[prints.TOLD_AT], "generation": generation}
        if connection.execute(_OWNERS, values).fetchone() == (False,):
            yield "published_customer: an owner or a branch was changed past transfers and publications."
        for table, (name, _) in prints.STANDING.items():
            statement = f"SELECT {prints.standing(table)} FROM {table} WHERE generation = %s"  # noqa: S608
            if connection.execute(statement, [generation]).fetchone() != (about[name],):
                yield f"{table}: a row is not as the publication told: it decides who sees whom."
    for customer, is_so in connection.execute(_RESTRICTED, [generation]).fetchall():
        said = f"{customer} is{'' if is_so else ' not'} restricted"
        yield f"published_customer: {said}, and tilth_suppression says otherwise."
    for child in _CHILDREN:
        astray = _ASTRAY.format(child=child, most=MOST)
        for (customer,) in connection.execute(astray, [generation]).fetchall():
            told_of = f"a row of {customer} is another's than the customer"
            yield f"{child}: {told_of}: it was changed past the audit."


def _rows(connection: Connection, told: _Told, table: str) -> Iterator[str]:
    """Yield a sentence for every publication whose rows are others now, and for rows of none."""
    written = prints.OF_PUBLICATIONS[table]
    counted = 0
    for _, detail in told.marked:
        if prints.TOLD[table] not in detail:
            continue
        first, last, count, _ = part = detail[prints.TOLD[table]]
        statement = f"SELECT {prints.summed(table)} FROM {table} WHERE id BETWEEN %s AND %s AND {written}"  # noqa: S608
        now = connection.execute(statement, [first, last]).fetchone() or (None,)
        if now[0] != part:
            yield f"{table}: rows {first} to {last} are not those that their publication told the audit."
        counted += count
    total = connection.execute(f"SELECT count(*) FROM {table} WHERE {written}").fetchone()  # noqa: S608
    if total != (counted,):
        yield f"{table}: there are rows that no publication told the audit, or others are gone."
