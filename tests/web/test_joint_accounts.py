"""Joint accounts on pages: who else owns one, as far as one sees, and sums that say how they count (A23)."""

import datetime as dt
from decimal import Decimal

import pytest
from django.test import Client

from support import published
from support.plans import planned_once
from tilth.data import models
from tilth.domain.call_lists import maturities
from tilth.domain.customers import joint as shared
from web import bank
from web.conftest import signed_in
from web.support import at_most, text

HUNDRED = Decimal("100.00")
ONCE, EACH = "（联名账户只计一次）", "（联名账户按每位共有人计）"


@pytest.fixture
def joint(small_bank: bank.Bank) -> bank.Bank:
    """An account of two customers of the one book and one of another branch."""
    published.customer(small_bank.generation, "X00001", name="欧阳无忌", branch_id="B2", rm_id="S9")
    for owner in ("C00001", "C00002", "X00001"):
        given = {"balance": HUNDRED, "owners": 3, "joint_assets": HUNDRED}
        published.holding(small_bank.generation, "J1", owner, **given)
    models.PublishedBook.objects.unscoped().filter(rm_id="S1").update(joint_repeats=HUNDRED)
    return small_bank


def test_a_joint_account_names_the_owners_in_sight_alone(joint: bank.Bank) -> None:
    other = models.PublishedCustomer.objects.unscoped().get(customer_id="C00002")
    words = text(signed_in(joint.manager).get("/customers/C00001/wealth/"))
    assert f"联名 J1 共有人： {other.name} 、其他 1 位客户" in words
    assert "欧阳无忌" not in words
    assert "X00001" not in words


def test_an_account_of_one_asks_for_no_owner(lin: Client) -> None:
    with at_most(24):
        words = text(lin.get("/customers/C00001/wealth/"))
    assert "联名" not in words


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ("/book/", ONCE),
        ("/", ONCE),
        ("/customers/?owner=own", EACH),
        ("/customers/?owner=own&due=10&sort=due", EACH),
    ],
)
def test_a_sum_over_owners_says_how_it_counts(joint: bank.Bank, page: str, says: str) -> None:
    assert says in text(signed_in(joint.manager).get(page))


@pytest.mark.parametrize("page", ["/book/", "/", "/customers/?owner=own&due=10&sort=due"])
def test_a_bank_without_joint_accounts_says_nothing_of_them(lin: Client, page: str) -> None:
    assert "联名" not in text(lin.get(page))


def test_a_region_counts_an_account_of_two_branches_once(joint: bank.Bank) -> None:
    published.branch_total(joint.generation, "B1", customers=1, aum=HUNDRED)
    words = text(signed_in(joint.head).get("/branch/"))
    assert ONCE not in words
    models.PublishedBranchTotal.objects.unscoped().update(joint_across=Decimal("40.00"))
    answer = signed_in(joint.head).get("/branch/")
    assert ONCE in text(answer)
    assert '"60.00"' in answer.content.decode().replace("¥", "").replace("元", "")


def test_a_deposit_of_two_of_the_book_falls_due_once(joint: bank.Bank) -> None:
    day = bank.DAY + dt.timedelta(days=3)
    before = maturities.total(list(maturities.own(joint.manager, joint.generation, today=bank.DAY)))
    for owner in ("C00001", "C00002"):
        published.event(joint.generation, owner, "deposit_maturing", day, subject="J1", amount=HUNDRED)
    rows = list(maturities.own(joint.manager, joint.generation, today=bank.DAY))
    assert len([row for row in rows if row.subject == "J1"]) == 2
    assert maturities.total(rows) == before + HUNDRED


def test_the_index_of_joint_accounts_serves_every_plan(small_bank: bank.Bank) -> None:
    """A plan that is made once knows only what stands in the statement: the number of owners has to."""
    rows = shared.in_sight(small_bank.manager, small_bank.generation)
    sql, values = rows.values("holding_id").query.sql_with_params()
    assert '"owners" > 1' in sql
    assert 1 not in values[1:]
    assert "owner_id_holding_id" in planned_once(rows.values("holding_id"))
