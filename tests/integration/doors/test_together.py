"""Reads that are sent together: the same rows as each alone, each once, and nothing that was not asked."""

import datetime as dt
import uuid
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.models import Model, QuerySet

from integration.doors import town
from tilth.access import ahead, reads, scopes, visibility
from tilth.access.ahead import Raw, together
from tilth.data.models import Contact, Generation, PublishedCustomer, PublishedHolding, Task, User

pytestmark = pytest.mark.postgres
DAY = dt.date(2026, 4, 1)
_ODD = Raw(
    """SELECT * FROM (VALUES
        ('Ünï "quoted" \\ 中文', 'NaN'::float8, 'Infinity'::float8, 0.1::float8,
         12345678901234567.89::numeric(19, 2), 1.50::numeric(18, 2), 7::numeric, DATE '0001-02-03',
         TIMESTAMPTZ '2026-03-29 01:30:00.000001+08', TIMESTAMP '2026-03-29 01:30:00.5', TIME '23:59:59.25',
         '00000000-0000-7000-8000-000000000001'::uuid, ARRAY['a', NULL, '{"b"}'],
         '{"n": 1.10, "t": [true, null]}'::jsonb, 9223372036854775807, true),
        (NULL, NULL, NULL, 2.5e-300::float8, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
         NULL)
    ) AS odd""",
    *("text", "double precision", "double precision", "double precision", "numeric(19, 2)", "numeric(18, 2)"),
    *("numeric", "date", "timestamp with time zone", "timestamp without time zone", "time", "uuid"),
    *("text[]", "jsonb", "bigint", "boolean"),
)


@pytest.fixture
def bank(db: None, monkeypatch: pytest.MonkeyPatch) -> town.Town:
    """Return the town on a day, entered by a manager who wrote something down."""
    monkeypatch.setattr(settings, "TILTH_TODAY", DAY)
    made = town.build()
    enter(made, "rm")
    return made


def enter(bank: town.Town, role: str) -> User:
    """Let somebody ask from here on, as a request does."""
    user = bank.users[role]
    scopes.remember(user, scopes.enter(user, bank.generation))
    return user


def of(model: type[Model]) -> Any:
    """Return a read of all rows of a model in sight, every column."""

    @reads.scoped
    def rows(actor: User, generation: Generation, *, least: str) -> "QuerySet[Any]":
        seen = visibility.visible(model, actor, generation)
        name = "customer_id" if any(one.name == "customer_id" for one in model._meta.fields) else "pk"
        return seen.filter(**{f"{name}__gte": least}).order_by("pk") if name != "pk" else seen.order_by("pk")

    return rows


def told(rows: list[Any]) -> list[dict[str, Any]]:
    return [{name: value for name, value in vars(row).items() if name != "_state"} for row in rows]


def test_every_type_comes_back_as_the_driver_gives_it() -> None:
    found = ahead.columns([*ahead._READ])
    assert found is not None
    assert ahead.columns(["text", "interval"]) is None, "what has no way is sent alone"


def test_odd_values_come_the_same_both_ways(bank: town.Town) -> None:
    alone = _ODD.rows()
    with together(_ODD.asked()):
        sent = _ODD.rows()
    assert repr(sent) == repr(alone)
    first = sent[0]
    assert (first[4], first[6]) == (Decimal("12345678901234567.89"), Decimal(7))
    assert isinstance(first[6], Decimal)
    assert first[11] == uuid.UUID("00000000-0000-7000-8000-000000000001")


def test_rows_of_every_model_about_customers_are_equal_both_ways(bank: town.Town) -> None:
    user, generation, seen = bank.users["rm"], bank.generation, 0
    models = [one for one in apps.get_models() if any(c.name == "customer_id" for c in one._meta.fields)]
    for model in models:
        if not model._meta.managed or model._meta.db_table.startswith("tilth_audit"):
            continue
        read = of(model)
        try:
            alone = told(read(user, generation, least=""))
        except Exception as error:  # noqa: BLE001 - a model of another kind has no such rows
            pytest.fail(f"{model.__name__}: {error}")
        with together(read.asked(user, generation, least="")):
            assert told(read(user, generation, least="")) == alone, model.__name__
        seen += len(alone)
    assert seen >= 4
    print(f"FIGURE reads sent together: {len(models)} models, {seen} rows, 0 differ")


def test_what_was_sent_for_is_taken_once_and_all_else_asks_for_itself(bank: town.Town) -> None:
    user, generation, read = bank.users["rm"], bank.generation, of(PublishedCustomer)
    with (
        connection.execute_wrapper(counting := Counting()),
        together(read.asked(user, generation, least="B")),
    ):
        assert counting.sent == 1
        first = read(user, generation, least="B")
        assert counting.sent == 1
        assert told(read(user, generation, least="B")) == told(first)
        assert counting.sent == 2, "a second call reads anew"
        read(user, generation, least="A")
        assert counting.sent == 3, "another call was not sent for"
    with connection.execute_wrapper(counting := Counting()):
        read(user, generation, least="B")
    assert counting.sent == 1, "nothing is kept afterwards"


def test_what_is_held_is_not_sent_for_again(bank: town.Town) -> None:
    user, generation = bank.users["rm"], bank.generation
    people, holdings = of(PublishedCustomer), of(PublishedHolding)
    both = [one.asked(user, generation, least="") for one in (people, holdings)]
    with connection.execute_wrapper(counting := Counting()), together(*both), together(both[0]):
        assert people(user, generation, least="")
        holdings(user, generation, least="")
    assert counting.sent == 1


def test_who_sees_nothing_sends_nothing(bank: town.Town) -> None:
    nobody = enter(bank, "admin")
    read = of(Task)
    with (
        connection.execute_wrapper(counting := Counting()),
        together(read.asked(nobody, bank.generation, least="")),
    ):
        assert read(nobody, bank.generation, least="") == []
    assert counting.sent == 0


def test_an_error_lets_nothing_linger(bank: town.Town) -> None:
    user, generation, read = bank.users["rm"], bank.generation, of(Contact)
    with pytest.raises(RuntimeError, match="in between"), together(read.asked(user, generation, least="")):
        raise RuntimeError("in between")
    assert ahead.taken((read, user.pk, generation.pk, (), {"least": ""})) is None


class Counting:
    """How many statements were sent."""

    def __init__(self) -> None:
        self.sent = 0

    def __call__(self, execute: Any, *given: Any) -> Any:
        """Send one, counted."""
        self.sent += 1
        return execute(*given)
