"""What the audit costs at ten million entries: a note, the questions, the whole verification.

`python -m bench.audit`: a year of entries of a bank with a million customers and 5,000 accounts is made by
SQL in a server of its own: of ten entries seven are views of one customer, two lists of twenty, one a
sign-in.
"""

import argparse
import datetime as dt
import os
import secrets
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from tilth import wiring
from tilth.vault import ring as rings
from tilth.vault.ciphers import Profile

CUSTOMERS, ACCOUNTS, DAYS = 1_000_000, 5_000, 365
_INDEXES = ("audit_at", "audit_user_at", "audit_customers")
_ENTRIES = f"""
    INSERT INTO tilth_audit_entry (at, action, user_id, staff_id, role, address, request, subject_type,
        subject_id, customer_ids, why, detail)
    SELECT now() - interval '{DAYS} days' * (1 - n::float8 / %(entries)s),
        CASE WHEN n %% 10 < 7 THEN 'view' WHEN n %% 10 < 9 THEN 'list' ELSE 'sign_in' END,
        1 + n * 31 %% {ACCOUNTS}, 'S' || n * 31 %% {ACCOUNTS}, 'rm', '10.1.' || n %% 200 || '.7',
        md5(n::text)::uuid::text, CASE WHEN n %% 10 < 7 THEN 'customer' ELSE '' END, '',
        CASE WHEN n %% 10 < 7 THEN ARRAY['C' || lpad((n * 7919 %% {CUSTOMERS})::text, 8, '0')]
            WHEN n %% 10 < 9 THEN ARRAY(
                SELECT 'C' || lpad(((n * 20 + k) * 7919 %% {CUSTOMERS})::text, 8, '0')
                FROM generate_series(1, 20) k)
            ELSE '{{}}' END,
        '', CASE WHEN n %% 10 < 7 THEN '{{"fields": ["name", "mobile"]}}' ELSE '{{"page": 1}}' END::jsonb
    FROM generate_series(1::bigint, %(entries)s) n
"""
_STEP = """
    CREATE FUNCTION bench_step(bytea, text) RETURNS bytea LANGUAGE sql IMMUTABLE AS
        $$ SELECT sha256($1 || convert_to($2, 'UTF8')) $$;
    CREATE AGGREGATE bench_chain(text) (sfunc = bench_step, stype = bytea, initcond = '\\x{genesis}')
"""
_LINKS = """
    INSERT INTO tilth_audit_link (day, number, entry_id, hash)
    SELECT e.day, e.number, e.id, bench_chain({text}) OVER (ORDER BY e.id ROWS UNBOUNDED PRECEDING)
    FROM (SELECT row_number() OVER (PARTITION BY dated.day ORDER BY dated.id) AS number, dated.*
        FROM (SELECT (at AT TIME ZONE 'Asia/Shanghai')::date AS day, entry.*
            FROM tilth_audit_entry entry) dated) e
"""


