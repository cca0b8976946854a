"""What goes along when a customer changes hands, what stays, and the way back."""

import datetime as dt
from collections.abc import Callable

import pytest

from integration.doors.town import Town
from support import published
from support.acting import who
from tilth.access import scopes
from tilth.data import models
from tilth.domain.acting import Unclear
from tilth.domain.call_lists import promises
from tilth.domain.contacts import made
from tilth.domain.contacts import operations as contacts
from tilth.domain.transfers import choosing, operations, taking_back
from tilth.domain.transfers.choosing import Choice

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
AT = dt.datetime(2026, 4, 1, 2, 0, tzinfo=dt.UTC)
TODAY = dt.date(2026, 4, 1)
CUSTOMER = "B1-rm1-c1"
Enter = Callable[[str], models.User]


def record(bank: Town, by: models.User, key: str = "form", **changes: object) -> models.Contact:
    given = {
        "customer_id": CUSTOMER,
        "key": key,
        "channel": "phone",
        "outcome": "connected",
        "two_way": True,
        "purpose": "maintain",
        "next_step": "call again",
        "next_step_on": TODAY + dt.timedelta(days=2),
    }
    return contacts.add(who(by, bank.generation, AT), record=contacts.Record(**given | changes))


def hand_over(bank: Town, by: models.User, **changes: object) -> models.HandOver:
    given = {"choice": Choice(owner="B1-rm1"), "to": ["B1-rm2"], "cause": "move"} | changes
    return operations.hand_over(who(by, bank.generation, AT), **given)[0].hand_over


def take_back(bank: Town, by: models.User, act: models.HandOver) -> taking_back.Returned:
    return taking_back.take_back(who(by, bank.generation, AT), act.pk)


def promised(bank: Town, by: models.User) -> list[str]:
    until, night = TODAY + dt.timedelta(days=7), bank.generation.business_date.isoformat()
    which = {"whose": by.staff_id or "", "today": TODAY, "until": until, "night": night, "timed": False}
    lines = promises.lines(by, bank.generation, **which)
    found = promises.open_tasks(lines)
    return [f"{row.customer_id} {row.text}" for row in found]


def owned(bank: Town, by: models.User, owner: str | None) -> list[str]:
    found = choosing.rows(by, bank.generation, Choice(owner=owner))
    return sorted(found.values_list("customer_id", flat=True))


@pytest.mark.requirement("GOV-07")
def test_a_promise_goes_with_its_customer_and_comes_back(bank: Town, enter: Enter) -> None:
    record(bank, enter("rm"))
    act = hand_over(bank, enter("branch_head"))
    assert promised(bank, enter("rm")) == []
    assert promised(bank, enter("wealth")) == [f"{CUSTOMER} call again"]
    record(bank, enter("wealth"), "theirs", next_step="send the paper")
    assert take_back(bank, enter("branch_head"), act).number == 2
    assert promised(bank, enter("rm")) == [f"{CUSTOMER} call again", f"{CUSTOMER} send the paper"]
    scopes.regain_privileges()
    history = models.Task._meta.apps.get_model("tilth", "TaskHistory").objects
    versions = history.order_by("pgh_id").values_list("text", "staff_id")
    assert [owner for text, owner in versions if text == "call again"] == ["B1-rm1", "B1-rm2", "B1-rm1"]


def test_a_promise_outlives_a_time_without_a_manager(bank: Town, enter: Enter) -> None:
    record(bank, enter("rm"))
    given = {"cause": "move"}
    operations.move(who(enter("branch_head"), bank.generation, AT), CUSTOMER, to_staff_id=None, **given)
    operations.move(who(enter("branch_head"), bank.generation, AT), CUSTOMER, to_staff_id="B1-rm2", **given)
    assert promised(bank, enter("wealth")) == [f"{CUSTOMER} call again"]


def test_who_takes_part_keeps_the_own_promises(bank: Town, enter: Enter) -> None:
    models.Participant.objects.create(
        customer_id=CUSTOMER,
        staff_id="B1-rm2",
        purpose="b_manager",
        reason="both",
        starts_on=dt.date(2020, 1, 1),
        ends_on=dt.date(2099, 1, 1),
        invited_by=bank.users["branch_head"],
    )
    published.staff(bank.generation, "B1-rm3")
    record(bank, enter("wealth"))
    hand_over(bank, enter("branch_head"), to=["B1-rm3"])
    assert promised(bank, enter("wealth")) == [f"{CUSTOMER} call again"]


