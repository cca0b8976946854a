"""From won to recommending: each stage is a part of the one before, each number opens its customers."""

import pytest
from django.test import Client

from support import figures, published
from tilth.data import models
from tilth.policy.funnel import STAGES
from web import bank
from web.conftest import signed_in
from web.support import at_most, text
from web.test_book import chen  # noqa: F401 - a fixture
from web.test_left_out import names

HERE = "/book/funnel/"


@pytest.fixture(autouse=True)
def _stages(small_bank: bank.Bank) -> None:
    """Of thirty one is closed, ten have moved money, seven stayed, three hold much, one brought somebody."""
    models.PublishedRelation.objects.unscoped().all().delete()
    rows = models.PublishedCustomer.objects.unscoped()
    rows.update(account_activity=0, lifecycle="mature", categories=["demand_deposit"])
    number = "C{:05d}".format
    rows.filter(customer_id=number(29)).update(closed_on=bank.DAY)
    rows.filter(customer_id__in=[number(one) for one in range(1, 11)]).update(account_activity=0.5)
    rows.filter(customer_id__in=[number(one) for one in (8, 9, 10)]).update(lifecycle="new")
    rows.filter(customer_id__in=[number(one) for one in (1, 2, 3, 20)]).update(categories=["fund", "bond"])
    published.relation(small_bank.generation, number(5), number(1), "referred_by")
    published.relation(small_bank.generation, number(5), number(6), "referred_by")


def counts(client: Client, address: str = HERE) -> dict[str, int]:
    page = client.get(address, headers={"HX-Request": "true"})
    found = figures.on(address, page.content.decode())
    return {one.link: int(one.value) for one in found}


@pytest.mark.requirement("LIFE-02")
def test_every_stage_is_a_part_of_the_one_before_and_opens_its_customers(lin: Client) -> None:
    assert f'hx-get="{HERE}"' in lin.get("/book/").content.decode()
    with at_most(9):
        found = counts(lin)
    assert list(found.values()) == [29, 10, 7, 3, 1]
    assert list(found) == [f"/customers/?owner=own&funnel={stage}" for stage in STAGES]
    before: set[str] = set()
    for address, number in reversed(found.items()):
        here = names(lin, address)
        assert len(here) == number, address
        assert before <= here
        before = here
    words = text(lin.get(HERE))
    assert "激活 其中近期有主动动账的" in words
    assert "34.5%" in words
    assert "传播" in text(lin.get("/customers/?funnel=spreading"))
    assert "已忽略" in text(lin.get("/customers/?funnel=weather"))


@pytest.mark.requirement("LIFE-02")
def test_a_head_sees_the_stages_of_the_branch(chen: Client) -> None:  # noqa: F811
    found = counts(chen, "/branch/funnel/?branch=B1")
    assert list(found.values())[1:] == [10, 7, 3, 1]
    for address, number in found.items():
        assert len(names(chen, address)) == min(number, 50), address
    assert chen.get("/branch/funnel/?branch=B9").status_code == 404


def test_whom_one_does_not_see_was_brought_by_nobody(lin: Client, small_bank: bank.Bank) -> None:
    models.PublishedRelation.objects.unscoped().all().delete()
    published.customer(small_bank.generation, "K9", name="某K9", rm_id="S9", branch_id="B9")
    published.relation(small_bank.generation, "K9", "C00001", "referred_by")
    assert list(counts(lin).values())[-1] == 0


def test_a_book_without_anybody_says_so(small_bank: bank.Bank) -> None:
    models.PublishedCustomer.objects.unscoped().update(closed_on=bank.DAY)
    assert "没有客户" in text(signed_in(small_bank.manager).get(HERE))
