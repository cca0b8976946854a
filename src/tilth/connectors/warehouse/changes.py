"""What the bank decided since the night was computed, brought into its publication; and what changed by it.

In the transaction that makes a generation visible: restrictions and transfers hold in it from its first
moment, and every change of an owner or of a member of staff is written down for the audit (TRAP-38).
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import errors, sql
from psycopg.types.json import Jsonb

from tilth.connectors.warehouse import partitions
from tilth.vault import marks, prints
from tilth.vault.ring import Ring

_Connection = psycopg.Connection[tuple[Any, ...]]

# Whoever records a transfer or a restriction waits until the new generation is the one that is shown.
# Merges first: whoever merges holds their table before the others.
_WAIT = "LOCK TABLE tilth_merge, tilth_transfer, tilth_suppression, tilth_erasure IN SHARE ROW EXCLUSIVE MODE"
_MERGE = """
    UPDATE {new} c SET one_with = tilth_survivor(c.customer_id) WHERE c.customer_id IN (
        SELECT m.merged_id FROM tilth_merge m WHERE m.undone_at IS NULL)
"""
_RESTRICT = """
    UPDATE {new} c SET restricted = true WHERE c.customer_id IN (
        SELECT s.customer_id FROM tilth_suppression s WHERE s.kind = 'restricted'
        UNION SELECT m.merged_id FROM tilth_merge m WHERE m.undone_at IS NULL)
    AND tilth_is_restricted(c.customer_id) RETURNING c.customer_id
"""
# The last unbroken row of hand-overs of each customer: it counts while the night names anybody in it.
_MOVE = """
    WITH step AS (
        SELECT t.*, to_staff_id IS DISTINCT FROM lead(from_staff_id, 1, to_staff_id) OVER (
            PARTITION BY customer_id ORDER BY id) AS ends_here
        FROM tilth_transfer t
    ), later AS (
        SELECT *, count(*) FILTER (WHERE ends_here) OVER (PARTITION BY customer_id ORDER BY id DESC) AS ends
        FROM step
    ), whole AS (
        SELECT customer_id, array_agg(from_staff_id) AS from_staff_ids,
            (array_agg(to_staff_id ORDER BY id DESC))[1] AS to_staff_id,
            (array_agg(to_branch_id ORDER BY id DESC) FILTER (WHERE to_branch_id IS NOT NULL))[1]
                AS to_branch_id
        FROM later WHERE ends = 0 GROUP BY customer_id
    )
    UPDATE {new} c SET rm_id = w.to_staff_id, branch_id = coalesce(w.to_branch_id, c.branch_id)
    FROM whole w
    WHERE c.customer_id = w.customer_id AND c.rm_id IS DISTINCT FROM w.to_staff_id
        AND array_position(w.from_staff_ids, c.rm_id) IS NOT NULL
    RETURNING c.customer_id
"""
# What hangs on a customer carries the customer's scope in columns of its own.
_FOLLOW = """
    UPDATE {child} t SET owner_id = c.rm_id, branch_id = c.branch_id, restricted = c.restricted
    FROM {new} c WHERE c.customer_id = t.customer_id AND c.customer_id = ANY (%(customers)s)
"""
_CHILDREN = (
    *("published_holding", "published_event", "published_signal"),
    *("published_list_entry", "published_call_value"),
)
# Whose sums change by that: everybody who had or has one of these customers.
_RECOUNT = """
    SELECT tilth_recount(%(generation)s,
        ARRAY(SELECT rm_id FROM {new} WHERE customer_id = ANY (%(customers)s) UNION
            SELECT from_staff_id FROM tilth_transfer WHERE customer_id = ANY (%(customers)s)),
        ARRAY(SELECT branch_id FROM {new} WHERE customer_id = ANY (%(customers)s) UNION
            SELECT from_branch_id FROM tilth_transfer WHERE customer_id = ANY (%(customers)s)))
"""
_OWNERS = """
    INSERT INTO tilth_ownership_change
        (customer_id, changed_at, from_staff_id, to_staff_id, from_branch_id, to_branch_id, source)
    SELECT customer_id, %(at)s, o.rm_id, n.rm_id, o.branch_id, n.branch_id, 'feed'
    FROM {old} o FULL JOIN {new} n USING (customer_id)
    WHERE (o.rm_id, o.branch_id) IS DISTINCT FROM (n.rm_id, n.branch_id) RETURNING *
