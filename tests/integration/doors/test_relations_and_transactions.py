"""Raw SQL as the pages' login: a relation needs both people in sight, a transaction its customer."""

import datetime as dt

import pytest
from django.db import ProgrammingError, connection, transaction

from integration.doors import town
from support import published
from support.standing import Begin
from tilth.access import scopes
from tilth.access.visibility import visible
from tilth.data import models

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
OWN, MATE, COLLEAGUE, STRANGER = "B1-rm1-c1", "B1-rm1-c2", "B1-rm2-c1", "B2-rm1-c1"
TIES = ((OWN, MATE), (OWN, COLLEAGUE), (COLLEAGUE, OWN), (OWN, STRANGER), (STRANGER, OWN))
SEEN = {
    "rm": {(OWN, MATE)},
    "branch_head": {(OWN, MATE), (OWN, COLLEAGUE), (COLLEAGUE, OWN)},
    "compliance": set(TIES),
    "teller": set(),
}


def _made() -> town.Town:
    made = town.build()
    for from_id, to_id in TIES:
        published.relation(made.generation, from_id, to_id, "sibling")
    rows = [{"customer_id": customer, "memo": customer} for customer in (OWN, COLLEAGUE, STRANGER)]
    published.transactions(made.generation, published.DAY, *rows)
    return made


@pytest.fixture
def bank(standing: Begin[town.Town]) -> town.Town:
    return standing(_made)


def asked(statement: str) -> set[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return set(cursor.fetchall())


def enter(bank: town.Town, role: str) -> None:
    scopes.regain_privileges()
    scopes.enter(bank.users[role], bank.generation, step_down=True)


@pytest.mark.parametrize("role", list(SEEN))
def test_a_relation_is_seen_by_whoever_sees_both_people(bank: town.Town, role: str) -> None:
    enter(bank, role)
    assert asked("SELECT from_id, to_id FROM published_relation") == SEEN[role]
    rows = visible(models.PublishedRelation, bank.users[role], bank.generation)
    assert set(rows.values_list("from_id", "to_id")) == SEEN[role]


@pytest.mark.parametrize(
    ("role", "wanted"),
    [
        ("rm", {OWN}),
        ("branch_head", {OWN, COLLEAGUE}),
        ("compliance", {OWN, COLLEAGUE, STRANGER}),
        ("teller", set()),
    ],
)
def test_a_transaction_follows_its_customer(bank: town.Town, role: str, wanted: set[str]) -> None:
    enter(bank, role)
    assert {row[0] for row in asked("SELECT customer_id FROM published_transaction")} == wanted
    rows = visible(models.PublishedTransaction, bank.users[role], bank.generation)
    assert set(rows.values_list("customer_id", flat=True)) == wanted


def test_restricting_one_end_takes_the_relation_and_the_transactions_away(bank: town.Town) -> None:
    models.Suppression.objects.create(
        customer_id=MATE,
        kind="restricted",
        starts_on=dt.date(2026, 1, 1),
        recorded_by=bank.users["compliance"],
    )
    enter(bank, "rm")
    assert asked("SELECT from_id, to_id FROM published_relation") == set()


@pytest.mark.parametrize("table", ["published_relation", "published_transaction"])
def test_the_pages_login_changes_neither(bank: town.Town, table: str) -> None:
    enter(bank, "rm")
    with pytest.raises(ProgrammingError), transaction.atomic():
        asked(f"DELETE FROM {table} RETURNING 1")
