"""Ticked key actions, plans of weeks and the library in raw SQL: who reads, writes and decides on what."""

import datetime as dt

import pytest
from django.db import ProgrammingError, transaction

from integration.doors import town
from integration.doors.test_row_level_security import SEEN, changes_nothing, enter, rows
from support import library
from support.standing import Begin
from tilth.access import scopes
from tilth.data import models
from tilth.policy.week_plan import ROWS

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
DAY = dt.date(2026, 4, 1)
NOON = dt.datetime(2026, 4, 1, 4, tzinfo=dt.UTC)
MONDAY, DAYS = dt.date(2026, 3, 30), dt.timedelta(days=1)
PLANS = {
    "rm": {"rm sent", "rm draft"},
    "wealth": {"wealth sent", "wealth draft"},
    **{role: {"rm sent", "wealth sent"} for role in ("supervisor", "branch_head", "region_head")},
}


def _made() -> town.Town:
    made = town.build()
    for role, staff_id in (("rm", "B1-rm1"), ("wealth", "B1-rm2"), ("compliance", "B2-rm1")):
        models.ActionTick.objects.create(
            staff_id=staff_id, action="day_ahead", since=DAY, written_by=made.users[role], ticked_at=NOON
        )
    for role, staff_id in (("rm", "B1-rm1"), ("wealth", "B1-rm2")):
        for week, sent_at in ((MONDAY, NOON), (MONDAY - 7 * DAYS, None)):
            models.WeekPlan.objects.create(
                **dict.fromkeys(ROWS, 1),
                staff_id=staff_id,
                week=week,
                body=f"{role} {'sent' if sent_at else 'draft'}",
                review="",
                written_by=made.users[role],
                created_at=NOON,
                changed_at=NOON,
                sent_at=sent_at,
            )
    for done in ("draft", "sent", "sent approved"):
        library.kept(made.users["marketing"], done, by=made.users["compliance"], at=NOON, owner=done)
    return made


@pytest.fixture
def bank(standing: Begin[town.Town]) -> town.Town:
    return standing(_made)


@pytest.mark.requirement("GOV-01")
@pytest.mark.parametrize("role", [role for role in town.ROLES if role != "compliance"])
def test_who_reads_whose(bank: town.Town, role: str) -> None:
    enter(bank, role)
    assert {one for (one,) in rows("SELECT staff_id FROM tilth_action_tick")} == SEEN.get(role, set())
    assert {one for (one,) in rows("SELECT body FROM tilth_week_plan")} == PLANS.get(role, set())
    entries = {one for (one,) in rows("SELECT owner FROM tilth_library_entry")}
    assert entries == {"sent approved"} | ({"draft", "sent"} if role == "marketing" else set())


REFUSED = (
    # (who, statement): somebody else's, a span moved, another action, a row thrown away
    ("branch_head", "UPDATE tilth_action_tick SET taken_back_at = now()"),
    ("rm", "UPDATE tilth_action_tick SET taken_back_at = now() WHERE staff_id = 'B1-rm2'"),
    ("rm", "UPDATE tilth_action_tick SET since = since - 9"),
    ("rm", "UPDATE tilth_action_tick SET action = 'day_dialled'"),
    ("rm", "DELETE FROM tilth_action_tick"),
    ("branch_head", "UPDATE tilth_week_plan SET dialled = 9"),
    ("rm", "UPDATE tilth_week_plan SET dialled = 9 WHERE staff_id = 'B1-rm2'"),
    ("rm", "UPDATE tilth_week_plan SET week = week + 70"),
    ("rm", "DELETE FROM tilth_week_plan"),
    ("rm", "UPDATE tilth_library_entry SET ended_at = now(), ended_by_id = tilth_actor()"),
    ("marketing", "UPDATE tilth_library_entry SET text_zh = 'x'"),
    ("compliance", "UPDATE tilth_library_entry SET text_zh = 'x'"),
    ("compliance", "UPDATE tilth_library_entry SET approved = true, decided_at = now(), decided_by_id = 1"),
    ("compliance", "DELETE FROM tilth_library_entry"),
)


@pytest.mark.parametrize(("role", "statement"), REFUSED)
def test_nobody_writes_what_is_not_theirs(bank: town.Town, role: str, statement: str) -> None:
    enter(bank, role)
    changes_nothing(statement)
    kept = set(models.ActionTick.objects.values_list("action", "since", "taken_back_at"))
    assert kept == {("day_ahead", DAY, None)}
    plans = set(models.WeekPlan.objects.values_list("dialled", "week"))
    assert plans == {(1, MONDAY), (1, MONDAY - 7 * DAYS)}
    entries = models.LibraryEntry.objects.values_list("owner", "text_zh", "approved", "ended_at")
    assert {(text, ended) for _owner, text, _approved, ended in entries} == {("您好，近来可好？", None)}
    assert {(owner, approved) for owner, _text, approved, _ended in entries} == {
        ("draft", None),
        ("sent", None),
        ("sent approved", True),
    }


def test_nobody_ticks_in_another_name(bank: town.Town) -> None:
    enter(bank, "rm")
    with pytest.raises(ProgrammingError), transaction.atomic():
        models.ActionTick.objects.create(
            staff_id="B1-rm2", action="x", since=DAY, written_by=bank.users["rm"], ticked_at=NOON
        )
    scopes.regain_privileges()
