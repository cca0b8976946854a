"""SQL that was compiled for one person and is sent for another: never anybody else's rows."""

import datetime as dt
import random
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, connections, transaction
from django.db.models import Q, QuerySet

from integration.doors import town
from support import published
from tilth.access import reads, scopes, visibility
from tilth.access.marks import NotThatSqlError
from tilth.data import models
from tilth.data.models import Generation, PublishedCustomer, Task, User

pytestmark = pytest.mark.postgres
DAY = dt.date(2026, 4, 1)
NOON = dt.datetime(2026, 4, 1, 4, tzinfo=dt.UTC)


def customers() -> Callable[..., list[str]]:
    """Return a read of its own: the customers in sight of some numbers, and of the actor's own."""

    @reads.scoped
    def made(
        actor: User, generation: Generation, *, ids: list[str], since: dt.date, kind: str = "person"
    ) -> "QuerySet[PublishedCustomer, str]":
        seen = visibility.visible(PublishedCustomer, actor, generation)
        wanted = Q(customer_id__among=ids) | Q(
            rm_id=actor.staff_id, opened_on__lte=since - dt.timedelta(days=9)
        )
        return seen.filter(wanted, kind=kind).order_by("customer_id").values_list("customer_id", flat=True)

    return made


@contextmanager
def compared(*, on: bool) -> Iterator[None]:
    before, settings.TILTH_COMPARE_READS = settings.TILTH_COMPARE_READS, on
    try:
        yield
    finally:
        settings.TILTH_COMPARE_READS = before


@pytest.fixture
def bank(db: None, monkeypatch: pytest.MonkeyPatch) -> town.Town:
    """Return the town on a day, on which a planner takes part in one customer."""
    monkeypatch.setattr(settings, "TILTH_TODAY", DAY)
    made = town.build()
    models.Participant.objects.create(
        customer_id="B2-rm1-c1",
        staff_id="B1-planner",
        purpose="specialist",
        reason="plan",
        starts_on=DAY,
        ends_on=DAY + dt.timedelta(days=30),
        invited_by=made.users["supervisor"],
    )
    return made


def everybody() -> list[str]:
    return [f"{manager}-c{number}" for manager in town.MANAGERS for number in (1, 2)]


def plainly(read: Any, actor: User, generation: Generation, **values: Any) -> list[Any]:
    """Return what the queryset itself gives, compiled for this call alone."""
    return list(read.__wrapped__(actor, generation, **values))


def test_each_actor_has_the_own_rows_in_any_order_of_calls(bank: town.Town) -> None:
    dice = random.Random(20261128)
    read, generation = customers(), bank.generation
    asked = [
        (user, ids, since)
        for user in bank.users.values()
        for ids in ([], everybody()[:1], everybody(), ["", "nobody", "B1-rm1-c1' OR true--"])
        for since in (DAY, dt.date(2020, 1, 1), dt.date(1, 2, 3), dt.date(9999, 12, 31), dt.date(1200, 2, 29))
    ]
    found = 0
    for _ in range(2):
        dice.shuffle(asked)
        for user, ids, since in asked:
            scopes.enter(user, generation)
            values: dict[str, Any] = {"ids": ids, "since": since}
            rows = read(user, generation, **values)
            assert rows == plainly(read, user, generation, **values), (user.role, ids, since)
            found += len(rows)
    assert found > 300
    print(
        f"FIGURE compiled reads: {2 * len(asked)} calls of {len(bank.users)} people, 0 differ from plain ones"
    )


def test_a_shape_is_compiled_once_whoever_asks(bank: town.Town) -> None:
    read, generation = customers(), bank.generation
    with compared(on=False):
        for manager in ("rm", "wealth"):
            scopes.enter(bank.users[manager], generation)
            read(bank.users[manager], generation, ids=everybody(), since=DAY)
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr("django.db.models.sql.compiler.SQLCompiler.as_sql", _nothing)
            rows = read(bank.users["wealth"], generation, ids=everybody()[:3], since=DAY)
    assert rows == ["B1-rm2-c1", "B1-rm2-c2"]


