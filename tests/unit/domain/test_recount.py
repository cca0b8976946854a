"""The sums of books and branches follow restrictions and transfers at once: they tell no more than rows."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from integration.doors.town import Town
from support import published
from tilth.data import models
from tilth.data.models import User
from tilth.domain.book import queries as books

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def counted(bank: Town) -> Town:
    """The town with two customers who differ in one book, counted as the night does."""
    rows = models.PublishedCustomer.objects.unscoped()
    given = {
        "aum": Decimal("900000.00"),
        "tier": "personal",
        "categories": ["demand_deposit", "fund"],
        "product_count": 4,
        "familiar": True,
        "under_served": False,
        "overdue_days": 3,
    }
    rows.filter(customer_id="B1-rm1-c1").update(**given)
    models.PublishedBook.objects.unscoped().filter(rm_id="B1-rm1").update(
        customers=2, aum=901_000, tier_general=1, tier_personal=1, list_size=2, overdue=1, familiar=1
    )
    published.branch_total(bank.generation, "B1", customers=4, aum=903_000, list_size=4)
    return bank


def book(rm_id: str) -> models.PublishedBook:
    return models.PublishedBook.objects.unscoped().get(rm_id=rm_id)


def total() -> models.PublishedBranchTotal:
    return models.PublishedBranchTotal.objects.unscoped().get(branch_id="B1")


def test_a_restricted_customer_is_not_counted_and_comes_back(counted: Town) -> None:
    stop = models.Suppression.objects.create(
        customer_id="B1-rm1-c1",
        kind="restricted",
        starts_on=published.DAY,
        recorded_by=counted.users["compliance"],
    )
    mine = book("B1-rm1")
    assert (mine.customers, mine.aum, mine.tier_personal, mine.tier_general) == (1, 1000, 0, 1)
    assert (mine.overdue, mine.familiar, mine.under_served, mine.list_size) == (0, 0, 1, 1)
    assert (mine.penetration_fund, mine.penetration_demand_deposit) == (0.0, 1.0)
    assert (total().customers, total().aum, total().list_size) == (3, 3000, 1)
    stop.lifted_at, stop.lifted_by = stop.created_at, counted.users["compliance"]
    stop.save()
    mine = book("B1-rm1")
    assert (mine.customers, mine.aum, mine.tier_personal) == (2, 901_000, 1)
    assert (mine.penetration_fund, mine.products_per_customer) == (0.5, 2.5)
    assert (total().customers, total().aum) == (4, 903_000)


@pytest.fixture
def joint(counted: Town) -> Town:
    """An account of 400.00 of both customers of the one book and one of B2; both lie below R1."""
    for owner in ("B1-rm1-c1", "B1-rm1-c2", "B1-rm2-c1", "B2-rm1-c1"):
        published.holding(
            counted.generation, "joint", owner, balance=Decimal(400), owners=4, joint_assets=Decimal(400)
        )
    for branch in ("H", "R1", "B2"):
        published.branch_total(counted.generation, branch, customers=0, aum=0)
    return counted


def test_a_joint_account_counts_once_in_a_book_a_branch_and_above(joint: Town) -> None:
    models.Transfer.objects.unscoped().create(
        customer_id="B1-rm1-c1",
        from_staff_id="B1-rm1",
        from_branch_id="B1",
        to_staff_id="B1-rm2",
        cause="leaver",
        moved_by=joint.users["branch_head"],
    )
    assert (book("B1-rm1").aum, book("B1-rm1").joint_repeats) == (1000, 0)
    assert (book("B1-rm2").aum, book("B1-rm2").joint_repeats) == (902_000 - 400, 400)
    assert (total().aum, total().joint_repeats) == (903_000 - 800, 800)
    above = models.PublishedBranchTotal.objects.unscoped().exclude(joint_across=0)
    assert dict(above.values_list("branch_id", "joint_across")) == {"R1": 400}


def test_a_book_that_changes_hands_is_counted_on_both_sides(counted: Town) -> None:
    models.Transfer.objects.unscoped().bulk_create(
        models.Transfer(
            customer_id=f"B1-rm1-c{number}",
            from_staff_id="B1-rm1",
            from_branch_id="B1",
            to_staff_id="B1-rm2",
            cause="leaver",
            moved_by=counted.users["branch_head"],
        )
        for number in (1, 2)
    )
    assert (book("B1-rm1").customers, book("B1-rm1").aum, book("B1-rm1").penetration_fund) == (0, 0, None)
    assert (book("B1-rm2").customers, book("B1-rm2").aum) == (4, 903_000)
    assert (total().customers, total().aum) == (4, 903_000)


@pytest.mark.requirement("TIER-11")
@pytest.mark.parametrize("most", [3, 4])
def test_assets_by_tier_are_the_same_whether_customers_are_read_or_counted(
    counted: Town, monkeypatch: pytest.MonkeyPatch, enter: Callable[[str], User], most: int
) -> None:
    rows = models.PublishedBranchTotal.objects.unscoped().filter(branch_id="B1")
    rows.update(share_known=1, share_here=1, share_elsewhere=1)
    stop = models.Suppression.objects.create(
        customer_id="B1-rm1-c1",
        kind="restricted",
        starts_on=published.DAY,
        recorded_by=counted.users["compliance"],
    )
    stop.lifted_at, stop.lifted_by = stop.created_at, counted.users["compliance"]
    stop.save()
    monkeypatch.setattr(books, "MOST_READ", most)
    head = enter("branch_head")
    [branch] = [one for one in books.branches(head, counted.generation) if one.branch_id == "B1"]
    found = books.of_branch(head, counted.generation, branch, below=Decimal(200_000))
    assert (found.customers, found.kept is None) == (4, most < 4)
    assert {one.code: one.aum for one in found.tiers} == {
        "private": 0,
        "platinum": 0,
        "personal": 900_000,
        "general": 3000,
    }
    assert found.kept_here is None, "what they told is in the lake: the next night counts it"
