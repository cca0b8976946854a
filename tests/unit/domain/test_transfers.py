"""Customers that change hands, one or a whole book."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from integration.doors.town import Town
from support import published
from support.acting import who
from tilth.access import visibility
from tilth.data import models
from tilth.domain import guards
from tilth.domain.transfers import operations, queries
from tilth.domain.transfers.choosing import Choice
from tilth.domain.transfers.moving import first_to_move

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
AT = dt.datetime(2026, 4, 1, 2, 0, tzinfo=dt.UTC)
CUSTOMER = "B1-rm1-c1"
Enter = Callable[[str], models.User]


def move(bank: Town, by: models.User, **changes: Any) -> models.Transfer:
    given = {"customer_id": CUSTOMER, "to_staff_id": "B1-rm2", "cause": "move"} | changes
    return operations.move(who(by, bank.generation, AT), given.pop("customer_id"), **given)


def seen(bank: Town, by: models.User) -> set[str]:
    rows = visibility.visible(models.PublishedCustomer, by, bank.generation)
    return set(rows.values_list("customer_id", flat=True))


def owners(bank: Town, by: models.User) -> list[tuple[str | None, str]]:
    items = queries.history(by, bank.generation, customer_id=CUSTOMER)
    return [(item.staff_id, item.source) for item in items]


@pytest.mark.requirement("ROLE-12")
@pytest.mark.requirement("TEAM-06", part="credit that is shared")
def test_a_transfer_takes_effect_at_once_and_the_history_tells_it(bank: Town, enter: Enter) -> None:
    head = enter("branch_head")
    assert owners(bank, head) == [("B1-rm1", "")]
    move(bank, head)
    assert owners(bank, head) == [("B1-rm2", "transfer"), ("B1-rm1", "")]
    move(bank, head, to_staff_id=None)
    assert owners(bank, head) == [(None, "transfer"), ("B1-rm2", "transfer"), ("B1-rm1", "")]
    newest, middle, first = queries.history(head, bank.generation, customer_id=CUSTOMER)
    assert (newest.until, newest.since, middle.since, first.since) == (None, middle.until, first.until, None)
    assert CUSTOMER not in seen(bank, enter("rm"))
    assert owners(bank, enter("rm")) == []


def test_a_transfer_to_another_branch_leaves_the_heads_sight(bank: Town, enter: Enter) -> None:
    head = enter("branch_head")
    move(bank, head, to_staff_id="B2-rm1", to_branch_id="B2", cause="request")
    assert CUSTOMER not in seen(bank, head)
    (now, _) = queries.history(enter("region_head"), bank.generation, customer_id=CUSTOMER)
    assert (now.staff_id, now.name, now.branch_id) == ("B2-rm1", "B2-rm1", "B2")


@pytest.mark.parametrize(
    ("changes", "error", "sentence"),
    [
        ({"to_staff_id": "B2-rm1"}, operations.TransferUnclearError, "does not work below you"),
        ({"to_staff_id": "B1-rm1"}, operations.TransferUnclearError, "there already"),
        ({"to_staff_id": "B1-teller"}, guards.StaffUnknownError, "takes rm or wealth"),
        ({"to_staff_id": "nobody"}, guards.StaffUnknownError, "no member of staff"),
        ({"to_branch_id": "B9"}, operations.TransferUnclearError, "no branch B9"),
        ({"cause": "whim"}, operations.TransferUnclearError, "no cause"),
        ({"customer_id": "B2-rm1-c1"}, guards.CustomerNotVisibleError, "B2-rm1-c1"),
    ],
)
def test_what_is_unclear_is_refused_with_a_sentence(
    bank: Town, enter: Enter, changes: dict[str, Any], error: type[Exception], sentence: str
) -> None:
    with pytest.raises(error, match=sentence):
        move(bank, enter("branch_head"), **changes)


@pytest.mark.parametrize("role", ["rm", "compliance", "planner", "security_admin"])
def test_others_move_nobody(bank: Town, enter: Enter, role: str) -> None:
    with pytest.raises(guards.NotAllowedError, match="may not create transfer"):
        move(bank, enter(role))


@pytest.mark.requirement("GOV-07")
@pytest.mark.requirement("TRAP-38", part="what a manager who leaves may not do")
def test_a_whole_book_is_dealt_out_by_assets(bank: Town, enter: Enter) -> None:
    for number in range(3, 8):
        aum = Decimal(1000 * number)
        published.customer(bank.generation, f"more-{number}", rm_id="B1-rm1", branch_id="B1", aum=aum)
    published.staff(bank.generation, "B1-rm3", role="wealth")
    made = operations.hand_over(
        who(enter("branch_head"), bank.generation, AT),
        choice=Choice(owner="B1-rm1"),
        to=["B1-rm2", "B1-rm3"],
    )
    went = {row.customer_id: row.to_staff_id for row in made}
    assert len(went) == 7
    assert [went[f"more-{number}"] for number in (7, 6, 5, 4, 3)] == [
        "B1-rm2",
        "B1-rm3",
        "B1-rm2",
        "B1-rm3",
        "B1-rm2",
    ]
    assert seen(bank, enter("rm")) == set()
    assert {row.cause for row in made} == {"leaver"}


@pytest.mark.parametrize(
    ("leaver", "to", "sentence"),
    [
        ("B1-rm1", [], "at least one successor"),
        ("B1-rm1", ["B1-rm1"], "at least one successor"),
        ("B2-rm1", ["B1-rm2"], "nothing to hand over"),
    ],
)
def test_a_hand_over_to_nobody_or_of_nothing_is_refused(
    bank: Town, enter: Enter, leaver: str, to: list[str], sentence: str
) -> None:
    with pytest.raises(operations.TransferUnclearError, match=sentence):
        operations.hand_over(
            who(enter("branch_head"), bank.generation, AT), choice=Choice(owner=leaver), to=to
        )


def test_a_transfer_of_what_moved_meanwhile_changes_nothing(bank: Town, enter: Enter) -> None:
    """The row that was read is stale by the time it is written: the trigger notices, the caller goes on."""
    head = enter("branch_head")
    act = operations._act(who(head, bank.generation, AT), "B1-rm1", ["B1-rm2"], 1, "move")
    stale = operations._row(act, guards.customer(head, bank.generation, CUSTOMER), "B1-rm2", "")
    move(bank, head, to_staff_id=None)
    with pytest.raises(operations.MovedMeanwhileError, match="look again"), first_to_move():
        stale.save(force_insert=True)
    assert owners(bank, head) == [(None, "transfer"), ("B1-rm1", "")]
