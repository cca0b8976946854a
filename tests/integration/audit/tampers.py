"""Twelve ways to meddle with the audit, each as somebody could who owns the whole database server (F11)."""

import random
from collections.abc import Callable

from psycopg import sql

from integration.audit import bank
from integration.audit.bank import Connection
from tilth.data.security import audit

Tamper = Callable[[Connection, random.Random], None]
_EDITS = {
    "action": "'export'",
    "user_id": "coalesce(user_id, 0) + 1",
    "staff_id": "'S9'",
    "role": "role || 'x'",
    "address": "address || '9'",
    "request": "request || '9'",
    "subject_type": "subject_type || 'x'",
    "subject_id": "subject_id || 'x'",
    "customer_ids": "customer_ids || 'C999'::text",
    "why": "why || ' '",
    "detail": "detail || '{\"more\": null}'",
}


def edit(connection: Connection, chance: random.Random) -> None:
    column, value = chance.choice(sorted(_EDITS.items()))
    connection.execute(
        f"UPDATE tilth_audit_entry SET {column} = {value} WHERE id = %s", [_entry(connection, chance)]
    )


def delete(connection: Connection, chance: random.Random) -> None:
    """The entry alone, with its link, or with its link and the later numbers moved up."""
    day, number, entry = _link(connection, chance, keep_last=1)
    connection.execute("DELETE FROM tilth_audit_entry WHERE id = %s", [entry])
    how = chance.randrange(3)
    if how:
        connection.execute("DELETE FROM tilth_audit_link WHERE entry_id = %s", [entry])
    if how == 2:
        later = "UPDATE tilth_audit_link SET number = number + %s WHERE day = %s AND number > %s"
        connection.execute(later, [1_000_000, day, number])
        connection.execute(later, [-1_000_001, day, 1_000_000])


def insert(connection: Connection, chance: random.Random) -> None:
    """An entry without a link, or with one in the middle."""
    day, number, entry = _link(connection, chance)
    columns = (
        "at, action, user_id, staff_id, role, address, request, subject_type, subject_id, customer_ids, why,"
        " detail"
    )
    row = connection.execute(
        f"INSERT INTO tilth_audit_entry ({columns}) SELECT {columns} FROM tilth_audit_entry WHERE id = %s"
        " RETURNING id",
        [entry],
    ).fetchone()
    assert row is not None
    if chance.randrange(2):
        later = "UPDATE tilth_audit_link SET number = number + %s WHERE day = %s AND number > %s"
        connection.execute(later, [1_000_000, day, number])
        connection.execute(later, [-999_999, day, 1_000_000])
        connection.execute(
            "INSERT INTO tilth_audit_link SELECT day, number + 1, %s, hash FROM tilth_audit_link"
            " WHERE entry_id = %s",
            [row[0], entry],
        )


def reorder(connection: Connection, chance: random.Random) -> None:
    """A link changes places with the next."""
    day, number, entry = _link(connection, chance, keep_last=1)
    row = connection.execute(
        "SELECT entry_id FROM tilth_audit_link WHERE (day, number) > (%s, %s) ORDER BY day, number LIMIT 1",
        [day, number],
    ).fetchone()
    assert row is not None
    change = "UPDATE tilth_audit_link SET entry_id = %s WHERE entry_id = %s"
    for new, old in ((-1, entry), (entry, row[0]), (row[0], -1)):
        connection.execute(change, [new, old])


def swap(connection: Connection, chance: random.Random) -> None:
    """Two entries exchange what they tell."""
    ids = [row[0] for row in connection.execute("SELECT id FROM tilth_audit_entry ORDER BY id").fetchall()]
    one, other = chance.sample(ids, 2)
    for new, old in ((-1, one), (one, other), (other, -1)):
        connection.execute("UPDATE tilth_audit_entry SET id = %s WHERE id = %s", [new, old])


def change_time(connection: Connection, chance: random.Random) -> None:
    step = chance.choice(["1 microsecond", "-1 hour", "1 day"])
    connection.execute(
        "UPDATE tilth_audit_entry SET at = at + %s::interval WHERE id = %s",
        [step, _entry(connection, chance)],
    )


def change_hash(connection: Connection, chance: random.Random) -> None:
    _, _, entry = _link(connection, chance)
    connection.execute(
        "UPDATE tilth_audit_link SET hash = set_bit(hash, %(bit)s, 1 - get_bit(hash, %(bit)s))"
        " WHERE entry_id = %(entry)s",
        {"bit": chance.randrange(256), "entry": entry},
    )


