"""Summaries of days in raw SQL: the writer's own, those sent to whoever leads, and nobody else's."""

import datetime as dt

import pytest
from django.db import ProgrammingError, transaction

from integration.doors import town
from integration.doors.test_row_level_security import changes_nothing, enter, rows
from support.standing import Begin
from tilth.access import scopes
from tilth.data import models

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
DAY = dt.date(2026, 4, 1)
NOON = dt.datetime(2026, 4, 1, 4, tzinfo=dt.UTC)
SEEN = {
    "rm": {"rm sent", "rm draft"},
    "wealth": {"wealth sent", "wealth draft"},
    "supervisor": {"rm sent", "wealth sent"},
    "branch_head": {"rm sent", "wealth sent"},
    "region_head": {"rm sent", "wealth sent", "elsewhere"},
}


def _made() -> town.Town:
    made = town.build()
    for role, staff_id in (("rm", "B1-rm1"), ("wealth", "B1-rm2")):
        _write(made, role, staff_id, "sent", DAY, sent_at=NOON)
        _write(made, role, staff_id, "draft", DAY - dt.timedelta(days=1), sent_at=None)
    models.DaySummary.objects.create(
        staff_id="B2-rm1",
        day=DAY,
        body="elsewhere",
        written_by=made.users["compliance"],
        created_at=NOON,
        changed_at=NOON,
        sent_at=NOON,
    )
    return made


@pytest.fixture
def bank(standing: Begin[town.Town]) -> town.Town:
    return standing(_made)


def _write(made: town.Town, role: str, staff_id: str, what: str, day: dt.date, *, sent_at) -> None:
    models.DaySummary.objects.create(
        staff_id=staff_id,
        day=day,
        body=f"{role} {what}",
        written_by=made.users[role],
        created_at=NOON,
        changed_at=NOON,
        sent_at=sent_at,
    )


@pytest.mark.requirement("GOV-01")
@pytest.mark.parametrize("role", [role for role in town.ROLES if role != "compliance"])
def test_who_reads_which(bank: town.Town, role: str) -> None:
    enter(bank, role)
    found = {body for (body,) in rows("SELECT body FROM tilth_day_summary")}
    assert found == SEEN.get(role, set())


REFUSED = (
    # (who, statement): somebody else's row, in somebody else's name, a day moved, a row thrown away
    ("branch_head", "UPDATE tilth_day_summary SET body = 'x'"),
    ("rm", "UPDATE tilth_day_summary SET body = 'x' WHERE staff_id = 'B1-rm2'"),
    ("rm", "UPDATE tilth_day_summary SET day = day - 9"),
    ("rm", "DELETE FROM tilth_day_summary"),
)


@pytest.mark.parametrize(("role", "statement"), REFUSED)
def test_nobody_writes_what_is_not_theirs(bank: town.Town, role: str, statement: str) -> None:
    enter(bank, role)
    changes_nothing(statement)
    kept = set(models.DaySummary.objects.values_list("body", "day"))
    assert {body for body, _day in kept} == {
        "rm sent",
        "rm draft",
        "wealth sent",
        "wealth draft",
        "elsewhere",
    }
    assert {day for _body, day in kept} == {DAY, DAY - dt.timedelta(days=1)}


@pytest.mark.parametrize(("role", "staff_id"), [("rm", "B1-rm2"), ("branch_head", "B1-head")])
def test_nobody_adds_one_in_another_name_nor_a_leader_any(bank: town.Town, role: str, staff_id: str) -> None:
    enter(bank, role)
    with pytest.raises(ProgrammingError), transaction.atomic():
        models.DaySummary.objects.create(
            staff_id=staff_id,
            day=DAY + dt.timedelta(days=1),
            body="x",
            written_by=bank.users[role],
            created_at=NOON,
            changed_at=NOON,
        )
    scopes.regain_privileges()
