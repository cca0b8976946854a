"""The question that preview and sweep ask of a table: when does each row's period end, and may it go?

It is the SQL reading of `tilth.policy.retention`; columns and references are read from the database itself.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import psycopg

from tilth.kernel.dates import ZONE_NAME
from tilth.policy.registry import RETENTION, Begin
from tilth.policy.retained import IN_FORCE, Swept, swept

Connection = psycopg.Connection[tuple[Any, ...]]
_SHOWN = "(SELECT current_id FROM tilth_publication)"
_LEFT = f"""
    SELECT o.customer_id, max((o.changed_at AT TIME ZONE '{ZONE_NAME}')::date) AS left_on
    FROM tilth_ownership_change o WHERE o.to_branch_id IS NULL GROUP BY 1
"""  # noqa: S608 - its parts are texts of this program
_TALKED = """
    SELECT x.customer_id, max(x.contact_on) AS talked_on FROM tilth_contact x
    WHERE x.voided_at IS NULL GROUP BY 1
"""
_HELD = """
    SELECT DISTINCT h.customer_id FROM tilth_hold h WHERE h.lifted_at IS NULL AND h.voided_at IS NULL
"""
_WORKED = f"""
    SELECT s.staff_id, max((s.changed_at AT TIME ZONE '{ZONE_NAME}')::date) AS gone_on
    FROM tilth_staff_change s WHERE s.to_branch_id IS NULL OR NOT s.is_active GROUP BY 1
"""  # noqa: S608
_SHARED = {"left": _LEFT, "talked": _TALKED, "held": _HELD, "worked": _WORKED}
"""Worked out once a question, and not at all where nothing asks for it."""
_JOINED = {
    Begin.RELATIONSHIP_END: "LEFT JOIN left_ l ON l.customer_id = {customer}",
    Begin.LAST_CONTACT: "LEFT JOIN talked_ a ON a.customer_id = {customer}",
}
"""What a rule has to know besides the customer's row."""
_CONDITIONS = {
    IN_FORCE: (
        "t.lifted_at IS NULL AND (t.ends_on IS NULL OR t.ends_on >= %(day)s) AND c.customer_id IS NOT NULL"
    )
}
"""Why a row may stay after its period → the condition."""
_COLUMNS = """
    SELECT a.attname, format_type(a.atttypid, a.atttypmod) FROM pg_attribute a
    WHERE a.attrelid = %s::regclass AND a.attnum > 0 AND NOT a.attisdropped
"""
_REFERENCES = """
    SELECT k.conrelid::regclass::text, a.attname, k.confrelid::regclass::text
    FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
    WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace AND k.conrelid <> k.confrelid
"""


@dataclass(frozen=True, kw_only=True)
class Table:
    """One table that is swept, as it stands in the database."""

    name: str
    answer: Swept
    columns: Mapping[str, str]
    """Column → its type."""
    references: Mapping[str, str]
    """Column → the swept table it refers to."""

    @property
    def key(self) -> str:
        """The column of its key."""
        return "id"


def tables(connection: Connection) -> tuple[Table, ...]:
    """Return every table that is swept, those that refer to others before them."""
    known = swept()
    found = connection.execute(_REFERENCES).fetchall()
    made = {
        name: Table(
            name=name,
            answer=one,
            columns=dict(connection.execute(_COLUMNS, [name]).fetchall()),
            references={column: to for of, column, to in found if of == name and to in known},
        )
        for name, one in known.items()
    }
    return tuple(_ordered(made))


def _ordered(made: Mapping[str, Table]) -> Iterator[Table]:
    done: set[str] = set()
    while left := [one for name, one in made.items() if name not in done]:
        for one in left:
            if all(other.name in done for other in made.values() if one.name in other.references.values()):
                done.add(one.name)
                yield one


def question(all_: tuple[Table, ...], table: Table) -> str:
    """Return the SELECT of all rows of a table: key, customer, day, goes_on, held, waits; asked with `day`.

    `waits`: its period may be over, and a row that refers to it stays, or it is still in force.
    """
    needed = [one for one in all_ if one.name in _referring(all_, table)]
    parts = [f"{name}_ AS MATERIALIZED ({text})" for name, text in _SHARED.items()]
    parts += [f"due_{one.name} AS ({_rows(all_, one)})" for one in (*needed, table)]
    return f"WITH {', '.join(parts)} SELECT * FROM due_{table.name}"  # noqa: S608 - texts of this program


