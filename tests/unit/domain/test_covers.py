"""Substitutes of absent managers."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from integration.doors.town import Town
from support.acting import who
from tilth.data import models
from tilth.domain import guards
from tilth.domain.acting import Unclear
from tilth.domain.covers import queries
from tilth.domain.records import cover as operations

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
AT = dt.datetime(2026, 4, 1, 2, 0, tzinfo=dt.UTC)
TODAY = dt.date(2026, 4, 1)
Enter = Callable[[str], models.User]


def arrange(bank: Town, by: models.User, **changes: Any) -> models.Cover:
    given = {
        "absent_staff_id": "B1-rm1",
        "substitute_staff_id": "B1-rm2",
        "reason": "leave",
        "starts_on": TODAY,
        "ends_on": TODAY + dt.timedelta(days=10),
    } | changes
    return operations.arrange(who(by, bank.generation, AT), **given)


def shown(bank: Town, by: models.User) -> list[tuple[str, str, bool]]:
    items = queries.open_ones(by, bank.generation, today=TODAY)
    return [(item.absent_staff_id, item.substitute_name, item.running) for item in items]


@pytest.mark.parametrize("role", ["supervisor", "branch_head", "region_head"])
def test_a_cover_is_arranged_shown_and_ended(bank: Town, enter: Enter, role: str) -> None:
    by = enter(role)
    made = arrange(bank, by)
    assert shown(bank, by) == [("B1-rm1", "B1-rm2", True)]
    assert shown(bank, enter("wealth")) == [("B1-rm1", "B1-rm2", True)]
    operations.end(who(enter(role), bank.generation, AT), made.pk)
    assert shown(bank, by) == []
    with pytest.raises(Unclear):
        operations.end(who(by, bank.generation, AT), made.pk)


@pytest.mark.parametrize(
    ("changes", "error", "sentence"),
    [
        ({"ends_on": None}, Unclear, "A cover needs a last day"),
        ({"ends_on": TODAY - dt.timedelta(days=3)}, Unclear, "before it starts"),
        ({"ends_on": TODAY + dt.timedelta(days=400)}, Unclear, "at the latest"),
        ({"substitute_staff_id": "B1-rm1"}, Unclear, "stand in for themselves"),
        ({"reason": ""}, Unclear, "needs a reason"),
        ({"substitute_staff_id": "B1-planner"}, guards.StaffUnknownError, "is planner"),
        ({"substitute_staff_id": "B2-rm1"}, operations.OutOfReachError, "B2-rm1 does not work below you"),
        ({"absent_staff_id": "B2-rm1"}, operations.OutOfReachError, "B2-rm1 does not work below you"),
    ],
)
def test_what_is_unclear_is_refused_with_a_sentence(
    bank: Town, enter: Enter, changes: dict[str, Any], error: type[Exception], sentence: str
) -> None:
    with pytest.raises(error, match=sentence):
        arrange(bank, enter("branch_head"), **changes)
    assert not models.Cover.objects.exists()


def test_a_manager_who_left_can_be_covered_but_covers_nobody(bank: Town, enter: Enter) -> None:
    models.PublishedStaff.objects.filter(staff_id="B1-rm1").update(active=False)
    head = enter("branch_head")
    assert arrange(bank, head).absent_staff_id == "B1-rm1"
    with pytest.raises(guards.StaffUnknownError, match="any more"):
        arrange(bank, head, absent_staff_id="B1-rm2", substitute_staff_id="B1-rm1")


def test_an_expired_cover_shows_nothing(bank: Town, enter: Enter) -> None:
    for absent, ends_on in (("B1-rm1", dt.date(2099, 1, 1)), ("B2-rm1", dt.date(2026, 1, 2))):
        models.Cover.objects.create(
            absent_staff_id=absent,
            substitute_staff_id="B1-rm2",
            reason="leave",
            starts_on=dt.date(2026, 1, 1),
            ends_on=ends_on,
            arranged_by=bank.users["region_head"],
        )
    wealth = enter("wealth")
    assert guards.customer(wealth, bank.generation, "B1-rm1-c1").rm_id == "B1-rm1"
    with pytest.raises(guards.CustomerNotVisibleError):
        guards.customer(wealth, bank.generation, "B2-rm1-c1")


def test_a_cover_elsewhere_is_not_mine_to_end_nor_a_managers(bank: Town, enter: Enter) -> None:
    made = arrange(bank, enter("region_head"), absent_staff_id="B2-rm1")
    with pytest.raises(operations.OutOfReachError):
        operations.end(who(enter("branch_head"), bank.generation, AT), made.pk)
    with pytest.raises(guards.NotAllowedError):
        operations.end(who(enter("rm"), bank.generation, AT), made.pk)
