"""Matters: what a customer or a supervisor asked for, due by a service level until told (OPS-02, OPS-03)."""

import datetime as dt

import pytest
from django.db import ProgrammingError, connection, transaction

from integration.doors import town
from subjects.conftest import NOON, As
from support import published
from tilth.access import scopes
from tilth.data.models import DiaryLine, Matter
from tilth.domain import guards
from tilth.domain.acting import Unclear
from tilth.domain.due import kinds
from tilth.domain.records.matter import finish, take_on
from tilth.policy import playbook
from tilth.policy.subjects.matter import MatterRules

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
MINE = "B1-rm1-c1"
SOON = published.DAY + dt.timedelta(days=2)


@pytest.mark.requirement("OPS-03")
def test_what_a_customer_asked_for_is_due_by_its_service_level_and_done_once_told(as_: As) -> None:
    made = take_on(as_("rm"), MINE, asked_by="customer", wanted="an old statement")
    assert (made.staff_id, made.state, made.due_on) == ("B1-rm1", "open", dt.date(2026, 4, 2))
    with pytest.raises(Unclear, match="waits for the result"):
        finish(as_("rm"), MINE, made.pk, result="it is sent", told=False)
    done = finish(as_("rm"), MINE, made.pk, result="it is sent", told=True)
    assert (done.state, done.done_at) == ("told", NOON)
    with pytest.raises(Unclear, match="done already"):
        finish(as_("rm"), MINE, made.pk, result="again", told=True)


@pytest.mark.requirement("OPS-02")
def test_what_a_supervisor_assigns_stands_in_the_manager_s_queue_with_who_wrote_it(as_: As) -> None:
    made = take_on(as_("supervisor"), MINE, asked_by="supervisor", wanted="check the number", due_on=SOON)
    assert (made.staff_id, made.made_by.staff_id) == ("B1-rm1", "B1-supervisor")
    line = DiaryLine.objects.unscoped().get(subject="matter")
    assert (line.staff_id, line.due_on) == ("B1-rm1", SOON)
    assert "matter" in kinds.worked_on("rm")
    with pytest.raises(guards.NotAllowedError):
        finish(as_("supervisor"), MINE, made.pk, result="done", told=False)
    assert finish(as_("rm"), MINE, made.pk, result="it is right", told=False).state == "done"


def test_a_manager_notes_what_the_supervisor_said(as_: As) -> None:
    made = take_on(as_("rm"), MINE, asked_by="supervisor", wanted="check the number", due_on=SOON)
    assert (made.staff_id, made.asked_by) == ("B1-rm1", "supervisor")


@pytest.mark.parametrize(
    ("who", "staff_id", "asked_by", "author", "held"),
    [
        ("supervisor", "B1-rm1", "supervisor", "supervisor", False),
        ("supervisor", "B1-rm2", "supervisor", "supervisor", True),
        ("supervisor", "B1-supervisor", "supervisor", "supervisor", True),
        ("supervisor", "B1-rm1", "customer", "supervisor", True),
        ("supervisor", "B1-rm1", "supervisor", "rm", True),
        ("rm", "B1-rm1", "customer", "rm", False),
        ("rm", "B1-rm2", "supervisor", "rm", True),
        ("compliance", "B1-rm1", "supervisor", "compliance", True),
    ],
)
def test_the_database_tells_author_and_queue_apart(
    bank: town.Town, who: str, staff_id: str, asked_by: str, author: str, *, held: bool
) -> None:
    row = Matter(customer_id=MINE, staff_id=staff_id, made_by=bank.users[author], made_at=NOON)
    row.asked_by, row.asked_on, row.due_on, row.state = asked_by, published.DAY, SOON, "open"
    scopes.enter(bank.users[who], bank.generation)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE tilth_web")
        if held:
            with pytest.raises(ProgrammingError):
                row.save(force_insert=True)
        else:
            row.save(force_insert=True)


@pytest.mark.parametrize(
    ("who", "asked_by", "days", "said"),
    [
        ("rm", "customer", -1, "today or on a later day"),
        ("rm", "nobody", 1, "one of"),
        ("supervisor", "customer", 1, "noted by the manager"),
    ],
)
def test_what_cannot_be_meant_is_refused(as_: As, who: str, asked_by: str, days: int, said: str) -> None:
    day = published.DAY + dt.timedelta(days=days)
    with pytest.raises(Unclear, match=said):
        take_on(as_(who), MINE, asked_by=asked_by, wanted="a thing", due_on=day)
    assert not Matter.objects.unscoped().exists()


@pytest.mark.parametrize(
    ("asked_by", "day", "due"),
    [
        ("customer", dt.date(2026, 3, 31), dt.date(2026, 4, 2)),
        ("customer", dt.date(2026, 4, 3), dt.date(2026, 4, 8)),
        ("supervisor", dt.date(2026, 3, 31), dt.date(2026, 4, 8)),
    ],
    ids=["two working days", "over Qingming and a weekend", "five working days"],
)
def test_a_service_level_counts_working_days(asked_by: str, day: dt.date, due: dt.date) -> None:
    assert playbook.default().of(MatterRules).due(asked_by, day) == due
