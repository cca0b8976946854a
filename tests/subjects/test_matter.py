"""Matters: what a customer or a supervisor asked for, due by a service level until told (OPS-02, OPS-03)."""

import datetime as dt

import pytest

from subjects.conftest import NOON, As
from support import published
from tilth.data.models import Matter
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


@pytest.mark.requirement("OPS-02", part="that the supervisor writes it down")
def test_what_a_supervisor_asked_for_stands_in_the_queue_with_who_asked(as_: As) -> None:
    made = take_on(as_("rm"), MINE, asked_by="supervisor", wanted="check the number", due_on=SOON)
    assert (made.staff_id, made.asked_by) == ("B1-rm1", "supervisor")
    assert "matter" in kinds.worked_on("rm")
    done = finish(as_("rm"), MINE, made.pk, result="it is right", told=False)
    assert done.state == "done"


@pytest.mark.parametrize(
    ("who", "asked_by", "days", "said"),
    [
        ("rm", "customer", -1, "today or on a later day"),
        ("rm", "nobody", 1, "one of"),
    ],
)
def test_what_cannot_be_meant_is_refused(as_: As, who: str, asked_by: str, days: int, said: str) -> None:
    day = published.DAY + dt.timedelta(days=days)
    with pytest.raises(Unclear, match=said):
        take_on(as_(who), MINE, asked_by=asked_by, wanted="a thing", due_on=day)
    assert not Matter.objects.unscoped().exists()


def test_a_leader_looks_and_writes_none(as_: As) -> None:
    with pytest.raises(guards.NotAllowedError):
        take_on(as_("supervisor"), MINE, asked_by="supervisor", wanted="check the number")


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