def _referring(all_: tuple[Table, ...], table: Table) -> set[str]:
    """Return the tables whose rows keep rows of this one, directly or through others."""
    found: set[str] = set()
    for one in all_:
        if table.name in one.references.values():
            found |= {one.name} | _referring(all_, one)
    return found


def _rows(all_: tuple[Table, ...], table: Table) -> str:
    one, rule = table.answer, RETENTION[table.answer.rule]
    customer = f"t.{one.customer}" if one.customer else "NULL::text"
    kept = [
        f"EXISTS (SELECT FROM due_{other.name} d WHERE d.{column} = t.{table.key} AND NOT d.goes)"
        for other in all_
        for column, to in other.references.items()
        if to == table.name
    ]
    kept += [_CONDITIONS[one.waits]] if one.waits else []
    more = "".join(f", t.{column}" for column in table.references)
    return f"""
        SELECT w.*, w.goes_on <= %(day)s AND NOT w.held AND NOT w.waits AS goes FROM (
            SELECT t.{table.key} AS key, {customer} AS customer_id, n.own AS day, n.begins,
                (n.begins + make_interval(months => {rule.months or 0}))::date + 1 AS goes_on,
                h.customer_id IS NOT NULL AS held, {" OR ".join(kept) or "false"} AS waits{more}
            FROM {table.name} t
            LEFT JOIN published_customer c ON c.generation = {_SHOWN} AND c.customer_id = {customer}
            {_JOINED.get(rule.counted_from, "").format(customer=customer)}
            LEFT JOIN held_ h ON h.customer_id = {customer}
            CROSS JOIN LATERAL (SELECT {_own(table)} AS own) o
            CROSS JOIN LATERAL (SELECT o.own, {_begins(table)} AS begins) n
        ) w
    """  # noqa: S608 - its parts are texts of this program


def _own(table: Table) -> str:
    """Return the record's own day."""
    day = table.answer.day
    is_moment = table.columns[day].startswith("timestamp")
    return f"(t.{day} AT TIME ZONE '{ZONE_NAME}')::date" if is_moment else f"t.{day}"


def _begins(table: Table) -> str:
    """Return the day from which the period of a row is counted; null: it has not begun."""
    begin = RETENTION[table.answer.rule].counted_from
    if begin in (Begin.TRANSACTION, Begin.ENTRY):
        return "o.own"
    if begin is Begin.LAST_CONTACT:
        return "greatest(o.own, a.talked_on, c.last_contact_on)"
    if begin is Begin.RELATIONSHIP_END:
        ended = (
            "CASE WHEN c.customer_id IS NULL THEN l.left_on WHEN c.closed_on <= %(day)s THEN c.closed_on END"
        )
        return f"CASE WHEN ({ended}) IS NOT NULL THEN greatest(o.own, {ended}) END"
    if begin is Begin.EMPLOYMENT_END and table.answer.staff:
        named = " || ".join(_named(table, column) for column in table.answer.staff)
        return f"""(
            SELECT CASE WHEN count(*) = count(k.gone_on) THEN greatest(o.own, max(k.gone_on)) END
            FROM unnest({named}) AS m (staff_id)
            LEFT JOIN published_staff s ON s.generation = {_SHOWN} AND s.staff_id = m.staff_id AND s.active
            LEFT JOIN worked_ k ON k.staff_id = m.staff_id AND s.staff_id IS NULL
            WHERE m.staff_id IS NOT NULL)"""  # noqa: S608 - its parts are texts of this program
    return "NULL::date"


def _named(table: Table, column: str) -> str:
    return f"t.{column}::text[]" if table.columns[column].endswith("[]") else f"ARRAY[t.{column}]::text[]"


def day_shown(connection: Connection) -> dt.date | None:
    """Return the day of the night on show, by which periods are judged; None before the first night."""
    found = connection.execute(
        "SELECT g.business_date FROM tilth_publication p JOIN tilth_generation g ON g.id = p.current_id"
    ).fetchone()
    return found[0] if found else None
