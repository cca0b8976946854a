"""What was confided to one person: for whom it is there, and that for everybody else it is not (TRAP-15)."""

import datetime as dt

import pytest
from django.db import connection

from integration.doors import town
from support.standing import Begin
from tilth.access import scopes
from tilth.access.visibility import visible
from tilth.data import models
from tilth.domain.acting import Who
from tilth.domain.days import ZONE
from tilth.domain.records import consent
from tilth.domain.records.detail import tell

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
CUSTOMER = "B1-rm2-c1"
DAY = dt.date(2026, 3, 31)
NOON = dt.datetime.combine(DAY, dt.time(12), ZONE)
READERS = {"wealth", "supervisor", "branch_head", "region_head", "compliance"}
IN_SIGHT = (*sorted(READERS), "rm", "planner")
COUNTED = "SELECT item, count(*) FROM tilth_detail WHERE voided_at IS NULL GROUP BY item ORDER BY item"
Rows = list[tuple[object, ...]]


def who(bank: town.Town, role: str) -> Who:
    return Who(by=bank.users[role], at=NOON, generation=bank.generation, today=DAY)


def asked(statement: str) -> Rows:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


def confide() -> town.Town:
    """Let the manager write two details of a customer whom a colleague covers and a planner is invited to."""
    bank = town.build()
    head = bank.users["branch_head"]
    ends = dt.date(2099, 1, 1)
    models.Cover.objects.create(
        absent_staff_id="B1-rm2",
        substitute_staff_id="B1-rm1",
        reason="leave",
        starts_on=dt.date(2026, 1, 1),
        ends_on=ends,
        arranged_by=head,
    )
    models.Participant.objects.create(
        customer_id=CUSTOMER,
        staff_id="B1-planner",
        purpose="planner",
        reason="plan",
        invited_by=head,
        starts_on=dt.date(2026, 1, 1),
        ends_on=ends,
    )
    writer = who(bank, "wealth")
    agreed = {"purpose": "sensitive", "text_version": "1", "evidence": "form 7", "asked": False}
    consent.record(writer, CUSTOMER, decision="granted", **agreed)
    tell(writer, CUSTOMER, item="private_life", value="the son is ill")
    tell(writer, CUSTOMER, item="talks", value="brief")
    return bank


@pytest.fixture
def bank(standing: Begin[town.Town]) -> town.Town:
    return standing(confide)


@pytest.mark.requirement("TRAP-15")
@pytest.mark.requirement("TRAP-20")
@pytest.mark.parametrize("role", IN_SIGHT)
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
