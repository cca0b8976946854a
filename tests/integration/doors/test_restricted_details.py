"""What was confided to one person: for whom it is there, and that for everybody else it is not (TRAP-15)."""

import pytest
from django.db import connection

from integration.doors import confided, town
from integration.doors.confided import CUSTOMER, OTHERS, READERS, who
from support.standing import Begin
from tilth.access import scopes
from tilth.access.visibility import visible
from tilth.data import models
from tilth.domain.records import consent

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
COUNTED = "SELECT item, count(*) FROM tilth_detail WHERE voided_at IS NULL GROUP BY item ORDER BY item"
Rows = list[tuple[object, ...]]


def asked(statement: str) -> Rows:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


def told() -> town.Town:
    bank = confided.build()
    confided.confide(bank)
    return bank


@pytest.fixture
def bank(standing: Begin[town.Town]) -> town.Town:
    return standing(told)


@pytest.mark.requirement("TRAP-15")
@pytest.mark.requirement("TRAP-20")
@pytest.mark.parametrize("role", [*READERS, *OTHERS])
def test_what_was_confided_is_there_for_writer_leaders_and_compliance_alone(
    bank: town.Town, role: str
) -> None:
    wanted = ["private_life", "talks"] if role in READERS else ["talks"]
    rows = visible(models.Detail, bank.users[role], bank.generation).filter(customer_id=CUSTOMER)
    assert sorted(rows.values_list("item", flat=True)) == wanted
    scopes.enter(bank.users[role], bank.generation, step_down=True)
    assert asked(COUNTED) == [(item, 1) for item in wanted], "counts are the database's own answer"
    assert asked("SELECT DISTINCT said ->> 'kind' FROM tilth_diary WHERE subject = 'detail'") == [("style",)]


@pytest.mark.parametrize("role", ["rm", "planner", "supervisor"])
def test_nobody_but_its_writer_changes_it(bank: town.Town, role: str) -> None:
    scopes.enter(bank.users[role], bank.generation, step_down=True)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE tilth_detail SET outdated_on = '2026-03-31' WHERE item = 'private_life'")
        assert cursor.rowcount == 0


def test_it_goes_with_its_consent_though_who_takes_that_back_never_saw_it(bank: town.Town) -> None:
    consent.withdraw(who(bank, "rm"), CUSTOMER, purpose="sensitive")
    scopes.enter(bank.users["compliance"], bank.generation, step_down=True)
    assert asked(COUNTED) == [("talks", 1)]
