"""What a cover gives the substitute: sight, the list, promises; by the day of the pages, first to last."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.conf import settings

from integration.doors.town import Town
from support import published
from support.acting import who
from tilth.access import scopes
from tilth.data import models
from tilth.domain import guards
from tilth.domain.book import queries as books
from tilth.domain.call_lists import queries as lists
from tilth.domain.contacts import operations as contacts
from tilth.domain.covers import queries
from tilth.domain.records import cover as operations
from tilth.domain.records import skip as skips
from tilth.domain.records import task as tasks

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
AT = dt.datetime(2026, 4, 1, 2, 0, tzinfo=dt.UTC)
TODAY = dt.date(2026, 4, 1)
ONE_DAY = dt.timedelta(days=1)
CUSTOMER = "B1-rm1-c1"
Enter = Callable[[str], models.User]


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bank whose pages stand still on a day that the clock has left long ago."""
    monkeypatch.setattr(settings, "TILTH_TODAY", TODAY)


def cover(bank: Town, absent: str = "B1-rm1", substitute: str = "B1-rm2", **changes: object) -> models.Cover:
    given = {"reason": "leave", "starts_on": TODAY, "ends_on": TODAY} | changes
    scopes.regain_privileges()
    return models.Cover.objects.create(
        absent_staff_id=absent,
        substitute_staff_id=substitute,
        arranged_by=bank.users["branch_head"],
        **given,
    )


def listed(bank: Town, by: models.User, absent: str = "B1-rm1") -> list[str]:
    found = lists.day(by, bank.generation, today=TODAY, absent=absent)
    return [entry.customer_id for entry in found.open]


def names(around: tuple[queries.StandIn, ...]) -> list[str]:
    return [one.staff_id for one in around]


@pytest.mark.requirement("TEAM-07", part="a back-up that stands before anybody is away")
@pytest.mark.requirement("TRAP-38", part="what a manager who leaves may not do")
def test_a_cover_of_the_pages_day_acts_whatever_the_clock_says(bank: Town, enter: Enter) -> None:
    assert listed(bank, enter("wealth")) == []
    cover(bank)
    assert listed(bank, enter("wealth")) == ["B1-rm1-c1", "B1-rm1-c2"]
    assert names(queries.around(enter("wealth"), bank.generation, today=TODAY).now) == ["B1-rm1"]
    assert names(queries.around(enter("rm"), bank.generation, today=TODAY).away) == ["B1-rm2"]


def test_a_participation_of_the_pages_day_acts_too(bank: Town, enter: Enter) -> None:
    models.Participant.objects.create(
        customer_id=CUSTOMER,
        staff_id="B1-planner",
        purpose="planner",
        reason="plan",
        starts_on=TODAY,
        ends_on=TODAY,
        invited_by=bank.users["branch_head"],
    )
    assert guards.customer(enter("planner"), bank.generation, CUSTOMER).customer_id == CUSTOMER


def test_a_cover_to_come_is_told_and_gives_nothing_yet(bank: Town, enter: Enter) -> None:
    cover(bank, starts_on=TODAY + ONE_DAY, ends_on=TODAY + 5 * ONE_DAY)
    around = queries.around(enter("wealth"), bank.generation, today=TODAY)
    assert (names(around.now), names(around.coming)) == ([], ["B1-rm1"])
    assert listed(bank, enter("wealth")) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"starts_on": TODAY - 5 * ONE_DAY, "ends_on": TODAY - ONE_DAY},
        {"ended_at": AT},
    ],
)
def test_a_cover_that_has_ended_gives_nothing(bank: Town, enter: Enter, changes: dict[str, object]) -> None:
    cover(bank, **changes)
    assert listed(bank, enter("wealth")) == []
    assert queries.around(enter("wealth"), bank.generation, today=TODAY) == queries.Around()


