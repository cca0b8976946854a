"""Why not: each customer is on tonight's list or has one first cause, and each number opens its customers."""

import re

import pytest
from django.test import Client

from support import figures, published
from tilth.data import models
from web import bank
from web.conftest import signed_in
from web.support import at_most, text
from web.test_book import chen  # noqa: F401 - a fixture

HTMX = {"HX-Request": "true"}


def names(client: Client, address: str) -> set[str]:
    return set(re.findall(r'class="name" href="/customers/([^/]+)/', client.get(address).content.decode()))


@pytest.fixture
def several(small_bank: bank.Bank) -> None:
    """Some are left out for other causes, one of them closed, one merged, one nobody's."""
    rows = models.PublishedCustomer.objects.unscoped()
    rows.filter(customer_id__in=["C00020", "C00021"]).update(excluded_cause="quota_full", excluded_until=None)
    rows.filter(customer_id="C00022").update(excluded_cause="closed", excluded_until=None, closed_on=bank.DAY)
    rows.filter(customer_id="C00023").update(excluded_cause="merged", one_with="C00001")
    published.customer(small_bank.generation, "N1", rm_id=None, branch_id="B1")


@pytest.mark.requirement("LIST-15", part="a warning for the same topic among contacts that serve")
def test_every_customer_of_a_book_is_listed_or_has_one_cause(lin: Client, several: None) -> None:
    assert 'hx-get="/book/why-not/"' in lin.get("/book/").content.decode()
    page = lin.get("/book/why-not/")
    shown = {one.code + one.link: one for one in figures.on("/book/why-not/", page.content.decode())}
    counts = {one.link: int(one.value) for one in shown.values()}
    assert sum(counts.values()) == 2 * 29
    assert counts["/customers/?owner=own&listed=all"] == 20
    assert counts["/customers/?owner=own&cause=quota_full&state=all"] == 2
    assert counts["/customers/?owner=own&cause=closed&state=all"] == 1
    assert counts["/customers/?owner=own&cause=contacted_recently&state=all"] == 6
    for address, number in counts.items():
        assert len(names(lin, address)) == number, address
    words = text(page)
    assert re.search("其中最早 .{0,12}04-04.{0,8} 解除", words)
    assert "merged" not in words
    assert "按人计" in words
    assert "按客户号计" not in page.content.decode()


def test_a_list_by_cause_says_the_cause_and_the_day_it_lifts(lin: Client, several: None) -> None:
    page = text(lin.get("/customers/?cause=contacted_recently"))
    assert "近几天内已有双向联络" in page
    assert "04-04 解除" in page
    assert "已忽略" not in page
    assert "已忽略" in text(lin.get("/customers/?cause=weather"))


def test_a_head_sees_the_causes_of_the_branch(chen: Client, several: None) -> None:  # noqa: F811
    with at_most(9):
        page = chen.get("/branch/why-not/?branch=B1", headers=HTMX)
    counts = {one.link: int(one.value) for one in figures.on("/branch/why-not/", page.content.decode())}
    assert counts["/customers/?branch=B1&owner=unassigned&state=all"] == 1
    assert "<html" not in page.content.decode()
    for address, number in counts.items():
        assert len(names(chen, address)) == min(number, 50), address
    assert chen.get("/branch/why-not/?branch=B9").status_code == 404


def test_states_without_numbers_are_told(small_bank: bank.Bank, chen: Client, monkeypatch) -> None:  # noqa: F811
    monkeypatch.setattr("tilth.domain.book.queries.MOST_READ", 1)
    assert "请在下方选择一家分支机构" in text(chen.get("/branch/why-not/"))
    models.PublishedCustomer.objects.unscoped().filter(rm_id="S1").delete()
    assert "这里没有客户" in text(signed_in(small_bank.manager).get("/book/why-not/"))
    assert signed_in(small_bank.head).get("/book/why-not/").status_code == 404