def disable_trigger(connection: Connection, chance: random.Random) -> None:
    """A guard left off, a guard off for one change only, or a guard that does nothing any more."""
    how = chance.randrange(3)
    table, name = chance.choice(connection.execute(_GUARDS).fetchall())
    if how == 0:
        parts = {"table": sql.Identifier(table), "name": sql.Identifier(name)}
        connection.execute(sql.SQL("ALTER TABLE {table} DISABLE TRIGGER {name}").format(**parts))
    elif how == 1:
        change = chance.choice(
            [
                "UPDATE tilth_do_not_disturb SET ends_on = '2020-12-31' WHERE customer_id = 'C0'",
                "UPDATE tilth_user SET role = 'compliance'",
                "DELETE FROM tilth_do_not_disturb WHERE customer_id = 'C1'",
                "UPDATE tilth_do_not_disturb_history SET reason = 'other' WHERE customer_id = 'C1'",
                "DELETE FROM tilth_do_not_disturb_history WHERE customer_id = 'C2'",
            ]
        )
        connection.execute(change)
    else:
        name = chance.choice(["tilth_chain", "tilth_note_change", "tilth_keep_audit"])
        connection.execute(
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql"
            " AS $$ BEGIN RETURN NULL; END $$"
        )


def truncate_tail(connection: Connection, chance: random.Random) -> None:
    """The last views and their links go, as if they had never been."""
    for _ in range(chance.randrange(1, 5)):
        connection.execute(
            "WITH gone AS (DELETE FROM tilth_audit_link WHERE entry_id = (SELECT max(entry_id)"
            " FROM tilth_audit_link) RETURNING entry_id)"
            " DELETE FROM tilth_audit_entry WHERE id IN (SELECT entry_id FROM gone)"
        )


def fork(connection: Connection, chance: random.Random) -> None:
    """An entry is changed and every link from there on is made anew, without a flaw."""
    _, _, entry = _link(connection, chance)
    connection.execute("UPDATE tilth_audit_entry SET address = address || '8' WHERE id = %s", [entry])
    later = connection.execute(
        "SELECT day, number FROM tilth_audit_link l WHERE (day, number) >="
        " (SELECT day, number FROM tilth_audit_link WHERE entry_id = %s) ORDER BY day, number",
        [entry],
    ).fetchall()
    made = audit.hashed(previous="%(before)s::bytea", day="l.day", number="l.number", entry="e")
    for day, number in later:
        row = connection.execute(
            "SELECT hash FROM tilth_audit_link WHERE (day, number) < (%s, %s)"
            " ORDER BY day DESC, number DESC LIMIT 1",
            [day, number],
        ).fetchone()
        connection.execute(
            f"UPDATE tilth_audit_link l SET hash = {made} FROM tilth_audit_entry e"
            " WHERE e.id = l.entry_id AND l.day = %(day)s AND l.number = %(number)s",
            {"before": row[0] if row else audit.GENESIS, "day": day, "number": number},
        )


def roll_back(connection: Connection, chance: random.Random) -> None:
    """The database goes back to where it stood; see `test_tampering` for what happened since."""
    connection.execute("ROLLBACK TO SAVEPOINT yesterday")


def restore_backup(connection: Connection, chance: random.Random) -> None:
    """It goes back, and work goes on from there until the chain is longer than before."""
    connection.execute("ROLLBACK TO SAVEPOINT yesterday")
    bank.today(connection, chance, entries=12)


SEEN_INSIDE: tuple[Tamper, ...] = (
    edit,
    delete,
    insert,
    reorder,
    swap,
    change_time,
    change_hash,
    disable_trigger,
)
SEEN_OUTSIDE: tuple[Tamper, ...] = (truncate_tail, roll_back, fork, restore_backup)
_GUARDS = (
    "SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
    " WHERE t.tgname ~ '^(tilth_(chain|note_change|keep_audit)|pgtrigger_)' ORDER BY 1, 2"
)


def _entry(connection: Connection, chance: random.Random) -> int:
    rows = connection.execute("SELECT id FROM tilth_audit_entry ORDER BY id").fetchall()
    return int(chance.choice(rows)[0])


def _link(connection: Connection, chance: random.Random, *, keep_last: int = 0) -> tuple[object, int, int]:
    """Return a random link; `keep_last` leaves the end of the chain alone, which heads alone can miss."""
    rows = connection.execute(
        "SELECT day, number, entry_id FROM tilth_audit_link ORDER BY day, number"
    ).fetchall()
    day, number, entry = chance.choice(rows[: len(rows) - keep_last])
    return day, int(number), int(entry)