def _nothing(*_: object, **__: object) -> None:
    raise AssertionError("compiled anew")


def test_a_cover_that_begins_and_a_participation_widen_the_next_call(bank: town.Town) -> None:
    read, generation, user = customers(), bank.generation, bank.users["rm"]
    known: dict[str, Any] = {"ids": everybody(), "since": DAY}
    assert read(user, generation, **known) == ["B1-rm1-c1", "B1-rm1-c2"]
    models.Cover.objects.create(
        absent_staff_id="B2-rm1",
        substitute_staff_id="B1-rm1",
        reason="leave",
        starts_on=DAY - dt.timedelta(days=1),
        ends_on=DAY + dt.timedelta(days=2),
        arranged_by=bank.users["supervisor"],
    )
    assert len(read(user, generation, **known)) == 4
    assert read(bank.users["wealth"], generation, **known) == ["B1-rm2-c1", "B1-rm2-c2"]


def test_a_staff_number_that_is_a_branch_s_or_a_customer_s_stays_a_staff_number(bank: town.Town) -> None:
    read, generation = customers(), bank.generation
    for staff_id, role, branch in (("B1", "branch_head", "B1"), ("B3-head", "branch_head", "B3")):
        published.staff(generation, staff_id, role=role, branch_id=branch)
    heads = [published.user(f"of {one}", role="branch_head", staff_id=one) for one in ("B1", "B3-head")]
    known: dict[str, Any] = {"ids": everybody(), "since": DAY}
    with compared(on=False):
        for head in (*heads, *reversed(heads)):
            rows = read(head, generation, **known)
            assert rows == plainly(read, head, generation, **known)
            assert rows, "everybody of the own branch"


