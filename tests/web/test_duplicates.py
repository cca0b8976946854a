"""Likely duplicates on pages: the queue of who leads, a pair side by side, a customer's own."""

import pytest
from django.db import connection
from django.test import Client

from tilth.data import models
from tilth.domain.duplicates import operations
from tilth.policy.duplicates.evidence import Pair
from web import bank
from web.conftest import signed_in
from web.support import at_most, text

TOLD = (("name", "near", 4.3), ("birthday", "same", 14.2), ("mobile", "same", 18.1), ("branch", "same", 2.6))


def keep(small_bank: bank.Bank, *pairs: tuple[str, str, float]) -> None:
    rows = [Pair(customer_id=one, other_id=other, weight=weight, told=TOLD) for one, other, weight in pairs]
    given = {"generation": small_bank.generation.pk, "day": bank.DAY, "at": bank.MORNING}
    operations.keep(connection.connection, rows, **given)


@pytest.fixture
def head(small_bank: bank.Bank) -> Client:
    keep(small_bank, ("C00001", "C00002", 12.6), ("C00003", "C00004", 2.0))
    return signed_in(small_bank.head)


@pytest.mark.requirement("IDN-02", part="the referral form")
def test_the_queue_shows_the_likeliest_side_by_side_with_its_evidence(head: Client) -> None:
    with at_most(12):
        page = head.get("/duplicates/")
    words = text(page)
    for one in (
        "2 组",
        "99.98%",
        "80.00%",
        "差一个字",
        "+14.2",
        "+12.6",
        "−26.6",
        "看看归并会移动什么",
    ):
        assert one in words, one
    assert 'href="/customers/C00001/merge/?with=C00002"' in page.content.decode()
    [second] = models.Duplicate.objects.unscoped().filter(customer_id="C00003")
    assert "C00004" in text(head.get(f"/duplicates/?pair={second.pk}"))


@pytest.mark.requirement("IDN-02", part="the referral form")
def test_two_persons_leave_the_queue_and_stay_in_the_file(head: Client) -> None:
    [pair] = models.Duplicate.objects.unscoped().filter(customer_id="C00001")
    answer = head.post(f"/customers/C00001/two-persons/{pair.pk}/", {"note": "双胞胎"}, follow=True)
    words = text(answer)
    assert "已记录：两位客户" in words
    assert "C00001" not in words
    file = text(head.get("/customers/C00002/network/"))
    assert "双胞胎" in file
    assert "不是同一人" in file
    again = head.post(f"/customers/C00001/two-persons/{pair.pk}/", {"note": ""}, follow=True)
    assert "已经核实过" in text(again)


def test_an_empty_queue_says_what_to_do(small_bank: bank.Bank) -> None:
    words = text(signed_in(small_bank.head).get("/duplicates/"))
    assert "没有待核实的疑似重复" in words
    assert "关系" in words


def test_the_queue_is_read_page_by_page(small_bank: bank.Bank) -> None:
    numbers = [f"C{number:05d}" for number in range(30)]
    pairs = [(one, other, 5.0) for place, one in enumerate(numbers) for other in numbers[place + 1 :]]
    keep(small_bank, *pairs[:60])
    head = signed_in(small_bank.head)
    first, second = (head.get(f"/duplicates/?page={page}").content.decode() for page in (1, 2))
    assert (first.count('<li><a href="?pair='), second.count('<li><a href="?pair=')) == (50, 10)
    assert "page=2" in first
    assert head.get("/duplicates/?page=99").status_code == 200
    assert head.get("/duplicates/?page=x&pair=y").status_code == 200


@pytest.mark.requirement("IDN-02", part="the referral form")
def test_a_manager_reports_in_the_file_and_may_not_decide(lin: Client) -> None:
    given = {"other_id": "C00002", "note": "电话里是同一个人"}
    assert lin.post("/customers/C00001/duplicates/report/", given).status_code == 302
    words = text(lin.get("/customers/C00001/network/"))
    assert "电话里是同一个人" in words
    refused = lin.post("/customers/C00001/duplicates/report/", {"other_id": "NOBODY", "note": "x"})
    assert refused.status_code == 422
    assert "您的客户里没有这个客户号" in text(refused) or "没有" in text(refused)
    [pair] = models.Duplicate.objects.unscoped()
    assert lin.post(f"/customers/C00001/two-persons/{pair.pk}/", {"note": ""}).status_code == 403
    page = lin.get("/duplicates/")
    assert "同事上报" in text(page)
    assert "two-persons" not in page.content.decode()
