"""The diary at a publication: lines turn with the night, also those written while the pointer moves."""

import datetime as dt
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from integration.audit import bank
from integration.audit.test_publication import Night, ask, changed, publish, transfer
from support import databases, lakes
from tilth.domain.diary import keeping

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
AT = dt.datetime(2026, 4, 1, 9, tzinfo=dt.UTC)


@pytest.fixture
def night() -> Night:
    return lakes.bank(customers=6)


def promise(connection: psycopg.Connection, customer_id: str, person: int) -> None:
    connection.execute(
        "INSERT INTO tilth_task (id, customer_id, staff_id, user_id, kind, text, due_on, made_at)"
        " VALUES (gen_random_uuid(), %s, 'S1', %s, 'task', '', '2026-04-02', %s)",
        [customer_id, person, AT],
    )


def owners(url: str) -> list[tuple[str, str | None]]:
    rows = ask(url, "SELECT customer_id, owner_id FROM tilth_diary WHERE subject = 'task' ORDER BY 1")
    return [(row["customer_id"], row["owner_id"]) for row in rows]


def without(night: Night, customer_id: str) -> Night:
    """Return the night with somebody else in the customer's place."""
    return {
        table: [
            row | {"customer_id": "C999999"} if row.get("customer_id") == customer_id else row for row in rows
        ]
        for table, rows in night.items()
    }


def shown(url: str) -> int:
    return int(ask(url, "SELECT current_id FROM tilth_publication")[0]["current_id"])


def whole(url: str) -> tuple[str, ...]:
    with databases.shown(url):
        return keeping.compare().sentences


def test_lines_turn_with_the_night_and_a_transfer_holds_in_it(
    database: str, tmp_path: Path, night: Night
) -> None:
    first, second, third, gone = (row["customer_id"] for row in night["marts.customers"][:4])
    publish(database, tmp_path / "1", night)
    with psycopg.connect(database) as connection:
        person = bank.account(connection, "rm", staff_id="S1")
        for customer_id in (first, second, third, gone):
            promise(connection, customer_id, person)
    before = dict(owners(database))
    transfer(database, third, before[third], "S8")
    later = without(changed(night, first, rm_id="S9"), gone)
    publish(database, tmp_path / "2", later)
    assert dict(owners(database)) == {first: "S9", second: before[second], third: "S8", gone: None}
    assert whole(database) == ()
    unknown = ask(database, f"SELECT branch_no FROM tilth_diary WHERE customer_id = '{gone}'")
    assert unknown == [{"branch_no": None}]


def test_what_is_written_while_the_pointer_moves_has_the_scope_of_the_new_night(
    database: str, tmp_path: Path, night: Night
) -> None:
    first = night["marts.customers"][0]["customer_id"]
    before = publish(database, tmp_path / "1", night)
    with psycopg.connect(database) as connection:
        person = bank.account(connection, "rm", staff_id="S1")
    with psycopg.connect(database) as writer, ThreadPoolExecutor(1) as pool:
        promise(writer, first, person)
        publishing = pool.submit(publish, database, tmp_path / "2", changed(night, first, rm_id="S9"))
        while shown(database) == before:
            assert not publishing.done()
            time.sleep(0.02)
        assert owners(database) == []
        assert not publishing.done()  # it waits for the writer
        writer.commit()
        publishing.result()
    assert owners(database) == [(first, "S9")]
    assert whole(database) == ()


def test_two_who_write_about_one_customer_and_one_who_hands_it_over_end_with_one_scope(
    database: str, tmp_path: Path, night: Night
) -> None:
    first = night["marts.customers"][0]["customer_id"]
    publish(database, tmp_path, night)
    with psycopg.connect(database) as connection:
        person = bank.account(connection, "rm", staff_id="S1")
        owner = ask(database, f"SELECT rm_id FROM published_customer WHERE customer_id = '{first}'")[0][
            "rm_id"
        ]
    with psycopg.connect(database) as one, psycopg.connect(database) as other, ThreadPoolExecutor(1) as pool:
        promise(one, first, person)
        promise(other, first, person)
        moving = pool.submit(transfer, database, first, owner, "S9")
        other.commit()
        one.commit()
        moving.result()
    assert owners(database) == [(first, "S9")] * 2
    assert whole(database) == ()
