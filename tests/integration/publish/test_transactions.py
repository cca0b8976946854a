"""Transactions are increments: every night adds its own, once, and goes when the bank keeps it no longer."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import psycopg
import pytest

from support import keys, lakes
from tilth.connectors.warehouse import nightly
from tilth.connectors.warehouse import publish as publishing
from tilth.kernel.errors import TilthError
from tilth.policy.bank import Bank, HistorySettings, write

pytestmark = pytest.mark.postgres
MONDAY, TUESDAY, WEDNESDAY = (lakes.DAY + dt.timedelta(days=n) for n in range(3))
KEPT = 90


def night(data: Path, day: dt.date, *, rows: int = 3, amount: str = "12.34") -> lakes.Lake:
    made = lakes.bank(customers=4, day=day)
    made["feed.transactions"] = [
        {
            "transaction_id": f"T{number}",
            "holding_id": "C000000-1",
            "customer_id": "C000000",
            "at": dt.datetime.combine(day, dt.time(9, 30)),
            "amount": Decimal(amount),
            "kind": "deposit",
            "counterparty_name": "某人",
        }
        for number in range(rows)
    ]
    return lakes.write(data, made, day=day)


def publish(url: str, lake: lakes.Lake, day: dt.date, *, kept: int = KEPT) -> int:
    write(lake.data, Bank(history=HistorySettings(transactions=kept)))
    return publishing.publish(
        url=url,
        files=lake,
        day=day,
        playbook_version="test",
        feed_digest="feed",
        ring=keys.RING,
        report={"business_date": day.isoformat(), "status": "published", "steps": []},
    )


def ask(url: str, statement: str) -> list[tuple]:
    with psycopg.connect(url) as connection:
        return connection.execute(statement).fetchall()


def found(url: str) -> list[tuple]:
    """Return date, rows and sum of what can be read, and assert that no other partition is left."""
    tables = ask(url, r"SELECT count(*) FROM pg_class WHERE relname ~ '^published_transaction_n\d+$'")
    assert tables == ask(url, "SELECT count(*) FROM tilth_transaction_night")
    return ask(
        url,
        "SELECT business_date, count(*), sum(amount) FROM published_transaction"
        " JOIN tilth_transaction_night n USING (business_date) WHERE n.id = night GROUP BY 1 ORDER BY 1",
    )


def test_nights_add_up_and_a_replaced_night_takes_the_place_of_the_first(
    database: str, tmp_path: Path
) -> None:
    publish(database, night(tmp_path, MONDAY), MONDAY)
    publish(database, night(tmp_path, TUESDAY, rows=2), TUESDAY)
    assert found(database) == [(MONDAY, 3, Decimal("37.02")), (TUESDAY, 2, Decimal("24.68"))]
    before = ask(database, "SELECT id FROM tilth_transaction_night ORDER BY business_date")
    publish(database, night(tmp_path, TUESDAY, rows=1, amount="5.00"), TUESDAY)
    assert found(database) == [(MONDAY, 3, Decimal("37.02")), (TUESDAY, 1, Decimal("5.00"))]
    after = ask(database, "SELECT id FROM tilth_transaction_night ORDER BY business_date")
    assert (after[0], after[1] > before[1]) == (before[0], True)


def test_nights_taken_together_are_caught_up(database: str, tmp_path: Path) -> None:
    for day in (MONDAY, TUESDAY, WEDNESDAY):
        lake = night(tmp_path, day)
    publish(database, lake, WEDNESDAY)
    assert [(day, rows) for day, rows, _ in found(database)] == [(MONDAY, 3), (TUESDAY, 3), (WEDNESDAY, 3)]


def test_only_so_many_are_caught_up_with_one_publication(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nightly, "CAUGHT_UP", 3)
    for day in (MONDAY, TUESDAY, WEDNESDAY):
        lake = night(tmp_path, day)
    publish(database, lake, WEDNESDAY)
    assert [day for day, *_ in found(database)] == [TUESDAY, WEDNESDAY]


def test_what_the_bank_keeps_no_longer_is_swept(database: str, tmp_path: Path) -> None:
    publish(database, night(tmp_path, MONDAY), MONDAY, kept=2)
    publish(database, night(tmp_path, TUESDAY), TUESDAY, kept=2)
    publish(database, night(tmp_path, WEDNESDAY), WEDNESDAY, kept=2)
    assert [day for day, *_ in found(database)] == [TUESDAY, WEDNESDAY]


def test_columns_arrive_as_they_lie_in_the_lake_with_the_product(database: str, tmp_path: Path) -> None:
    publish(database, night(tmp_path, MONDAY, rows=1), MONDAY)
    rows = ask(
        database,
        "SELECT customer_id, product_name, currency, at, amount, kind, counterparty_name, memo"
        " FROM published_transaction",
    )
    at = dt.datetime.combine(MONDAY, dt.time(9, 30))
    assert rows == [("C000000", "美元", "USD", at, Decimal("12.34"), "deposit", "某人", None)]


def test_a_night_that_fails_afterwards_leaves_no_transaction(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(database, night(tmp_path, MONDAY), MONDAY)

    def broken(*_: object, **__: object) -> None:
        raise psycopg.DatabaseError("no")

    with monkeypatch.context() as patched:
        patched.setattr(publishing.pointer, "move", broken)
        with pytest.raises(TilthError, match="Publishing 2026-04-01 failed"):
            publish(database, night(tmp_path, TUESDAY), TUESDAY)
    assert [day for day, *_ in ask(database, "SELECT business_date FROM tilth_transaction_night")] == [MONDAY]
    assert ask(database, "SELECT DISTINCT business_date FROM published_transaction") == [(MONDAY,)]
    publish(database, night(tmp_path, TUESDAY, rows=1), TUESDAY)
    assert [(day, rows) for day, rows, _ in found(database)] == [(MONDAY, 3), (TUESDAY, 1)]


def test_relations_come_with_the_night_and_go_with_it(database: str, tmp_path: Path) -> None:
    publish(database, night(tmp_path, MONDAY), MONDAY)
    rows = ask(database, "SELECT from_id, to_id, kind, since FROM published_relation")
    assert rows == [("C000000", "C000001", "spouse", None)]