def test_a_contact_counts_for_who_made_it_also_when_the_customer_has_gone(bank: Town, enter: Enter) -> None:
    record(bank, enter("rm"))
    hand_over(bank, enter("branch_head"))
    for role in ("rm", "supervisor", "branch_head", "region_head"):
        enter(role)
        assert made.counted(["B1-rm1"], since=TODAY, until=TODAY)[:2] == (1, 1), role
        assert ("B1-rm1", TODAY, 1, 1) in made.by_day(["B1-rm1"], since=TODAY, until=TODAY), role
    for role in ("wealth", "planner", "admin"):
        enter(role)
        assert made.counted(["B1-rm1"], since=TODAY, until=TODAY)[0] == 0, role
        assert made.by_day(["B1-rm1"], since=TODAY, until=TODAY) == [], role


def test_nobody_counts_the_contacts_of_a_restricted_customer(bank: Town, enter: Enter) -> None:
    record(bank, enter("rm"))
    scopes.regain_privileges()
    models.PublishedCustomer.objects.unscoped().filter(customer_id=CUSTOMER).update(restricted=True)
    enter("rm")
    assert made.counted(["B1-rm1"], since=TODAY, until=TODAY)[0] == 0


@pytest.mark.parametrize("role", ["supervisor", "branch_head", "region_head"])
def test_a_hand_over_is_taken_back_whole_and_leaves_the_others_own(
    bank: Town, enter: Enter, role: str
) -> None:
    act = hand_over(bank, enter(role))
    assert owned(bank, enter(role), "B1-rm2") == ["B1-rm1-c1", "B1-rm1-c2", "B1-rm2-c1", "B1-rm2-c2"]
    done = take_back(bank, enter(role), act)
    assert (done.number, done.moved_on, done.out_of_sight) == (2, (), 0)
    assert owned(bank, enter(role), "B1-rm1") == ["B1-rm1-c1", "B1-rm1-c2"]
    assert owned(bank, enter(role), "B1-rm2") == ["B1-rm2-c1", "B1-rm2-c2"]
    with pytest.raises(Unclear, match="taken back before"):
        take_back(bank, enter(role), act)
    (item,) = taking_back.recent(enter(role), bank.generation, at=AT)
    assert (item.origin, item.to, item.customers, item.returned) == ("B1-rm1", ("B1-rm2",), 2, 2)


def test_who_has_moved_on_stays_and_is_named(bank: Town, enter: Enter) -> None:
    published.staff(bank.generation, "B1-rm3")
    act = hand_over(bank, enter("branch_head"))
    given = {"cause": "request"}
    operations.move(who(enter("branch_head"), bank.generation, AT), CUSTOMER, to_staff_id="B1-rm3", **given)
    done = take_back(bank, enter("branch_head"), act)
    assert done.number == 1
    assert [number for number, _name in done.moved_on] == [CUSTOMER]
    assert owned(bank, enter("branch_head"), "B1-rm3") == [CUSTOMER]


def test_who_went_away_and_came_again_is_not_taken_back(bank: Town, enter: Enter) -> None:
    act = hand_over(bank, enter("branch_head"), choice=Choice(owner="B1-rm1", only=(CUSTOMER,)))
    given = {"cause": "request"}
    operations.move(who(enter("branch_head"), bank.generation, AT), CUSTOMER, to_staff_id="B1-rm1", **given)
    operations.move(who(enter("branch_head"), bank.generation, AT), CUSTOMER, to_staff_id="B1-rm2", **given)
    with pytest.raises(Unclear, match="nobody goes back"):
        take_back(bank, enter("branch_head"), act)
    assert owned(bank, enter("branch_head"), "B1-rm2") == [CUSTOMER, "B1-rm2-c1", "B1-rm2-c2"]


def test_who_left_the_sight_is_counted_and_stays(bank: Town, enter: Enter) -> None:
    act = hand_over(bank, enter("branch_head"))
    given = {"cause": "upgrade"}
    operations.move(
        who(enter("branch_head"), bank.generation, AT),
        CUSTOMER,
        to_staff_id="B2-rm1",
        to_branch_id="B2",
        **given,
    )
    done = take_back(bank, enter("branch_head"), act)
    assert (done.number, done.moved_on, done.out_of_sight) == (1, (), 1)