def main() -> None:
    """Fill, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=10_000_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tilth-audit-", dir="/var/tmp") as folder:
        Path(folder).chmod(0o755)
        data = Path(folder).absolute() / "data"
        data.mkdir()
        os.environ.pop("DATABASE_URL", None)
        os.environ.setdefault("TILTH_SECRET_KEY", secrets.token_urlsafe(48))
        rings.create(wiring.keyring(data), Profile.INTL)
        wiring.start_django(data)
        wiring.migrate()
        try:
            _fill(given.entries)
            Console().print(_table(given.entries, data))
        finally:
            wiring.server.stop(data / wiring.POSTGRES)


def _fill(entries: int) -> None:
    from django.db import connection

    from tilth.data.security import audit

    with connection.cursor() as cursor:
        cursor.execute(
            "SET session_replication_role = replica; SET maintenance_work_mem = '1GB'; SET work_mem = '512MB'"
        )
        definitions = []
        for name in _INDEXES:
            cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = %s", [name])
            definitions.append(cursor.fetchone()[0])
            cursor.execute(f"DROP INDEX {name}")
        _timed("entries", lambda: cursor.execute(_ENTRIES, {"entries": entries}))
        cursor.execute(_STEP.format(genesis=audit.GENESIS.hex()))
        text = audit.canonical(day="e.day", number="e.number", entry="e")
        _timed("links", lambda: cursor.execute(_LINKS.format(text=text)))
        cursor.execute("DROP AGGREGATE bench_chain(text)")
        cursor.execute("DROP FUNCTION bench_step(bytea, text)")  # the verification names what is not Tilth's
        for name, definition in zip(_INDEXES, definitions, strict=True):
            _timed(name, lambda statement=definition: cursor.execute(statement))
        cursor.execute("SET session_replication_role = origin")
        _timed("vacuum", lambda: cursor.execute("VACUUM ANALYZE tilth_audit_entry, tilth_audit_link"))
        cursor.execute("RESET work_mem")


def _table(entries: int, data: Path) -> Table:
    table = Table("what", "median", "99 % or size", title=f"{entries:,} entries, {CUSTOMERS:,} customers")
    for measure in (_notes, _questions, _sizes, lambda: [_verification(data)]):
        for row in measure():
            table.add_row(*row)
            print(*row, sep=" | ", flush=True)  # the last one takes long: whoever stops it keeps the others
    return table


def _notes() -> list[tuple[str, str, str]]:
    """A note in a transaction of its own, commit and chain included, beside the same transaction without."""
    from django.db import connection, transaction

    from tilth.access import audit
    from tilth.access.audit import Event

    def empty() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT 1")

    def noted(customers: list[str]) -> None:
        with transaction.atomic():
            audit.note(Event.LIST, customers=customers, detail={"page": 1})

    twenty = [f"C{number:08}" for number in range(0, 200_000, 10_000)]
    return [
        _row("a page's transaction without a note", _times(empty, 500)),
        _row("with a note about one customer", _times(lambda: noted(twenty[:1]), 500)),
        _row("with a note about twenty", _times(lambda: noted(twenty), 500)),
    ]


def _questions() -> list[tuple[str, str, str]]:
    from django.utils import timezone

    from tilth.domain.audit import entries

    until = timezone.now() + dt.timedelta(days=1)
    month = {"since": until - dt.timedelta(days=31), "until": until}
    year = {"since": until - dt.timedelta(days=400), "until": until}
    forty = [
        [f"C{(start * 977 + step * 24_989) % CUSTOMERS:08}" for step in range(40)] for start in range(20)
    ]
    tries = iter(forty * 2)
    return [
        _row(
            "who saw 40 customers, last month",
            _times(lambda: entries.about(customers=next(tries), **month), 20),
        ),
        _row(
            "who saw 40 customers, the year", _times(lambda: entries.about(customers=next(tries), **year), 20)
        ),
        _row("what one account did, last month", _times(lambda: entries.by(user_id=77, **month), 20)),
        _row("whom one account saw in a year", _times(lambda: entries.concerned(user_id=77, **year), 3)),
        _row("whom anybody saw last month", _times(lambda: entries.concerned(user_id=None, **month), 1)),
    ]


def _sizes() -> list[tuple[str, str, str]]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, pg_size_pretty(pg_relation_size(oid)) FROM pg_class"
            " WHERE relname ~ '^(tilth_audit|audit_)' AND relkind IN ('r', 'i') ORDER BY 1"
        )
        return [(str(name), "", str(size)) for name, size in cursor.fetchall()]


def _verification(data: Path) -> tuple[str, str, str]:
    import psycopg

    from tilth.domain.audit import verifying

    began = time.perf_counter()
    with psycopg.connect(wiring.database_url(data), autocommit=True) as connection:
        verdict = verifying.verify(connection, ring=wiring.ring(data))
    took = time.perf_counter() - began
    return (
        "verification of everything",
        f"{took:.1f} s",
        f"{verdict.links:,} links, {len(verdict.broken)} broken",
    )


def _times(do: Callable[[], Any], rounds: int) -> list[float]:
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        do()
        times.append(1000 * (time.perf_counter() - began))
    return sorted(times)


def _row(what: str, times: list[float]) -> tuple[str, str, str]:
    return what, f"{statistics.median(times):.2f} ms", f"{times[int(len(times) * 0.99) - 1]:.2f} ms"


def _timed(what: str, do: Callable[[], Any]) -> None:
    began = time.perf_counter()
    do()
    print(f"{what}: {time.perf_counter() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main()
