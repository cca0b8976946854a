"""The due queue: whose it is, what is due, in which order, how many; and lines that somebody altered."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection

from integration.doors.town import Town
from support.tasks import NOW, TODAY, task
from tilth.access import scopes
from tilth.data import models
from tilth.domain.diary import keeping
from tilth.domain.due import queries
from tilth.domain.due.model import Asked, Item
from tilth.domain.staff import branches

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

Enter = Callable[[str], models.User]


def stop(bank: Town, customer_id: str, days: int | None) -> models.Suppression:
    return models.Suppression.objects.create(
        customer_id=customer_id,
        kind="complaint_open",
        starts_on=dt.date(2026, 1, 1),
        ends_on=None if days is None else TODAY + dt.timedelta(days=days),
        recorded_by=bank.users["rm"],
    )


@pytest.fixture
def busy(bank: Town) -> Town:
    """Return the town with something due for everybody, before, on and after the day."""
    task(bank, "B1-rm1-c1", -3)
    task(bank, "B1-rm1-c1", 1, due_at=dt.time(15), kind="appointment")
    task(bank, "B1-rm1-c2", 1, due_at=dt.time(9))
    task(bank, "B1-rm1-c2", 1)
    task(bank, "B1-rm1-c2", 0, done_at=NOW)
    task(bank, "B1-rm1-c2", 0, voided_at=NOW, voided_by=bank.users["rm"])
    task(bank, "B1-rm1-c2", 30)
    task(bank, "B1-rm2-c1", 2)
    task(bank, "B2-rm1-c1", 2)
    task(bank, "B3-rm1-c1", 0)
    stop(bank, "B1-rm1-c2", -1)
    stop(bank, "B1-rm1-c2", 3)
    stop(bank, "B1-rm1-c2", None)
    return bank


def told(found: tuple[Item, ...]) -> list[str]:
    return [
        f"{one.subject.name} {one.customer_id} {(one.due_on - TODAY).days} {one.due_at or ''}".strip()
        for one in found
    ]


OWN = [
    "task B1-rm1-c1 -3",
    "task B1-rm1-c2 1 09:00:00",
    "task B1-rm1-c1 1 15:00:00",
    "task B1-rm1-c2 1",
    "suppression B1-rm1-c2 3",
]
"""What the manager has to see to: promises also when late, what ends by itself only until its day."""
KINDS = tuple(line.subject for _, line in keeping.lines() if line.open)


def queue(
    bank: Town,
    actor: models.User,
    *staff: str,
    branch: tuple[int, int] | None = None,
    most: int = queries.PAGE,
) -> tuple[Item, ...]:
    """Return what is due within a week, of these people or of everybody in sight."""
    until = TODAY + dt.timedelta(days=7)
    asked = Asked(staff=staff, subjects=KINDS, branch=branch)
    found = queries.between(
        actor, bank.generation, asked=asked, today=TODAY, since=queries.FIRST, until=until, most=most
    )
    return found.items


def test_the_own_queue_is_what_is_due_and_not_done_nearest_first(busy: Town, enter: Enter) -> None:
    actor = enter("rm")
    assert told(queue(busy, actor, "B1-rm1")) == OWN
    assert told(queue(busy, actor, "B1-rm1", most=2)) == OWN[:2]
    assert queue(busy, actor, "B2-rm1") == ()


def test_whoever_stands_in_has_the_queue_of_the_absent_beside_the_own(busy: Town, enter: Enter) -> None:
    models.Cover.objects.create(
        absent_staff_id="B1-rm1",
        substitute_staff_id="B1-rm2",
        reason="leave",
        starts_on=dt.date(2026, 1, 1),
        ends_on=dt.date(2099, 1, 1),
        arranged_by=busy.users["branch_head"],
    )
    found = queue(busy, enter("wealth"), "B1-rm2", "B1-rm1")
    assert told(found) == [*OWN[:4], "task B1-rm2-c1 2", OWN[4]]
    assert {one.staff_id for one in found} == {"B1-rm1", "B1-rm2"}


@pytest.mark.parametrize(
    ("role", "others"),
    [
        ("branch_head", ["task B1-rm2-c1 2"]),
        ("region_head", ["task B1-rm2-c1 2", "task B2-rm1-c1 2"]),
        ("compliance", ["task B1-rm2-c1 2", "task B2-rm1-c1 2", "task B3-rm1-c1 0"]),
        ("planner", None),
    ],
)
def test_a_branch_a_region_and_the_bank_have_the_queues_of_all_in_sight(
    busy: Town, enter: Enter, role: str, others: list[str] | None
) -> None:
    actor = enter(role)
    found = queue(busy, actor)
    assert sorted(told(found)) == ([] if others is None else sorted([*OWN, *others]))
    assert [one.due_on for one in found] == sorted(one.due_on for one in found)
    assert queue(busy, actor, most=1) == found[:1]


def test_one_branch_of_several_holds_all_below_it_and_no_other(busy: Town, enter: Enter) -> None:
    actor = enter("region_head")
    of_branch = {
        branch: told(queue(busy, actor, branch=branches.interval(busy.generation, branch)))
        for branch in ("R1", "B2", "B3", "none")
    }
    assert sorted(of_branch["R1"]) == sorted([*OWN, "task B1-rm2-c1 2", "task B2-rm1-c1 2"])
    assert (of_branch["B2"], of_branch["B3"], of_branch["none"]) == (["task B2-rm1-c1 2"], [], [])


def test_what_nobody_is_named_for_is_the_managers_whoever_that_is(busy: Town, enter: Enter) -> None:
    models.Transfer.objects.create(
        customer_id="B1-rm1-c2",
        from_staff_id="B1-rm1",
        from_branch_id="B1",
        to_staff_id="B1-rm2",
        cause="move",
        moved_by=busy.users["branch_head"],
    )
    found = queue(busy, enter("wealth"), "B1-rm2")
    assert "suppression B1-rm1-c2 3" in told(found)
    assert told(queue(busy, enter("rm"), "B1-rm1")) == [
        OWN[0],
        OWN[2],
    ]


ALTERED = {
    "UPDATE tilth_diary SET owner_id = 'B2-rm1' WHERE subject = 'task' AND customer_id = 'B1-rm2-c1'": (
        "is changed in owner_id"
    ),
    "UPDATE tilth_diary SET open = false, due_on = NULL WHERE customer_id = 'B1-rm2-c1'": (
        "is changed in due_on, open"
    ),
    "DELETE FROM tilth_diary WHERE subject = 'task' AND customer_id = 'B1-rm2-c1'": "is missing",
    "UPDATE tilth_diary SET row_id = 'x' WHERE customer_id = 'B1-rm2-c1'": "is of no record",
    "UPDATE tilth_diary SET subject = 'x' WHERE subject = 'task' AND customer_id = 'B1-rm2-c1'": (
        "lines of x are of no kind of record"
    ),
    "UPDATE published_branch SET branch_last = branch_last + 1 WHERE branch_id = 'B1'": (
        "the numbers of branch B1 do not hold the branches below it"
    ),
}
"""What somebody does to the diary by hand → what is said about it."""


@pytest.mark.parametrize("statement", list(ALTERED))
def test_a_line_altered_by_hand_is_named_and_put_right(busy: Town, statement: str) -> None:
    scopes.regain_privileges()
    assert keeping.compare().wrong == 0
    with connection.cursor() as cursor:
        cursor.execute(statement)
    found = keeping.compare()
    assert any(ALTERED[statement] in sentence for sentence in found.sentences), found
    assert found.wrong in (1, 2)
    keeping.rebuild()
    assert keeping.compare().wrong == 0


def test_the_whole_diary_is_made_again_from_the_records(busy: Town) -> None:
    scopes.regain_privileges()
    before = sorted(models.DiaryLine.objects.unscoped().values_list())
    models.DiaryLine.objects.unscoped().all().delete()
    said: dict[str, int] = {}
    made = keeping.rebuild(lambda subject, counted: said.update({subject: counted.lines}))
    assert sorted(models.DiaryLine.objects.unscoped().values_list()) == before
    assert (made.lines, made.mended) == (len(before), len(before))
    assert (said["task"], said["suppression"], said["contact"]) == (9, 3, 0)