WRONG: dict[str, Callable[[dict[str, Any]], Q]] = {
    "the Monday of a day": lambda of: Q(opened_on__gte=of["day"] - dt.timedelta(days=of["day"].weekday())),
    "the first of a month": lambda of: Q(opened_on__gte=of["day"].replace(day=1)),
    "a text in capitals": lambda of: Q(name=of["actor"].staff_id.upper()),
    "a part of a list": lambda of: Q(customer_id=of["ids"][0]),
    "a list place by place": lambda of: Q(customer_id__in=of["ids"]),
    "two lists joined": lambda of: Q(customer_id__among=[*of["ids"], "C1"]),
    "how many there are": lambda of: Q(product_count=len(of["ids"])),
    "another's number": lambda of: Q(product_count=of["actor"].pk + 1),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_works_something_out_of_a_value_is_refused_and_stays_right(bank: town.Town, what: str) -> None:
    def build(
        actor: User, _generation: Generation, *, day: dt.date, ids: list[str]
    ) -> "QuerySet[PublishedCustomer]":
        rule = WRONG[what]({"actor": actor, "day": day, "ids": ids})
        return PublishedCustomer.objects.unscoped().filter(rule).order_by("customer_id")

    user, generation = bank.users["rm"], bank.generation
    with compared(on=True), pytest.raises(NotThatSqlError):
        reads.scoped(build)(user, generation, day=DAY, ids=everybody()[:3])
    read = reads.scoped(build)
    with compared(on=False):
        for number in range(1, 9):
            values: dict[str, Any] = {"day": DAY + dt.timedelta(days=9 * number), "ids": everybody()[:number]}
            assert read(user, generation, **values) == list(build(user, generation, **values))


def test_rows_are_the_queryset_s_own_with_relations_and_annotations(bank: town.Town) -> None:
    user, generation = bank.users["rm"], bank.generation
    task = Task.objects.create(
        customer_id="B1-rm1-c1",
        staff_id="B1-rm1",
        user=user,
        kind="task",
        text="call",
        due_on=DAY,
        made_at=NOON,
    )

    @reads.scoped
    def tasks(actor: User, generation: Generation, *, until: dt.date) -> "QuerySet[Task]":
        mine = visibility.visible(Task, actor, generation).filter(due_on__lte=until)
        return mine.select_related("user").only("text", "due_on", "user__name").order_by("id")[:5]

    for _ in range(2):
        (row,) = tasks(user, generation, until=DAY)
        assert (row.pk, row.text, row.user.name) == (task.pk, "call", user.name)
        assert row.get_deferred_fields() > {"done_at"}
        with connection.execute_wrapper(_refuse):
            assert row.user.name == user.name
    assert tasks(user, generation, until=DAY - dt.timedelta(days=1)) == []


def _refuse(*_: object) -> None:
    raise AssertionError("another query")


def test_more_shapes_than_are_kept_answer_as_well(bank: town.Town) -> None:
    user, generation = bank.users["rm"], bank.generation

    @reads.scoped
    def first(actor: User, generation: Generation, *, most: int) -> "QuerySet[PublishedCustomer, str]":
        mine = visibility.visible(PublishedCustomer, actor, generation).order_by("customer_id")
        return mine.values_list("customer_id", flat=True)[:most]

    with compared(on=False):
        for most in (*range(1, 140), 1, 139):
            assert first(user, generation, most=most) == ["B1-rm1-c1", "B1-rm1-c2"][:most]


def test_whoever_sees_nobody_is_asked_nothing(bank: town.Town) -> None:
    read = customers()
    for role in ("admin", "security_admin", "teller"):
        scopes.enter(bank.users[role], bank.generation)
        assert read(bank.users[role], bank.generation, ids=everybody(), since=DAY) == []


@pytest.mark.django_db(transaction=True)
def test_threads_share_the_sql_and_not_the_connection(database: str) -> None:
    with town.committed(database) as bank:
        read, generation = customers(), bank.generation
        people = [bank.users[role] for role in ("rm", "wealth", "supervisor", "branch_head", "region_head")]

        def ask(number: int) -> bool:
            user = User.objects.get(pk=people[number % len(people)].pk)
            try:
                with transaction.atomic():
                    scopes.remember(user, scopes.enter(user, generation, step_down=True))
                    known: dict[str, Any] = {"ids": everybody(), "since": DAY}
                    return read(user, generation, **known) == plainly(read, user, generation, **known)
            finally:
                connections.close_all()

        with compared(on=False), ThreadPoolExecutor(6) as pool:
            assert all(pool.map(ask, range(60)))


def test_a_read_is_planned_once_a_connection_and_never_behind_a_pooler(
    bank: town.Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, generation, rm = customers(), bank.generation, bank.users["rm"]

    def planned(since: dt.date) -> int:
        scopes.enter(rm, generation)
        assert read(rm, generation, ids=everybody(), since=since)
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_prepared_statements")
            return int(cursor.fetchone()[0])

    monkeypatch.setattr(settings, "TILTH_POOLER", True)
    before = planned(DAY)
    monkeypatch.setattr(settings, "TILTH_POOLER", False)
    assert planned(DAY) == before + 1
    assert planned(DAY - dt.timedelta(days=400)) == before + 1


def test_a_part_of_a_text_is_looked_for_as_it_stands(bank: town.Town) -> None:
    @reads.scoped
    def parts(actor: User, generation: Generation, /, *, text: str) -> "QuerySet[PublishedCustomer, str]":
        seen = visibility.visible(PublishedCustomer, actor, generation)
        wanted = Q(customer_id__icontains=text) | Q(name__gte=text, name__lt=text + "\U0010ffff")
        return seen.filter(wanted).order_by("customer_id").values_list("customer_id", flat=True)

    rm, generation = bank.users["rm"], bank.generation
    scopes.enter(rm, generation)
    found = {
        text: parts(rm, generation, text=text) for text in ("b1", "RM1-C", "_", "%", "\\", "1%", "-", "'")
    }
    assert found == {text: plainly(parts, rm, generation, text=text) for text in found}
    assert found["b1"]
    assert found["_"] == found["%"] == []