def test_a_branch_that_changed_comes_back_too(bank: Town, enter: Enter) -> None:
    given = {"cause": "move"}
    row = operations.move(
        who(enter("region_head"), bank.generation, AT),
        CUSTOMER,
        to_staff_id="B2-rm1",
        to_branch_id="B2",
        **given,
    )
    take_back(bank, enter("region_head"), row.hand_over)
    assert owned(bank, enter("branch_head"), "B1-rm1") == ["B1-rm1-c1", "B1-rm1-c2"]


def test_hand_overs_of_others_are_neither_shown_nor_taken_back(bank: Town, enter: Enter) -> None:
    published.staff(bank.generation, "B2-rm2", branch_id="B2")
    act = hand_over(bank, enter("region_head"), choice=Choice(owner="B2-rm1"), to=["B2-rm2"])
    assert taking_back.recent(enter("branch_head"), bank.generation, at=AT) == ()
    with pytest.raises(taking_back.HandOverUnknownError):
        take_back(bank, enter("branch_head"), act)
    later = AT + taking_back.KEPT
    assert taking_back.recent(enter("region_head"), bank.generation, at=later) == ()


def test_single_customers_and_those_that_match_are_handed_over(bank: Town, enter: Enter) -> None:
    for number in range(3):
        published.customer(
            bank.generation,
            f"rich-{number}",
            rm_id="B1-rm1",
            branch_id="B1",
            tier="private",
            name=f"富{number}",
        )
    head = enter("branch_head")
    hand_over(bank, head, choice=Choice(owner="B1-rm1", only=("rich-1", "B2-rm1-c1")))
    assert owned(bank, enter("branch_head"), "B1-rm1") == ["B1-rm1-c1", "B1-rm1-c2", "rich-0", "rich-2"]
    hand_over(bank, enter("branch_head"), choice=Choice(owner="B1-rm1", tier="private", text="富"))
    assert owned(bank, enter("branch_head"), "B1-rm1") == ["B1-rm1-c1", "B1-rm1-c2"]
    page = choosing.page(enter("branch_head"), bank.generation, Choice(owner="B1-rm2"), number=9)
    assert (page.total, page.number, page.last) == (5, 1, 1)


def test_the_filter_tells_no_letter_behind_a_mask(bank: Town, enter: Enter) -> None:
    published.customer(bank.generation, "masked", rm_id="B1-rm1", branch_id="B1", name="许清寿")
    head = enter("branch_head")
    for text, found in (("许", ["masked"]), ("许清", []), ("清", []), ("许清寿", []), ("masked", ["masked"])):
        rows = choosing.rows(head, bank.generation, Choice(owner="B1-rm1", text=text))
        assert list(rows.values_list("customer_id", flat=True)) == found, text


def test_customers_without_a_manager_are_given_to_somebody_and_taken_back(bank: Town, enter: Enter) -> None:
    published.customer(bank.generation, "free", rm_id=None, branch_id="B1")
    published.customer(bank.generation, "gone", rm_id=None, branch_id="B1", closed_on=dt.date(2026, 1, 1))
    published.customer(bank.generation, "far", rm_id=None, branch_id="B3")
    assert choosing.unassigned(enter("branch_head"), bank.generation) == 1
    assert choosing.unassigned(enter("rm"), bank.generation) == 0
    act = hand_over(bank, enter("branch_head"), choice=Choice(owner=None), cause="rebalance")
    assert "free" in owned(bank, enter("branch_head"), "B1-rm2")
    assert take_back(bank, enter("branch_head"), act).number == 1
    assert owned(bank, enter("branch_head"), None) == ["free"]


def test_a_large_book_is_one_act(bank: Town, enter: Enter) -> None:
    template = models.PublishedCustomer.objects.unscoped().get(customer_id="B1-rm1-c1")
    fields = [field.attname for field in template._meta.concrete_fields if field.attname != "customer_id"]
    values = {name: getattr(template, name) for name in fields}
    models.PublishedCustomer.objects.unscoped().bulk_create(
        models.PublishedCustomer(customer_id=f"many-{number:03}", **values) for number in range(298)
    )
    act = hand_over(bank, enter("branch_head"))
    assert act.customers == 300
    assert take_back(bank, enter("branch_head"), act).number == 300
