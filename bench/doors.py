"""What the one door costs: scope and row-level security beside the same queries without them.

`python -m bench.doors`: a million customers of 5,000 managers, a contact of each, a promise to every second
are made by SQL in a server of its own; each query runs in turns as the owner without any scope, and as the
pages run it, for a manager, a branch, a region and the head office. Medians of many are compared, and each
line says which of the two aims it meets. `--keep FOLDER` keeps the bank, and uses one that is there.
"""

import argparse
import datetime as dt
import os
import secrets
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

from tilth import wiring
from tilth.vault import ring as rings
from tilth.vault.ciphers import Profile

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet

ROUNDS = 400
AIM, MOST, SLACK = 1.25, 2.0, 2.0
"""With the door at most AIM times as long, at worst MOST times or SLACK milliseconds more."""
BRANCHES, REGIONS = 200, 20
DAY = dt.date(2026, 3, 31)
AHEAD = dt.timedelta(days=7)
ACTORS = {
    "rm": ("rm", "S77"),
    "branch": ("branch_head", "BH"),
    "region": ("region_head", "RH"),
    "head": ("branch_head", "HEAD"),
}
"""Whose queries are compared → role and staff number."""
_FILL = """
    INSERT INTO published_branch_g1 (generation, branch_id, name, parent_id, level, city, path)
        SELECT 1, 'B' || n, 'Branch ' || n, 'R' || n %% %(regions)s, 'branch', '',
            ARRAY['B' || n, 'R' || n %% %(regions)s, 'H']
        FROM generate_series(1, %(branches)s) n
        UNION ALL SELECT 1, 'R' || n, 'Region ' || n, 'H', 'branch', '', ARRAY['R' || n, 'H']
        FROM generate_series(0, %(regions)s - 1) n
        UNION ALL VALUES (1, 'H', 'Head office', NULL, 'head_office', '', ARRAY['H']);
    SELECT tilth_number_branches(1, 'published_branch');
    INSERT INTO published_staff_g1
        SELECT 1, 'S' || n, 'S' || n, 'rm', 'B' || (1 + n %% %(branches)s), NULL, NULL, true
        FROM generate_series(1, %(managers)s) n;
    INSERT INTO published_staff_g1 VALUES (1, 'HEAD', 'HEAD', 'branch_head', 'H', NULL, NULL, true),
        (1, 'RH', 'RH', 'branch_head', 'R2', NULL, NULL, true),
        (1, 'BH', 'BH', 'branch_head', 'B2', NULL, NULL, true);
"""
_RECORDS = """
    SET session_replication_role = replica; -- the diary is made afterwards, whole
    INSERT INTO tilth_contact (id, customer_id, staff_id, user_id, contacted_at, contact_on, channel, two_way,
            outcome, purpose, content, next_step, effect, idempotency_key, version, created_at)
        SELECT gen_random_uuid(), customer_id, rm_id, %(user)s, at, at::date, 'phone', true, 'connected',
            'maintain', '', '', '', customer_id, 1, at
        FROM (SELECT *, '2026-03-01 02:00+00'::timestamptz + n %% 30 * interval '1 day' AS at FROM (
            SELECT customer_id, rm_id, row_number() OVER () AS n FROM published_customer_g1) c) c;
    INSERT INTO tilth_task (id, customer_id, staff_id, user_id, kind, text, due_on, made_at)
        SELECT gen_random_uuid(), customer_id, rm_id, %(user)s, 'task', '', '2026-03-20'::date + n::int %% 60,
            '2026-03-01 02:00+00'
        FROM (SELECT customer_id, rm_id, row_number() OVER () AS n FROM published_customer_g1) c
        WHERE n %% 2 = 0;
    SET session_replication_role = origin;
"""


