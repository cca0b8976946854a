"""Row-level security leaves the pages' queries their indexes, and costs no query of its own."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection

from integration.doors import town
from tilth.access import scopes
from tilth.access.visibility import visible
from tilth.data import models

if TYPE_CHECKING:
    from django.db.models import QuerySet

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

MANY = 4_000
_COPY = """
    INSERT INTO {table} ({names})
    SELECT {values} FROM {table} t, generate_series(1, {many}) n WHERE t.{key} = '{like}'
"""


@pytest.fixture
def bank(db) -> town.Town:
    """Return the town with four thousand customers more of other managers, three holdings each."""
    made = town.build()
    _copy(models.PublishedCustomer, "B3-rm1-c1", {"customer_id": "'X' || n", "rm_id": "'M' || n % 200"})
    own = {"customer_id": "'X' || n", "owner_id": "'M' || n % 200"}
    for part in "abc":
        _copy(models.PublishedHolding, "B3-rm1-c1-h", own | {"holding_id": f"'X{part}' || n"})
    _copy(models.PublishedEvent, "B3-rm1-c1", own | {"event_id": "'X' || n"}, key="customer_id")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return made


def _copy(model: Any, like: str, changed: dict[str, str], key: str = "") -> None:
    names = [field.column for field in model._meta.concrete_fields]
    values = [changed.get(name, f't."{name}"') for name in names]
    statement = _COPY.format(
        table=model._meta.db_table,
        names=", ".join(f'"{name}"' for name in names),
        values=", ".join(values),
        many=MANY,
        key=key or names[1],
        like=like,
    )
    with connection.cursor() as cursor:
        cursor.execute(statement)


Made = Callable[[Any, Any], "QuerySet[Any]"]
QUERIES: dict[str, Made] = {
    "first page by assets": lambda actor, night: visible(models.PublishedCustomer, actor, night).order_by(
        "-aum", "customer_id"
    )[:51],
    "one customer": lambda actor, night: visible(models.PublishedCustomer, actor, night).filter(
        customer_id="B1-rm1-c1"
    ),
    "holdings of one": lambda actor, night: visible(models.PublishedHolding, actor, night).filter(
        customer_id="B1-rm1-c1"
    ),
    "events of two": lambda actor, night: visible(models.PublishedEvent, actor, night).filter(
        customer_id__in=["B1-rm1-c1", "B1-rm1-c2"]
    ),
    "contacts of one": lambda actor, night: visible(models.Contact, actor, night).filter(
        customer_id="B1-rm1-c1"
    ),
}


def test_no_query_reads_a_whole_table(bank: town.Town) -> None:
    for role in ("rm", "branch_head", "region_head", "compliance"):
        actor = bank.users[role]
        scopes.regain_privileges()
        scopes.remember(actor, scopes.enter(actor, bank.generation, step_down=True))
        for query, made in QUERIES.items():
            plan = made(actor, bank.generation).explain()
            whole = [line for line in plan.splitlines() if "Seq Scan on published_" in line]
            assert "Index" in plan, (role, query, plan)
            assert whole == [], (role, query, plan)


def test_entering_is_one_query_and_what_follows_needs_none(
    bank: town.Town, django_assert_num_queries
) -> None:
    actor = bank.users["rm"]
    with django_assert_num_queries(1):
        scopes.remember(actor, scopes.enter(actor, bank.generation, step_down=True))
    with django_assert_num_queries(3):
        for model in (models.PublishedCustomer, models.PublishedHolding, models.Contact):
            list(visible(model, actor, bank.generation))
