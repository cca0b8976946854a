"""A day's figures in a bank that has been worked in, one table: `python -m bench.worked [--data DIR]`.

The data folder of `make bench` gets three contacts of every customer of a book and five tasks for eight of
them, by SQL, once: 2,400,000 and 500,000 in a bank of 1,000,000. The diary is made from them. Then: what the
signals and the order by value add to the night, what Today and recording cost the server, and what becomes of
five hundred records at once.
"""

import argparse
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench import accounts, measure, pages, recording
from bench.lunar_days import OUT
from bench.measure import Measured
from tilth import wiring

ROUNDS = 300
MARK = "bench-worked-"
"""Begins the keys of contacts made here."""
_RECORDS = """
    SET session_replication_role = replica; -- the diary is made afterwards, whole
    INSERT INTO tilth_contact (id, customer_id, staff_id, user_id, contacted_at, contact_on, channel, two_way,
            outcome, purpose, content, next_step, effect, idempotency_key, version, created_at)
        SELECT gen_random_uuid(), customer_id, rm_id, %(user)s, at, at::date, 'phone', true, 'connected',
            'maintain', '', '', '', %(mark)s || n || customer_id, 1, at
        FROM (SELECT customer_id, rm_id, n,
                %(day)s::date - (7 + n * 60 + nth %% 50)::int + time '10:00' AS at
            FROM generate_series(1, 3) n, (SELECT customer_id, rm_id, row_number() OVER () AS nth
                FROM published_customer WHERE generation = %(generation)s AND rm_id IS NOT NULL) c) c;
    INSERT INTO tilth_task (id, customer_id, staff_id, user_id, kind, text, due_on, made_at)
        SELECT gen_random_uuid(), customer_id, rm_id, %(user)s, 'task', '', %(day)s::date + nth::int %% 60,
            %(day)s::date + time '10:00'
        FROM (SELECT customer_id, rm_id, row_number() OVER () AS nth
            FROM published_customer WHERE generation = %(generation)s AND rm_id IS NOT NULL) c
        WHERE nth %% 8 IN (0, 1, 2, 4, 6);
    SET session_replication_role = origin;
"""


def main() -> None:
    """Fill where needed, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=OUT / "data-1000000")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    given = parser.parse_args()
    console = Console()
    with console.status("the night, in the documents' order and by value"):
        nights = [_run(order, given.data) for order in ("engine", "by_value")]
    wiring.start_django(given.data)
    pages.settle()
    contacts, due = _worked(console)
    table = Table(title=f"A day, {contacts:,} contacts and {due:,} due items")
    for header in ("What", "Figure", "Target"):
        table.add_column(header)
    for line in (*_night(*nights), *_server(given.rounds)):
        table.add_row(*line)
    table.add_row(f"{recording.MANAGERS} managers record at once", recording.told(given.data), "each once")
    console.print(table)
    console.print(measure.speed())


def _worked(console: Console) -> tuple[int, int]:
    """Write the records unless they stand; return how many contacts and due items there are."""
    from django.db import connection

    from tilth.data.models import Contact, DiaryLine
    from tilth.domain.diary import keeping

    night, asker = accounts.generation(), accounts.managers(1)[0]
    own = Contact.objects.unscoped()
    if not own.filter(idempotency_key__startswith=MARK).exists():
        given = {"user": asker.pk, "mark": MARK, "day": night.business_date, "generation": night.pk}
        began = time.perf_counter()
        with connection.cursor() as cursor:
            cursor.execute(_RECORDS, given)
        made = keeping.rebuild()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        console.print(f"records and {made.lines:,} lines of the diary: {time.perf_counter() - began:.0f} s")
    return own.count(), DiaryLine.objects.unscoped().filter(subject="task").count()


def _run(task: str, data: Path) -> Measured:
    with tempfile.TemporaryDirectory(prefix="bench-worked-", dir=OUT) as own:
        return measure.run(task, data.absolute(), Path(own).absolute())


def _night(plain: Measured, valued: Measured) -> list[tuple[str, str, str]]:
    """Return what the signals and the order by value add to a night, in seconds."""
    steps: dict[str, float] = plain.printed["steps"]
    whole, signals = sum(steps.values()), steps["signals"]
    more = f"{valued.cpu - plain.cpu:.0f} s of processor"
    return [
        ("The night's steps", f"{whole:.0f} s, {plain.cpu:.0f} s of processor, {plain.peak:.2f} GiB", ""),
        ("Signals beside the rest of the night", f"{signals / (whole - signals):.0%}", "at most 25 %"),
        ("Order by value beside the documents'", more, "at most 30 s"),
    ]


def _server(rounds: int) -> list[tuple[str, str, str]]:
    """Return what Today and a record cost the server, a hundred managers in turn."""
    users = accounts.managers()
    ids = [pages.customers(user, 2)[1] for user in users]
    today = pages.Page(
        name="Today", clients=[pages.client(user) for user in users], addresses=["/"], target=30
    )
    record = pages.Page(
        name="Record a contact",
        clients=[pages.holding(pages.client(user)) for user in users],
        addresses=[f"/customers/{one}/record/" for one in ids],
        target=35,
        post=pages.record,
        headers={"HTTP_HX_REQUEST": "true"},
    )
    return [_line(page, rounds) for page in (today, record)]


def _line(page: pages.Page, rounds: int) -> tuple[str, str, str]:
    p50, p95, worked, statements, _size = pages.measured(page, rounds)
    figure = f"p50 {p50}, p95 {p95} ms; {worked} ms of processor, {statements} statements"
    return page.name, figure, f"p95 at most {page.target:.0f} ms"


if __name__ == "__main__":
    main()
