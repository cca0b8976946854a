"""What care a book asks for: the intervals of its customers, the places of its lists, three ways tried."""

import re
from decimal import Decimal

from django.test import Client

from support import figures
from tilth.data import models
from tilth.policy import care_load
from web import bank
from web.conftest import signed_in
from web.support import text
from web.test_book import chen  # noqa: F401 - a fixture


def reckoned() -> int:
    """Return the contacts a week of the manager's open customers, one by one."""
    rows = models.PublishedCustomer.objects.unscoped().filter(rm_id="S1", closed_on__isnull=True)
    asked = [Decimal(7) / row.cadence_days for row in rows if row.cadence_days]
    return care_load.whole(sum(asked, Decimal(0)))


def test_a_book_says_what_its_intervals_ask_for(lin: Client, small_bank: bank.Bank) -> None:
    rows = models.PublishedCustomer.objects.unscoped()
    rows.filter(customer_id__in=[f"C{n:05d}" for n in range(12)]).update(cadence_days=3)
    assert 'hx-get="/book/care/"' in lin.get("/book/").content.decode()
    page = lin.get("/book/care/")
    words = text(page)
    assert f"每周需联络 {reckoned()} 次" in words
    assert "名单共有 100 个名额" in words
    shown = figures.on("/book/care/", page.content.decode())
    for one in shown:
        listed = lin.get(one.link).content.decode()
        assert len(re.findall(r'class="name" href="/customers/', listed)) == int(one.value), one.link
    rows.filter(customer_id="C00000").update(excluded_cause="suppressed")
    assert f"每周需联络 {reckoned() - 2} 次" in text(lin.get("/book/care/"))


def test_ways_are_tried_and_change_nothing(lin: Client, small_bank: bank.Bank) -> None:
    tried = lin.get("/book/care/?longer=100&handed=3&guests=4", headers={"HX-Request": "true"})
    assert "还需联络" in text(tried)
    assert "<html" not in tried.content.decode()
    wrong = lin.get("/book/care/?handed=-3&guests=many&longer=7&segment=%00")
    assert (wrong.status_code, text(wrong).count("请填 0 到 10,000")) == (200, 2)
    assert "还需联络" not in text(wrong)


def test_a_head_sees_the_branch_and_nobody_else_s(chen: Client, small_bank: bank.Bank) -> None:  # noqa: F811
    words = text(chen.get("/branch/care/?branch=B1"))
    assert f"每周需联络 {reckoned()} 次" in words
    assert chen.get("/branch/care/?branch=B9").status_code == 404
    assert signed_in(small_bank.head).get("/book/care/").status_code == 404
