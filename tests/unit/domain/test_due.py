"""What is due: by day and kind, page by page, with its customers; every count is the rows behind it."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest

from integration.doors.town import Town
from support.tasks import NOW, TODAY, task
from tilth.access import scopes
from tilth.data import models
from tilth.domain.due import counting, kinds, queries
from tilth.domain.due.model import Asked
from tilth.domain.transfers import choosing
from tilth.policy import due

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

Enter = Callable[[str], models.User]
EVERYBODY = ("rm", "wealth", "supervisor", "branch_head", "region_head")


def memo(bank: Town, customer_id: str, days: int, **given) -> models.Memo:
    values = {
        "staff_id": customer_id[:6],
        "asked_on": TODAY - dt.timedelta(days=9),
        "due_on": TODAY + dt.timedelta(days=days),
        "demand": "a box",
        "made_at": NOW,
        "made_by": bank.users["rm"],
    }
    return models.Memo.objects.create(customer_id=customer_id, **values | given)


def gift(bank: Town, customer_id: str) -> models.Gift:
    return models.Gift.objects.create(
        customer_id=customer_id,
        staff_id=customer_id[:6],
        kind="meal",
        value=Decimal(600),
        given_on=TODAY,
        state="asked",
        made_at=NOW,
        made_by=bank.users["rm"],
    )


@pytest.fixture
def busy(bank: Town) -> Town:
    """Return the town with something of each kind before, on and after the day."""
    task(bank, "B1-rm1-c1", -3, text="send it")
    task(bank, "B1-rm1-c1", 1, due_at=dt.time(15))
    task(bank, "B1-rm1-c2", 1)
    memo(bank, "B1-rm1-c1", -1)
    memo(bank, "B1-rm1-c2", 0)
    memo(bank, "B1-rm1-c2", 1, answered_at=NOW, answer="done")
    memo(bank, "B1-rm1-c2", 9)
    gift(bank, "B1-rm1-c1")
    gift(bank, "B2-rm1-c1")
    task(bank, "B1-rm2-c1", -2)
    task(bank, "B2-rm1-c1", -2)
    task(bank, "B3-rm1-c1", -2)
    for days in (-1, 2):
        models.DoNotDisturb.objects.create(
            customer_id="B1-rm1-c2",
            starts_on=dt.date(2026, 1, 1),
            ends_on=TODAY + dt.timedelta(days=days),
            created_by=bank.users["rm"],
        )
    return bank


def told(found: queries.Found) -> list[str]:
    return [f"{one.place.subject} {one.customer_id} {(one.due_on - TODAY).days}" for one in found.items]


MINE = [
    "task B1-rm1-c1 -3",
    "memo B1-rm1-c1 -1",
    "memo B1-rm1-c2 0",
    "task B1-rm1-c1 1",
    "task B1-rm1-c2 1",
    "do_not_disturb B1-rm1-c2 2",
    "memo B1-rm1-c2 9",
]


def asked(role: str, **given) -> Asked:
    return Asked(**{"subjects": kinds.worked_on(role)} | given)


def test_the_queue_of_a_manager_tells_what_of_whom(busy: Town, enter: Enter) -> None:
    actor = enter("rm")
    found = queries.find(actor, busy.generation, asked=asked("rm", staff=("B1-rm1",)), today=TODAY)
    assert told(found) == MINE
    assert found.following is None
    assert [one.note for one in found.items[:2]] == ["send it", "a box"]
    assert found.items[0].name.endswith("B1-rm1-c1")


def test_a_leader_reads_masked_names_and_no_words(busy: Town, enter: Enter) -> None:
    actor = enter("branch_head")
    found = queries.find(actor, busy.generation, asked=asked("branch_head"), today=TODAY)
    assert told(found) == [MINE[0], "task B1-rm2-c1 -2", *MINE[1:]]
    assert {one.note for one in found.items} == {""}
    assert not any(one.name.endswith("c1") for one in found.items)


@pytest.mark.parametrize("role", EVERYBODY)
def test_pages_one_after_another_are_the_whole_queue_and_counts_its_rows(
    busy: Town, enter: Enter, role: str
) -> None:
    actor, every = enter(role), kinds.listed(role)
    mine = (actor.staff_id,) if role in ("rm", "wealth") else ()
    wide = Asked(staff=mine, subjects=every)
    whole = queries.find(actor, busy.generation, asked=wide, today=TODAY)
    pages, after = [], None
    while True:
        page = queries.find(actor, busy.generation, asked=wide, today=TODAY, after=after, most=2)
        pages += page.items
        after = page.following
        if after is None:
            break
    assert tuple(pages) == whole.items
    counts = counting.count(actor, busy.generation, asked=wide, every=every, today=TODAY)
    days = [due.when(one.due_on, TODAY) for one in whole.items]
    assert counts.whens == {when: days.count(when) for when in due.WHENS}
    names = [one.place.subject for one in whole.items]
    assert counts.subjects == {name: names.count(name) for name in every}
    for when in due.WHENS:
        part = queries.find(
            actor, busy.generation, asked=Asked(staff=mine, subjects=every, when=when), today=TODAY
        )
        assert len(part.items) == counts.whens[when]
    assert (
        counting.number(actor, busy.generation, asked=wide, today=TODAY) == counts.total == len(whole.items)
    )


@pytest.mark.parametrize(("role", "number"), [("branch_head", 1), ("supervisor", 1), ("region_head", 2)])
def test_what_waits_for_a_decision_is_the_leaders_and_not_the_managers_work(
    busy: Town, enter: Enter, role: str, number: int
) -> None:
    waits = Asked(subjects=kinds.decided_by(role))
    assert waits.subjects == ("gift", "offer", "level", "certificate")
    actor = enter(role)
    found = queries.find(actor, busy.generation, asked=waits, today=TODAY)
    assert len(found.items) == number == counting.number(actor, busy.generation, asked=waits, today=TODAY)
    assert kinds.decided_by("rm") == ()
    assert not {"gift", "offer", "level", "certificate"} & set(kinds.worked_on(role))
    assert queries.find(actor, busy.generation, asked=Asked(), today=TODAY).items == ()


def test_what_is_late_by_person_is_what_the_page_shows(busy: Town, enter: Enter) -> None:
    actor, people = enter("region_head"), ("B1-rm1", "B1-rm2", "B2-rm1", "B3-rm1")
    late = counting.late_by_person(
        actor, busy.generation, asked=asked("region_head", staff=people), today=TODAY
    )
    assert late == {"B1-rm1": 2, "B1-rm2": 1, "B2-rm1": 1}
    for person in people:
        part = queries.find(
            actor, busy.generation, asked=asked("region_head", staff=(person,), when="late"), today=TODAY
        )
        assert len(part.items) == late.get(person, 0)


def test_a_hand_over_takes_along_what_was_counted_and_says_so_for_a_week(busy: Town, enter: Enter) -> None:
    head = enter("branch_head")
    rows = choosing.rows(head, busy.generation, choosing.Choice(owner="B1-rm1"))
    before = counting.following(head, busy.generation, customers=rows, today=TODAY)
    assert before == {"gift": 1, "memo": 3, "task": 3}
    scopes.regain_privileges()
    for customer in ("B1-rm1-c1", "B1-rm1-c2"):
        models.Transfer.objects.create(
            customer_id=customer,
            from_staff_id="B1-rm1",
            from_branch_id="B1",
            to_staff_id="B1-rm2",
            cause="move",
            moved_by=busy.users["branch_head"],
        )
    moved_on = models.Transfer.objects.unscoped().latest("moved_at").moved_at.date()
    actor = enter("wealth")
    every = Asked(staff=("B1-rm2",), subjects=kinds.listed("wealth"))
    found = queries.find(actor, busy.generation, asked=every, today=moved_on).items
    came = [one for one in found if one.handed]
    assert sum(one.place.subject in before for one in came) == sum(before.values())
    assert all(one.handed is (one.customer_id != "B1-rm2-c1") for one in found)
    later = queries.find(actor, busy.generation, asked=every, today=moved_on + dt.timedelta(days=9)).items
    assert not any(one.handed for one in later)
