"""What fell due of care and was not made in time: of a book, of a branch, of one customer."""

import datetime as dt
import re

import pytest
from django.test import Client

from support import figures
from tilth.data import models
from tilth.policy.codes import CARE_OWED
from web import bank
from web.support import text
from web.test_book import chen  # noqa: F401 - a fixture

SINCE = dt.date(2026, 1, 5)
LATE = {"created": 5, "paid": 1, "missed": 1, "stopped": 0, "wished": 1, "carried": 2}
PAID = {"created": 1, "paid": 1, "carried": 0}


@pytest.fixture
def accounts(small_bank: bank.Bank) -> None:
    """Give two customers of the manager an account."""
    rows = models.PublishedCustomer.objects.unscoped()
    for customer_id, counts in (("C00000", LATE), ("C00001", PAID)):
        told = {f"care_{code}": counts.get(code, 0) for code in CARE_OWED}
        rows.filter(customer_id=customer_id).update(care_begun_on=SINCE, **told)


@pytest.mark.usefixtures("accounts")
def test_a_book_says_what_fell_due_and_each_number_opens_its_customers(lin: Client) -> None:
    page = lin.get("/book/care/")
    words = text(page)
    assert re.search(r"应访到期 6 2 已补访 2 2 错过：由后来的联络一并了结 1 1", words)
    assert re.search(r"免去：客户要求免打扰 1 1 仍欠 2 1", words)
    assert "停止联络" not in words
    owed = [one for one in figures.on("/book/care/", page.content.decode()) if one.code == "care"]
    assert [int(one.value) for one in owed] == [2, 2, 1, 1, 1]
    for one in owed:
        listed = lin.get(one.link).content.decode()
        assert len(re.findall(r'class="name" href="/customers/', listed)) == int(one.value), one.link
    assert "欠访 · 仍欠" in text(lin.get(owed[-1].link))


@pytest.mark.usefixtures("accounts")
def test_a_head_sees_the_account_of_the_branch(chen: Client) -> None:  # noqa: F811
    assert re.search(r"应访到期 6 2", text(chen.get("/branch/care/?branch=B1")))


@pytest.mark.usefixtures("accounts")
def test_a_customer_s_rules_show_the_account_and_none_where_nothing_was_late(lin: Client) -> None:
    words = text(lin.get("/customers/C00000/rules/"))
    assert re.search(r"应访到期 5 已补访 1 错过：由后来的联络一并了结 1", words)
    assert re.search(r"免去：客户要求免打扰 1 仍欠 2", words)
    assert "应访到期" not in text(lin.get("/customers/C00002/rules/"))


def test_a_night_of_an_earlier_version_has_no_account(lin: Client) -> None:
    assert "应访到期" not in text(lin.get("/book/care/"))
