"""A list names people, a book counts numbers: where they differ the list says both, and shows both."""

import datetime as dt
import re

import pytest
from django.test import Client

from tilth.data import models
from web import bank
from web.support import text

SURVIVOR, MERGED = "C00001", "C00023"


@pytest.fixture
def one_person(small_bank: bank.Bank) -> None:
    """Let two numbers of a manager's book be one person."""
    models.PublishedCustomer.objects.unscoped().filter(customer_id=MERGED).update(one_with=SURVIVOR)


def names(page: str) -> list[str]:
    return re.findall(r'class="name" href="/customers/([^/]+)/', page)


def test_a_list_says_how_many_numbers_its_people_have(lin: Client, one_person: None) -> None:
    address = "/customers/?owner=own"
    page = lin.get(address).content.decode()
    assert MERGED not in names(page)
    people = len(names(page))
    assert re.search(rf'data-numbers href="\?owner=own&amp;numbers=all">按客户号计 {people + 1}<', page)
    every = lin.get(f"{address}&numbers=all")
    shown = every.content.decode()
    assert sorted(names(shown)) == sorted([*names(page), MERGED])
    assert f"已并入 {SURVIVOR}" in text(every)
    assert "全部客户号" in text(every)
    assert "data-numbers" not in shown
    assert 'title="按客户号计"' in shown


def test_where_every_number_is_somebody_it_says_nothing(lin: Client, one_person: None) -> None:
    assert "data-numbers" not in lin.get("/customers/?owner=own&listed=all").content.decode()
    assert "data-numbers" not in lin.get("/customers/?q=C00002").content.decode()
    assert "已忽略" in text(lin.get("/customers/?numbers=few"))


def test_what_falls_due_is_counted_alike(lin: Client, one_person: None) -> None:
    rows = models.PublishedCustomer.objects.unscoped()
    rows.filter(customer_id__in=[SURVIVOR, MERGED]).update(next_due_on=bank.TODAY + dt.timedelta(days=5))
    page = lin.get("/customers/?owner=own&due=30").content.decode()
    assert MERGED not in names(page)
    assert f"按客户号计 {len(names(page)) + 1}<" in page
    assert MERGED in names(lin.get("/customers/?owner=own&due=30&numbers=all").content.decode())