"""
# Open promises of whoever neither owns the customer nor takes part belong to whoever owns the customer now.
_PROMISES = """
    SELECT tilth_promises_follow(array_agg(k.customer_id), array_agg(n.rm_id))
    FROM (SELECT DISTINCT customer_id, staff_id FROM tilth_task WHERE done_at IS NULL AND voided_at IS NULL) k
    JOIN {new} n USING (customer_id) WHERE n.rm_id <> k.staff_id
"""
_STAFF = """
    INSERT INTO tilth_staff_change (staff_id, changed_at, from_branch_id, to_branch_id, was_active, is_active)
    SELECT staff_id, %(at)s, o.branch_id, n.branch_id, o.active, n.active
    FROM {old} o FULL JOIN {new} n USING (staff_id)
    WHERE (o.branch_id, o.active) IS DISTINCT FROM (n.branch_id, n.active) RETURNING *
"""
# What a publication tells the audit of rows that are too many for an entry each.
_MADE = "WITH made AS ({statement}) SELECT {summed} FROM made"
_OWNED = prints.of("customer_id", "rm_id", "branch_id")
_PRINT = f"SELECT coalesce(sum({_OWNED}::numeric), 0)::text FROM {{new}}"  # noqa: S608 - its parts are texts of this program
_STAND = "SELECT {sum} FROM {{new}}"
_CLOCK = """
    SELECT now_, to_char(now_ AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"')
    FROM tilth_clock() AS clock (now_)
"""
_UNMARKED = f"""
    SELECT p.current_id FROM (SELECT max(current_id) AS current_id FROM tilth_publication) p
    WHERE (p.current_id IS NOT NULL OR EXISTS (SELECT FROM tilth_ownership_change)
            OR EXISTS (SELECT FROM tilth_staff_change))
        AND NOT EXISTS (SELECT FROM tilth_audit_entry WHERE action = 'publish' AND detail ? '{marks.MARK}')
"""  # noqa: S608 - its parts are texts of this program

_SEALED_OFF = """
    SELECT count(*) FROM published_customer WHERE generation = %s AND customer_id = ANY (tilth_erased())
"""
_LOOKS = 7
"""How often to wait for whoever writes to the diary: together longer than the pages' longest transaction."""


@dataclass(frozen=True, kw_only=True)
class Applied:
    """Customers who are now shown otherwise than the night knew them, and what the audit is told."""

    customers: list[str]
    told: dict[str, Any]


def apply(
    connection: _Connection, *, generation: int, before: int | None, day: dt.date | None = None
) -> Applied:
    """Let the new generation obey, and write down how it differs from the one `before` it, None at first.

    Restrictions and participations hold by the `day` that the pages will call today; None: the clock's.
    """
    # as long as the bank is large; who waits are the few who hand over or restrict at this moment
    connection.execute("SET LOCAL statement_timeout = 0")
    connection.execute(_WAIT)
    connection.execute(
        "SELECT set_config('tilth.job', 'nightly', true), set_config('tilth.day', %s, true)",
        ["" if day is None else day.isoformat()],
    )
    customers, staff = "published_customer", "published_staff"
    shown = partitions.child(customers, generation)
    _run(connection, _MERGE, new=shown)
    moved = sorted(
        {str(row[0]) for how in (_RESTRICT, _MOVE) for row in _run(connection, how, new=shown).fetchall()}
    )
    for table in _CHILDREN if moved else ():
        child = partitions.child(table, generation)
        _run(connection, _FOLLOW, {"customers": moved}, child=child, new=shown)
    _run(connection, _PROMISES, new=shown)
    of_branches = partitions.child("published_branch", generation)
    connection.execute("SELECT tilth_number_branches(%s, %s::regclass)", [generation, of_branches])
    at, told = _standing(connection, generation)
    if before is None:
        return Applied(customers=moved, told=told)
    values = {"at": at}
    changed = (
        (_OWNERS, customers, "tilth_ownership_change"),
        (_STAFF, staff, "tilth_staff_change"),
    )
    for statement, parent, table in changed:
        names = {"old": partitions.child(parent, before), "new": partitions.child(parent, generation)}
        made = _MADE.replace("{statement}", statement).replace("{summed}", prints.summed(table))
        found = _run(connection, made, values, **names).fetchone()
        if found is not None and found[0] is not None:
            told[prints.TOLD[table]] = found[0]
    return Applied(customers=moved, told=told)


def tell_anew(connection: _Connection, ring: Callable[[], Ring]) -> bool:
    """Tell a bank's audit what stands, where no publication ever marked what it told; say whether it did.

    So it is once, after the first step up to a version that marks: what older versions told counts no more.
    """
    if connection.execute(_UNMARKED).fetchone() is None:
        return False
    with connection.transaction():
        connection.execute(_WAIT)
        found = connection.execute(_UNMARKED).fetchone()
        if found is None:
            return False
        connection.execute("SET LOCAL statement_timeout = 0")
        told: dict[str, Any] = {} if found[0] is None else _standing(connection, int(found[0]))[1]
        for table, name in prints.TOLD.items():
            rows = f"SELECT {prints.summed(table)} FROM {table} WHERE {prints.OF_PUBLICATIONS[table]}"  # noqa: S608
            summed = connection.execute(rows).fetchone() or (None,)
            told |= {} if summed[0] is None else {name: summed[0]}
        told = prints.marked(ring(), str(found[0] or ""), {**told, prints.ANEW: True})
        _write(connection, job="init", generation=str(found[0] or ""), detail=told)
    return True


def _standing(connection: _Connection, generation: int) -> tuple[Any, dict[str, Any]]:
    """Return the moment, and the sums over what decides who sees whom in a generation."""
    at = connection.execute(_CLOCK).fetchone() or (None, "")
    new = partitions.child("published_customer", generation)
    owned = _run(connection, _PRINT, new=new).fetchone() or ("0",)
    told: dict[str, Any] = {prints.TOLD_AT: at[1], prints.OWNERS: owned[0]}
    for table, (name, _) in prints.STANDING.items():
        statement = _STAND.format(sum=prints.standing(table))
        summed = _run(connection, statement, new=partitions.child(table, generation)).fetchone() or ("0",)
        told[name] = summed[0]
    return at[0], told


def recount(connection: _Connection, *, generation: int, customers: list[str]) -> None:
    """Bring the sums of books and branches in line with these customers, once the generation is attached."""
    if customers:
        new = partitions.child("published_customer", generation)
        _run(connection, _RECOUNT, {"generation": generation, "customers": customers}, new=new)


def seal_off(connection: _Connection, *, generation: int) -> int:
    """Empty what identifies erased persons in a generation that is attached; return how many it delivered."""
    connection.execute("SELECT tilth_empty(tilth_erased(), %s)", [generation])
    found = connection.execute(_SEALED_OFF, [generation]).fetchone()
    return 0 if found is None else int(found[0])


def turn(connection: _Connection, *, generation: int) -> None:
    """Bring the diary in line with a generation that is attached; lines whose scope stays are not written."""
    connection.execute("SELECT tilth_diary_turns(%s)", [generation])


def look_again(connection: _Connection, *, generation: int) -> None:
    """Bring in line what was being written to the diary while the pointer moved."""
    for left in reversed(range(_LOOKS)):
        try:
            # whoever writes from here on knows the new generation
            connection.execute("SELECT tilth_diary_waits()")
            break
        except errors.LockNotAvailable:
            if not left:
                raise
    with connection.transaction():
        connection.execute("SET LOCAL statement_timeout = 0")
        connection.execute(_WAIT)
        turn(connection, generation=generation)


def note(connection: _Connection, *, generation: int, detail: dict[str, Any], ring: Ring) -> None:
    """Tell the audit that a generation is shown from now on, marked by the key ring."""
    told = prints.marked(ring, str(generation), detail)
    _write(connection, job="nightly", generation=str(generation), detail=told)


def _write(connection: _Connection, *, job: str, generation: str, detail: dict[str, Any]) -> None:
    connection.execute("SELECT set_config('tilth.job', %s, true)", [job])
    connection.execute(
        "SELECT tilth_note('publish', 'generation', %s, '{}', '', %s)", [generation, Jsonb(detail)]
    )


def _run(
    connection: _Connection, statement: str, values: dict[str, Any] | None = None, **names: str
) -> psycopg.Cursor[tuple[Any, ...]]:
    tables = {name: sql.Identifier(table) for name, table in names.items()}
    return connection.execute(sql.SQL(statement).format(**tables), values)
