"""Letting somebody besides the owner take part in one customer."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from integration.doors.town import Town
from support.acting import who
from tilth.access import visibility
from tilth.data import models
from tilth.domain import guards
from tilth.domain.acting import Unclear
from tilth.domain.participants import queries
from tilth.domain.records import participant as operations

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
AT = dt.datetime(2026, 4, 1, 2, 0, tzinfo=dt.UTC)
TODAY = dt.date(2026, 4, 1)
CUSTOMER = "B1-rm1-c1"
Enter = Callable[[str], models.User]


def invite(bank: Town, by: models.User, **changes: Any) -> models.Participant:
    given = {
        "customer_id": CUSTOMER,
        "staff_id": "B1-planner",
        "purpose": "planner",
        "reason": "a plan for the house",
        "starts_on": TODAY,
        "ends_on": TODAY + dt.timedelta(days=30),
    } | changes
    return operations.invite(who(by, bank.generation, AT), given.pop("customer_id"), **given)


@pytest.mark.requirement("TEAM-01", part="a standing team; participants come for one matter and leave")
def test_an_invitation_is_stored_and_shown_while_it_runs(bank: Town, enter: Enter) -> None:
    head = enter("branch_head")
    made = invite(bank, head)
    (item,) = queries.of_customer(head, bank.generation, customer_id=CUSTOMER, today=TODAY)
    assert (item.id, item.staff_id, item.name, item.running) == (made.pk, "B1-planner", "B1-planner", True)
    operations.end(who(head, bank.generation, AT), CUSTOMER, made.pk)
    (item,) = queries.of_customer(head, bank.generation, customer_id=CUSTOMER, today=TODAY)
    assert (item.running, item.ended_at) == (False, AT)
    with pytest.raises(Unclear, match="before"):
        operations.end(who(head, bank.generation, AT), CUSTOMER, made.pk)


@pytest.mark.parametrize(
    ("changes", "error", "sentence"),
    [
        ({"ends_on": None}, Unclear, "needs a last day"),
        ({"ends_on": TODAY - dt.timedelta(days=1)}, Unclear, "before it starts"),
        (
            {"starts_on": dt.date(2026, 1, 1), "ends_on": TODAY - dt.timedelta(days=1)},
            Unclear,
            "has passed",
        ),
        ({"ends_on": TODAY + dt.timedelta(days=367)}, Unclear, "until 2027-04-02"),
        ({"staff_id": "nobody"}, guards.StaffUnknownError, "no member of staff nobody"),
        ({"staff_id": "B1-teller"}, guards.StaffUnknownError, "is teller"),
        ({"staff_id": "B1-rm1"}, Unclear, "owns this customer"),
        ({"purpose": "curiosity"}, Unclear, "none of the choices"),
        ({"reason": " "}, Unclear, "needs a reason"),
        ({"customer_id": "B2-rm1-c1"}, guards.CustomerNotVisibleError, "B2-rm1-c1"),
        ({"customer_id": "none"}, guards.CustomerNotVisibleError, "none"),
    ],
)
def test_what_is_unclear_is_refused_with_a_sentence(
    bank: Town, enter: Enter, changes: dict[str, Any], error: type[Exception], sentence: str
) -> None:
    head = enter("branch_head")
    with pytest.raises(error, match=sentence):
        invite(bank, head, **changes)
    assert not visibility.visible(models.Participant, head, bank.generation).exists()


def test_a_year_and_a_day_is_the_longest(bank: Town, enter: Enter) -> None:
    assert invite(bank, enter("branch_head"), ends_on=TODAY + dt.timedelta(days=366)).pk is not None


def test_somebody_who_left_is_not_invited(bank: Town, enter: Enter) -> None:
    models.PublishedStaff.objects.filter(staff_id="B1-planner").update(active=False)
    with pytest.raises(guards.StaffUnknownError, match="not work at the bank any more"):
        invite(bank, enter("branch_head"))


@pytest.mark.parametrize("role", ["rm", "planner", "compliance", "teller"])
def test_others_invite_nobody(bank: Town, enter: Enter, role: str) -> None:
    with pytest.raises(guards.NotAllowedError, match="may not create participant"):
        invite(bank, enter(role))


def test_an_expired_participation_shows_nothing(bank: Town, enter: Enter) -> None:
    for customer_id, ends_on in ((CUSTOMER, dt.date(2099, 1, 1)), ("B1-rm1-c2", dt.date(2026, 1, 2))):
        models.Participant.objects.create(
            customer_id=customer_id,
            staff_id="B1-planner",
            purpose="planner",
            reason="a plan",
            starts_on=dt.date(2026, 1, 1),
            ends_on=ends_on,
            invited_by=bank.users["branch_head"],
        )
    planner = enter("planner")
    assert guards.customer(planner, bank.generation, CUSTOMER).customer_id == CUSTOMER
    with pytest.raises(guards.CustomerNotVisibleError):
        guards.customer(planner, bank.generation, "B1-rm1-c2")


def test_a_participation_out_of_sight_cannot_be_ended(bank: Town, enter: Enter) -> None:
    made = invite(bank, enter("region_head"), customer_id="B2-rm1-c1")
    with pytest.raises(guards.CustomerNotVisibleError):
        operations.end(who(enter("branch_head"), bank.generation, AT), "B2-rm1-c1", made.pk)