def main() -> None:
    """Fill, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=1_000_000)
    parser.add_argument("--managers", type=int, default=5_000)
    parser.add_argument("--keep", type=Path, help="a folder in which the bank stays for another time")
    given = parser.parse_args()
    if given.keep is not None:
        _measure(given.keep, given.customers, given.managers)
        return
    with tempfile.TemporaryDirectory(prefix="tilth-doors-", dir="/var/tmp") as folder:
        _measure(Path(folder), given.customers, given.managers)


def _measure(folder: Path, customers: int, managers: int) -> None:
    """Make the bank in a folder unless it is there, and print the table."""
    data = folder.absolute() / "data"
    data.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)
    os.environ.pop("DATABASE_URL", None)
    os.environ.setdefault("TILTH_SECRET_KEY", secrets.token_urlsafe(48))
    if not wiring.keyring(data).exists():
        rings.create(wiring.keyring(data), Profile.INTL)
    wiring.start_django(data)
    wiring.migrate()
    from django.db import connection

    from tilth.access import generations

    if generations.current() is None:
        _fill(customers, managers)
    Console(width=110).print(_table(customers, managers))
    connection.close()
    wiring.server.stop(data / wiring.POSTGRES)


def _fill(customers: int, managers: int) -> None:
    from django.db import connection

    from tilth.data import models
    from tilth.domain.diary import keeping

    generation = models.Generation.objects.create(
        business_date="2026-03-31",
        playbook_version="b",
        feed_digest="b",
        state="published",
        published_at="2026-03-31T23:00:00Z",
    )
    with connection.cursor() as cursor:
        for model in (
            models.PublishedBranch,
            models.PublishedStaff,
            models.PublishedCustomer,
            models.PublishedHolding,
        ):
            table = model._meta.db_table  # noqa: SLF001 - Django's documented door
            cursor.execute(f"CREATE TABLE {table}_g1 PARTITION OF {table} FOR VALUES IN ({generation.pk})")
        cursor.execute(_FILL, {"branches": BRANCHES, "regions": REGIONS, "managers": managers})
        _copies(cursor, models.PublishedCustomer, customers, _customer(managers))
        _copies(cursor, models.PublishedHolding, 3 * customers, _holding(managers))
    models.Publication.objects.create(id=1, current=generation)
    people = [
        models.User.objects.create_user(name, None, role=role, staff_id=staff)
        for name, (role, staff) in ACTORS.items()
    ]
    with connection.cursor() as cursor:
        cursor.execute(_RECORDS, {"user": people[0].pk})
    began = time.perf_counter()
    made = keeping.rebuild()
    Console().print(f"diary: {made.lines:,} lines made in {time.perf_counter() - began:.1f} s")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _customer(managers: int) -> dict[str, str]:
    return {
        "generation": "1",
        "customer_id": "'C' || lpad(n::text, 8, '0')",
        "business_date": "'2026-03-31'::date",
        "branch_id": f"'B' || (1 + (1 + n % {managers}) % {BRANCHES})",
        "rm_id": f"'S' || (1 + n % {managers})",
        "aum": "(n::bigint * 7919 % 9999991)::numeric(18,2)",
        "name": "'张' || n",
        "restricted": "false",
        "one_with": "NULL",
    }


def _holding(managers: int) -> dict[str, str]:
    return {
        "generation": "1",
        "holding_id": "'D' || n",
        "customer_id": "'C' || lpad((1 + n / 3)::text, 8, '0')",
        "owner_id": f"'S' || (1 + (1 + n / 3) % {managers})",
    }


def _copies(cursor: Any, model: Any, rows: int, given: dict[str, str]) -> None:
    """Insert `rows` rows by SQL; a column that is not given gets a plain value of its type."""
    plain = {
        "text": "''",
        "numeric": "0",
        "bigint": "0",
        "integer": "0",
        "boolean": "false",
        "date": "'2020-01-02'",
        "double precision": "0",
        "ARRAY": "'{}'",
    }
    table = model._meta.db_table  # noqa: SLF001 - Django's documented door
    cursor.execute(
        "SELECT column_name, data_type FROM information_schema.columns"
        " WHERE table_name = %s ORDER BY ordinal_position",
        [table],
    )
    columns = {name: given.get(name, plain[kind]) for name, kind in cursor.fetchall()}
    cursor.execute(
        f"INSERT INTO {table}_g1 ({', '.join(columns)})"
        f" SELECT {', '.join(columns.values())} FROM generate_series(1, {rows}) n"
    )


def _table(customers: int, managers: int) -> Table:
    from tilth.access import generations
    from tilth.data.models import User

    table = Table(
        "query",
        "without, ms",
        "with scope and policies, ms",
        "ratio",
        "aim",
        title=f"{customers:,} customers, {managers:,} managers",
    )
    generation = generations.current()
    for name in ACTORS:
        actor = User.objects.get(username=name)
        for what, make in _queries(actor, generation).items():
            plain, guarded = _beside(actor, generation, make)
            numbers = (f"{plain:.2f}", f"{guarded:.2f}", f"{guarded / plain:.2f}")
            table.add_row(f"{name}: {what}", *numbers, _verdict(plain, guarded))
    return table


def _verdict(plain: float, guarded: float) -> str:
    """Return which aim a line meets."""
    if guarded <= AIM * plain:
        return f"≤ {AIM}"
    return f"≤ {MOST:.0f} or + {SLACK:.0f} ms" if guarded <= max(MOST * plain, plain + SLACK) else "missed"


def _queries(
    actor: Any, generation: Any
) -> dict[str, "tuple[Callable[[], QuerySet[Any]], Callable[[], QuerySet[Any]]]"]:
    """Return query → how it is asked without and with the door; both return the same rows."""
    from tilth.access.visibility import visible
    from tilth.data.models import PublishedCustomer, PublishedHolding

    own = PublishedCustomer.objects.unscoped().filter(generation=generation.pk)
    own = _own(own, actor, generation)
    one = own.values_list("customer_id", flat=True)[3]

    def mine() -> "QuerySet[Any]":
        return visible(PublishedCustomer, actor, generation)

    columns = ("customer_id", "name", "aum", "tier")
    return {
        "first page by assets": (
            lambda: own.order_by("-aum", "customer_id").values_list(*columns)[:51],
            lambda: mine().order_by("-aum", "customer_id").values_list(*columns)[:51],
        ),
        "count up to 1,001, assets": (  # what a list says under its rows: how many, and the sum
            lambda: own.values_list("customer_id", "aum")[:1001],
            lambda: mine().values_list("customer_id", "aum")[:1001],
        ),
        "one customer": (
            lambda: own.filter(customer_id=one).values_list(*columns),
            lambda: mine().filter(customer_id=one).values_list(*columns),
        ),
        "holdings of one": (
            lambda: (
                PublishedHolding.objects.unscoped()
                .filter(generation=generation.pk, customer_id=one)
                .values_list("holding_id")
            ),
            lambda: (
                visible(PublishedHolding, actor, generation).filter(customer_id=one).values_list("holding_id")
            ),
        ),
        **_of_diary(actor, generation, one),
    }


def _own(customers: Any, actor: Any, generation: Any) -> Any:
    """Return the rows of whoever asks, by plain conditions."""
    from tilth.access import scopes

    if actor.role == "rm":
        return customers.filter(rm_id=actor.staff_id)
    scope = scopes.enter(actor, generation)
    if scope.bank_wide:
        return customers
    several = len(scope.branches) > 1
    return customers.filter(
        **({"branch_id__among": list(scope.branches)} if several else {"branch_id": scope.branches[0]})
    )


def _of_diary(
    actor: Any, generation: Any, one: str
) -> dict[str, "tuple[Callable[[], QuerySet[Any]], Callable[[], QuerySet[Any]]]"]:
    """Return the due queue and the timeline, of the diary without and with the door."""
    from django.db.models import Q

    from tilth.access import scopes
    from tilth.access.visibility import below, visible
    from tilth.data.models import DiaryLine
    from tilth.domain.diary import queries

    scope = scopes.enter(actor, generation)
    until = DAY + AHEAD
    still = Q(subject__among=["task"]) | Q(due_on__gte=DAY)
    plain = DiaryLine.objects.unscoped().filter(still, open=True, due_on__lte=until)
    if actor.role == "rm":
        plain = plain.filter(queries.owned_by(actor.staff_id))
    elif not scope.bank_wide:
        plain = plain.filter(below(scope.branch_first, scope.branch_last))

    def due() -> "QuerySet[Any]":
        rows = queries.due_lines(actor, generation, lasting=["task"], today=DAY, until=until)
        return queries.nearest(
            rows.filter(queries.owned_by(actor.staff_id)) if actor.role == "rm" else rows, 200
        )

    def timeline(rows: "QuerySet[Any]") -> "QuerySet[Any]":
        return rows.filter(customer_id=one).order_by("-happened_at", "-subject", "-row_id")[:21]

    return {
        "due queue, 200 lines": (lambda: queries.nearest(plain, 200), due),
        "timeline of one": (
            lambda: timeline(DiaryLine.objects.unscoped()),
            lambda: timeline(visible(DiaryLine, actor, generation)),
        ),
    }


def _beside(actor: Any, generation: Any, make: Any) -> tuple[float, float]:
    """Return the medians in milliseconds, in turns in one transaction; prepared, as pages ask.

    On a connection of their own: what was planned for somebody else would be taken for both sides or for one.
    """
    from django.db import connection, transaction

    from tilth.access import prepared, scopes

    connection.close()
    times: dict[bool, list[float]] = {False: [], True: []}
    with transaction.atomic():
        scopes.remember(actor, scopes.enter(actor, generation))
        texts = {True: make[1]().query.sql_with_params(), False: make[0]().query.sql_with_params()}
        for _ in range(ROUNDS):
            for guarded, (text, values) in texts.items():
                if guarded:
                    scopes.drop_privileges()
                with prepared.on(connection).cursor() as cursor:
                    began = time.perf_counter()
                    cursor.execute(text, values)
                    cursor.fetchall()
                    times[guarded].append(1000 * (time.perf_counter() - began))
                if guarded:
                    scopes.regain_privileges()
    return statistics.median(times[False]), statistics.median(times[True])


if __name__ == "__main__":
    main()
