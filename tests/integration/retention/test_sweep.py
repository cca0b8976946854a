"""What is over its period goes, with its history and its line; what is held or referred to stays."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.types.json import Jsonb

from integration.audit.bank import broken
from support import databases, keys, published
from tilth.data import models
from tilth.domain.retention import operations, queries
from tilth.jobs.night import retention
from tilth.jobs.night.progress import Lines
from tilth.jobs.night.run import Job
from tilth.lake.store import Lake
from tilth.policy.bank import Bank, NightSettings, RetentionSettings

pytestmark = pytest.mark.postgres
LONG_AGO = dt.date(2014, 5, 6)
CLOSED = dt.date(2016, 3, 30)
"""Ten years and a day before the night on show."""
WENT = dict.fromkeys(("tilth_contact", "tilth_gift", "tilth_memo", "tilth_task", "tilth_transfer"), 1)
Connection = psycopg.Connection[tuple[Any, ...]]


@pytest.fixture
def bank(database: str, django_db_blocker: Any) -> Iterator[Connection]:
    """A night with customers who left, one of them held, and records about each."""
    with django_db_blocker.unblock(), databases.shown(database):
        night = published.generation()
        by = published.user("compliance", role="compliance", staff_id=None)
        published.customer(night, "stays")
        published.customer(night, "left", closed_on=CLOSED)
        published.customer(night, "held", closed_on=CLOSED)
        published.customer(night, "later", closed_on=CLOSED + dt.timedelta(days=1))
        for customer in ("stays", "left", "held", "later", "unheard of"):
            _records(customer, by)
        for customer in ("left", "held"):
            _dealings(customer, by)
        _hold("held", by)
        for day in (LONG_AGO, published.DAY):
            models.RunReport.objects.create(
                business_date=day, finished_at=_at(day), status="published", report={}
            )
    with psycopg.connect(database) as connection:
        yield connection


def _at(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(12), dt.UTC)


def _records(customer: str, by: models.User) -> None:
    made = {"customer_id": customer, "staff_id": "S1", "made_by": by, "made_at": _at(LONG_AGO)}
    gift = {"kind": "meal", "value": Decimal(9), "given_on": LONG_AGO, "note": "", "state": "approved"}
    row = models.Gift.objects.create(**made, **gift)
    row.note = "changed"
    row.save()
    due = LONG_AGO + dt.timedelta(days=1)
    models.Memo.objects.create(**made, asked_on=LONG_AGO, demand="a box", due_on=due)


def _dealings(customer: str, by: models.User) -> None:
    """A contact, the task that came of it, and a hand-over with its row among the changes of owners."""
    contact = models.Contact.objects.create(
        customer_id=customer,
        staff_id="S1",
        user=by,
        contacted_at=_at(LONG_AGO),
        contact_on=LONG_AGO,
        channel="phone",
        two_way=True,
        outcome="connected",
        purpose="service",
        idempotency_key=customer,
    )
    models.Task.objects.create(
        customer_id=customer,
        staff_id="S1",
        user=by,
        kind="task",
        step="send_material",
        text="",
        due_on=LONG_AGO,
        contact=contact,
        made_at=_at(LONG_AGO),
    )
    models.Transfer.objects.create(
        customer_id=customer,
        from_staff_id="S1",
        from_branch_id="B1",
        to_staff_id="S2",
        cause="move",
        note="",
        moved_by=by,
    )
    models.Transfer.objects.unscoped().filter(customer_id=customer).update(moved_at=_at(LONG_AGO))


def _hold(customer: str, by: models.User) -> models.Hold:
    return models.Hold.objects.create(
        customer_id=customer,
        staff_id="",
        made_by=by,
        made_at=_at(published.DAY),
        stands_from=published.DAY,
        cause="lawsuit",
        note="2026 民初 1 号",
    )


def _lines(connection: Connection) -> dict[str, queries.Line]:
    return {line.table: line for line in queries.preview(connection).lines}


def _count(connection: Connection, statement: str) -> int:
    return int((connection.execute(statement).fetchone() or (0,))[0])


def test_what_the_preview_says_goes_and_nothing_else(bank: Connection) -> None:
    before = broken(bank)
    gifts = _lines(bank)["tilth_gift"]
    assert (gifts.rows, gifts.going, gifts.held, gifts.unknown) == (5, 1, 1, 2)
    tomorrow = published.DAY + dt.timedelta(days=1)
    assert (gifts.oldest, gifts.newest, gifts.next_on) == (LONG_AGO, LONG_AGO, tomorrow)
    gone = operations.sweep(bank, ring=keys.RING)
    assert gone == WENT | {"tilth_run_report": 1}
    tables = [name for table in WENT for name in (table, f"{table}_history")]
    for table in (*tables, "tilth_diary", "tilth_ownership_change"):
        assert _count(bank, f"SELECT count(*) FROM {table} WHERE customer_id = 'left'") == 0, table
    assert _count(bank, "SELECT count(*) FROM tilth_gift") == 4
    assert broken(bank) == before
    assert operations.sweep(bank, ring=keys.RING) == {}


def test_the_audit_keeps_a_tombstone_that_names_nobody(bank: Connection) -> None:
    operations.sweep(bank, ring=keys.RING)
    told = bank.execute(
        "SELECT customer_ids, detail - 'keys' - 'mark', detail::text LIKE '%left%' FROM tilth_audit_entry"
        " WHERE action = 'sweep' AND subject_type = 'tilth_gift'"
    ).fetchall()
    day = LONG_AGO.isoformat()
    said = {"rule": "dealings", "day": published.DAY.isoformat(), "rows": 1, "oldest": day, "newest": day}
    assert told == [([], said, False)]


def test_a_hold_wins_until_it_is_lifted(bank: Connection) -> None:
    operations.sweep(bank, ring=keys.RING)
    bank.execute("UPDATE tilth_hold SET lifted_at = now(), lifted_by_id = made_by_id")
    bank.commit()
    assert operations.sweep(bank, ring=keys.RING) == WENT
    assert _count(bank, "SELECT count(*) FROM tilth_gift WHERE customer_id = 'held'") == 0


def test_whoever_erases_asks_until_when_a_period_runs(
    bank: Connection, database: str, django_db_blocker: Any
) -> None:
    wanted = {
        "stays": (None, False, True),
        "left": (published.DAY, False, False),
        "held": (published.DAY, True, True),
        "later": (published.DAY + dt.timedelta(days=1), False, True),
    }
    with django_db_blocker.unblock(), databases.shown(database):
        found = {customer: queries.runs_until(customer) for customer in wanted}
    assert {name: (one.day, one.held, one.runs(published.DAY)) for name, one in found.items()} == wanted
    assert {one.rule for one in found.values()} == {"identity"}


def test_only_a_sweep_of_this_ring_excuses_what_is_gone(bank: Connection) -> None:
    before = set(broken(bank))
    (key,) = bank.execute("SELECT id::text FROM tilth_gift WHERE customer_id = 'stays'").fetchone() or ("",)
    detail = Jsonb({"rule": "dealings", "rows": 1, "keys": [key]})
    bank.execute("SELECT tilth_sweep('tilth_gift', 'id', %s, %s)", [[key], detail])
    bank.commit()
    found = set(broken(bank)) - before
    assert any("no sweep of this installation wrote it" in one for one in found)
    assert any(f"tilth_gift, row {key}: the version that entry" in one for one in found)


@pytest.mark.parametrize("sweeps", [False, True])
def test_a_night_counts_and_sweeps_only_where_the_bank_says_so(
    bank: Connection, database: str, tmp_path: Path, *, sweeps: bool
) -> None:
    job = Job(
        data=tmp_path,
        cache=tmp_path,
        bank=Bank(retention=RetentionSettings(sweep=sweeps)),
        lake=Lake(tmp_path),
        ring=keys.RING,
        url=database,
        engine=NightSettings(),
        override=False,
        clock=lambda: _at(published.DAY),
        teller=Lines(),
    )
    retention.look(job, published.DAY)
    asked = "SELECT report -> 'retention' FROM tilth_run_report WHERE business_date = %s"
    (told,) = bank.execute(asked, [published.DAY]).fetchone() or ({},)
    going = {one["table"]: one["going"] for one in told["lines"] if one["going"]}
    assert going == WENT | {"tilth_run_report": 1}
    assert told.get("gone", {}) == (going if sweeps else {})
    assert _count(bank, "SELECT count(*) FROM tilth_gift") == (4 if sweeps else 5)


@pytest.mark.parametrize(
    "table", ["tilth_audit_entry", "tilth_gift_history", "published_customer", "pg_class"]
)
def test_nothing_else_goes_by_its_function(bank: Connection, table: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="sweep refused"):
        bank.execute("SELECT tilth_sweep(%s, 'id', '{}', '{}')", [table])


def test_the_pages_may_not_call_it(bank: Connection) -> None:
    bank.execute("SET ROLE tilth_web")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        bank.execute("SELECT tilth_sweep('tilth_gift', 'id', '{}', '{}')")