def test_whoever_stands_in_for_a_substitute_has_the_list_too(bank: Town, enter: Enter) -> None:
    published.staff(bank.generation, "B1-rm3")
    third = published.user("third", role="rm", staff_id="B1-rm3")
    bank.users["third"] = third
    cover(bank)
    cover(bank, absent="B1-rm2", substitute="B1-rm3")
    assert listed(bank, enter("third")) == ["B1-rm1-c1", "B1-rm1-c2"]
    assert listed(bank, enter("third"), "B1-rm2") == ["B1-rm2-c1", "B1-rm2-c2"]
    around = queries.around(enter("third"), bank.generation, today=TODAY)
    assert names(around.now) == ["B1-rm2", "B1-rm1"]
    there = queries.standing_in(bank.generation, ["B1-rm1", "B1-rm2", "B1-rm3"], today=TODAY)
    assert there == {"B1-rm1": "B1-rm3", "B1-rm2": "B1-rm3"}


def test_two_who_stand_in_for_each_other_end_somewhere(bank: Town, enter: Enter) -> None:
    cover(bank)
    cover(bank, absent="B1-rm2", substitute="B1-rm1")
    assert listed(bank, enter("wealth")) == ["B1-rm1-c1", "B1-rm1-c2"]
    there = queries.standing_in(bank.generation, ["B1-rm1", "B1-rm2"], today=TODAY)
    assert there == {"B1-rm1": "B1-rm2", "B1-rm2": "B1-rm1"}


def test_what_a_substitute_promises_is_the_absent_managers(bank: Town, enter: Enter) -> None:
    made = cover(bank)
    given = {"customer_id": CUSTOMER, "channel": "phone", "outcome": "connected", "two_way": True}
    step = {"next_step": "call again", "next_step_on": TODAY + ONE_DAY}
    contacts.add(
        who(enter("wealth"), bank.generation, AT),
        record=contacts.Record(key="form", purpose="maintain", **given, **step),
    )
    day = lists.day(enter("wealth"), bank.generation, today=TODAY, absent="B1-rm1")
    assert [todo.text for todo in day.todos] == ["call again"]
    assert [entry.customer_id for entry in day.done] == [CUSTOMER]
    operations.end(who(enter("branch_head"), bank.generation, AT), made.pk)
    own = lists.day(enter("rm"), bank.generation, today=TODAY)
    assert [todo.text for todo in own.todos] == ["call again"]
    assert own.week.dialled == 0
    assert lists.day(enter("wealth"), bank.generation, today=TODAY).week.dialled == 1


def test_a_substitute_puts_off_passes_over_and_ticks_on_the_absent_managers_list(
    bank: Town, enter: Enter
) -> None:
    cover(bank)
    substitute = who(enter("wealth"), bank.generation, AT)
    later = tasks.put_off(substitute, CUSTOMER, due_on=TODAY + ONE_DAY)
    skips.skip(substitute, "B1-rm1-c2", reason="away")
    assert listed(bank, enter("wealth")) == []
    assert listed(bank, enter("rm"), "") == []
    tasks.tick(who(enter("wealth"), bank.generation, AT), CUSTOMER, later.pk)


def test_the_board_counts_a_name_as_answered_whoever_called(bank: Town, enter: Enter) -> None:
    cover(bank)
    rows = models.PublishedBook.objects.unscoped()
    rows.filter(rm_id="B1-rm1").update(list_size=2)
    given = {"customer_id": CUSTOMER, "channel": "phone", "outcome": "no_answer", "two_way": False}
    contacts.add(
        who(enter("wealth"), bank.generation, AT),
        record=contacts.Record(key="form", purpose="maintain", **given),
    )
    head = enter("branch_head")
    branch = next(one for one in books.branches(head, bank.generation) if one.branch_id == "B1")
    absent, substitute = books.managers(head, bank.generation, branch, today=TODAY).items
    assert (absent.dialled, absent.done.week_dialled, absent.covered_by) == (1, 0, "B1-rm2")
    assert (substitute.dialled, substitute.done.week_dialled, substitute.covered_by) == (0, 1, "")
