"""Who sees which customers."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from support import published
from tilth.access import generations
from tilth.access.visibility import visible
from tilth.data import models
from tilth.data.scoped import UnscopedQueryError

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def bank() -> models.Generation:
    """Head office H over branches B1 and B2, B11 below B1; one manager and two customers in each."""
    generation = published.generation()
    for branch, path in (("H", ["H"]), ("B1", ["B1", "H"]), ("B11", ["B11", "B1", "H"]), ("B2", ["B2", "H"])):
        published.branch(generation, branch, path=path)
        published.staff(generation, f"head-{branch}", role="branch_head", branch_id=branch)
        published.staff(generation, f"rm-{branch}", branch_id=branch)
        for number in (1, 2):
            name = f"{branch}-c{number}"
            published.customer(generation, name, branch_id=branch, rm_id=f"rm-{branch}")
            published.holding(generation, f"{name}-h", name)
            published.event(generation, name, "birthday", dt.date(2026, 4, 1))
        published.entry(generation, f"rm-{branch}", 1, f"{branch}-c1")
    return generation


def names(rows) -> set[str]:
    return set(rows.values_list("customer_id", flat=True))


@pytest.mark.requirement("ROLE-01")
def test_a_manager_sees_the_own_customers_and_what_hangs_on_them(bank: models.Generation) -> None:
    actor = published.user("li", staff_id="rm-B1")
    assert names(visible(models.PublishedCustomer, actor, generations.current())) == {"B1-c1", "B1-c2"}
    assert names(visible(models.PublishedHolding, actor, generations.current())) == {"B1-c1", "B1-c2"}
    assert names(visible(models.PublishedEvent, actor, generations.current())) == {"B1-c1", "B1-c2"}
    assert names(visible(models.PublishedListEntry, actor, generations.current())) == {"B1-c1"}


@pytest.mark.requirement("ROLE-06", part="alerts that reach the head at once")
@pytest.mark.parametrize(
    ("branch", "seen"),
    [("H", {"H", "B1", "B11", "B2"}), ("B1", {"B1", "B11"}), ("B11", {"B11"}), ("B2", {"B2"})],
)
def test_a_head_sees_the_branch_and_all_below(bank: models.Generation, branch: str, seen: set[str]) -> None:
    actor = published.user("wang", role="branch_head", staff_id=f"head-{branch}")
    expected = {f"{name}-c{number}" for name in seen for number in (1, 2)}
    assert names(visible(models.PublishedCustomer, actor, generations.current())) == expected
    assert names(visible(models.PublishedHolding, actor, generations.current())) == expected
    assert (
        set(
            visible(models.PublishedBranchTotal, actor, generations.current()).values_list(
                "branch_id", flat=True
            )
        )
        == set()
    )


@pytest.mark.parametrize(
    "role", ["marketing", "admin", "security_admin", "audit_admin", "teller", "lobby", "planner"]
)
def test_roles_that_own_nothing_see_no_customer(bank: models.Generation, role: str) -> None:
    actor = published.user("zhao", role=role, staff_id="rm-B1")
    assert not visible(models.PublishedCustomer, actor, generations.current()).exists()
    assert not visible(models.PublishedHolding, actor, generations.current()).exists()


def test_nothing_is_visible_without_staff_number_or_when_inactive_or_unknown_to_the_branch(
    bank: models.Generation,
) -> None:
    unknown = published.user("a", role="branch_head", staff_id="nobody")
    numberless = published.user("b", staff_id=None)
    gone = published.user("c", staff_id="rm-B1", is_active=False)
    published.customer(bank, "orphan", rm_id=None)
    for actor in (unknown, numberless, gone):
        assert not visible(models.PublishedCustomer, actor, generations.current()).exists()


def test_nothing_is_visible_before_the_first_night() -> None:
    assert not visible(models.PublishedCustomer, published.user("li"), generations.current()).exists()


def test_a_page_stays_with_the_generation_it_began_with(bank: models.Generation) -> None:
    actor = published.user("li", staff_id="rm-B1")
    later = published.generation(day=dt.date(2026, 4, 1))
    published.customer(later, "B1-c1", rm_id="rm-B1")
    assert names(visible(models.PublishedCustomer, actor, generations.current())) == {"B1-c1"}
    assert names(visible(models.PublishedCustomer, actor, bank)) == {"B1-c1", "B1-c2"}
    assert names(visible(models.PublishedHolding, actor, generations.current())) == set()


def test_contacts_follow_the_customer_not_the_writer(bank: models.Generation) -> None:
    writer = published.user("old", staff_id="rm-B2")
    contact(writer, "B1-c1")
    assert names(visible(models.Contact, published.user("new", staff_id="rm-B1"), bank)) == {"B1-c1"}
    assert names(visible(models.Contact, writer, bank)) == set()


def test_a_queryset_is_narrowed_not_widened(bank: models.Generation) -> None:
    actor = published.user("li", staff_id="rm-B1")
    rows = models.PublishedCustomer.objects.unscoped().filter(customer_id__in=["B1-c2", "B2-c1"])
    assert names(visible(rows, actor, generations.current())) == {"B1-c2"}


def test_customer_rows_are_refused_without_a_view(bank: models.Generation) -> None:
    for model in (models.PublishedCustomer, models.PublishedHolding, models.Contact, models.DoNotDisturb):
        with pytest.raises(UnscopedQueryError, match="visible"):
            model.objects.filter(customer_id="B1-c1")


def contact(user: models.User, customer_id: str, **values) -> models.Contact:
    given = {
        "staff_id": user.staff_id,
        "contacted_at": dt.datetime(2026, 3, 30, 23, 30, tzinfo=dt.UTC),
        "contact_on": dt.date(2026, 3, 31),
        "channel": "phone",
        "two_way": True,
        "outcome": "connected",
        "purpose": "maintain",
        "idempotency_key": customer_id,
    } | values
    return models.Contact.objects.create(user=user, customer_id=customer_id, **given)


@pytest.mark.parametrize(
    "wrong",
    [
        {"channel": "pigeon"},
        {"outcome": "maybe"},
        {"effect": "unknown"},
        {"next_step": "call again"},
        {"next_step_on": dt.date(2026, 4, 2)},
        {"contact_on": dt.date(2026, 3, 30)},
        {"list_rank": 3},
    ],
)
def test_the_database_refuses_a_contact_that_cannot_be(bank: models.Generation, wrong: dict) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        contact(published.user("li"), "B1-c1", **wrong)


def test_the_same_record_is_stored_once(bank: models.Generation) -> None:
    user = published.user("li")
    contact(user, "B1-c1", idempotency_key="k")
    with pytest.raises(IntegrityError), transaction.atomic():
        contact(user, "B1-c2", idempotency_key="k")


def test_one_active_account_per_member_of_staff(bank: models.Generation) -> None:
    published.user("first", is_active=False)
    published.user("second")
    with pytest.raises(IntegrityError), transaction.atomic():
        published.user("third")
