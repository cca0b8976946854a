"""The list of whom to meet around a whole book: of valued customers, of companies, page and API alike."""

from decimal import Decimal

import pytest
from django.test import Client

from support import published
from tilth.data import models
from tilth.domain.network import meeting
from web import bank
from web.conftest import signed_in
from web.support import at_most, text
from web.test_introductions import part, written

HERE = "/book/worth-meeting/"


@pytest.fixture(autouse=True)
def _around(small_bank: bank.Bank) -> None:
    """Give two valued customers and a company of the book somebody to meet."""
    models.PublishedRelation.objects.unscoped().all().delete()
    rich = models.PublishedCustomer.objects.unscoped()
    rich.filter(customer_id="C00001").update(aum=Decimal(9_000_000), kind="person")
    rich.filter(customer_id="C00002").update(aum=Decimal(5_000_000))
    published.customer(small_bank.generation, "F1", name="江晨置业", kind="company", aum=Decimal(10))
    published.customer(small_bank.generation, "K1", name="某K1", last_contact_on=None)
    published.customer(small_bank.generation, "K9", name="某K9", rm_id="S9", branch_id="B9")
    published.relation(small_bank.generation, "K1", "C00001", "referred_by")
    published.relation(small_bank.generation, "K9", "C00001", "referred_by")
    written(small_bank, "C00002", "沈嘉言", "colleague", "company")
    written(small_bank, "C00002", "周敏刚", "sibling", "family")
    written(small_bank, "F1", "恒木板材", "supplier", "company")
    written(small_bank, "F1", "恒木老板", "classmate", "other")


def told(client: Client, circle: str = "") -> str:
    return part(client.get(f"{HERE}?circle={circle}"), "供应商与采购方")


@pytest.mark.requirement("IDN-07")
def test_a_book_says_whom_to_meet_around_its_valued_customers(lin: Client, small_bank: bank.Bank) -> None:
    lin.get(HERE)
    with at_most(16):
        page = told(lin)
    assert "某K1" in page
    assert page.index("某K1") < page.index("沈嘉言")
    assert "沈嘉言 同事 · 陈婉仪 身边 本行没有账户" in page
    for out in ("周敏刚", "某K9", "恒木板材", "恒木老板"):
        assert out not in page
    assert "沈嘉言" in told(lin, "company")
    assert "某K1" not in told(lin, "company")


@pytest.mark.requirement("CORP-04")
def test_suppliers_and_buyers_of_the_book_s_companies_are_listed(lin: Client) -> None:
    page = told(lin, "chain")
    assert "恒木板材 供应商 · 江晨置业 身边 本行没有账户" in page
    assert "恒木老板" not in page
    assert "某K1" not in page


@pytest.mark.requirement("IDN-07")
def test_page_and_api_say_the_same(lin: Client) -> None:
    for circle in ("", "family", "company", "chain"):
        answer = lin.get("/api/v1/worth-meeting", {"circle": circle}).json()
        names = [one["name"] for one in answer["people"]]
        page = told(lin, circle)
        assert answer["next_page"] is None
        assert all(name in page for name in names)
        assert sorted(names, key=page.index) == names
    assert lin.get("/api/v1/worth-meeting", {"circle": "cousins"}).status_code == 422


def test_pages_follow_one_another_and_name_nobody_twice(lin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meeting, "PAGE", 1)
    first, second = text(lin.get(HERE)), text(lin.get(f"{HERE}?page=2"))
    assert "某K1" in first
    assert "下一页" in first
    assert "某K1" not in second
    assert "沈嘉言" in second
    assert "本页没有人选" in text(lin.get(f"{HERE}?page=9"))


def test_whoever_keeps_nobody_is_told_so(small_bank: bank.Bank) -> None:
    assert "还没有值得认识的人" in text(signed_in(small_bank.head).get(HERE))
    assert signed_in(small_bank.teller).get(HERE).status_code == 403


def test_a_suggestion_is_set_aside_and_suggested_again_on_both_pages(lin: Client) -> None:
    people = lin.get("/api/v1/worth-meeting").json()["people"]
    [key] = [one["key"] for one in people if one["name"] == "沈嘉言"]
    aside = {"other": key, "why": "known", "note": "同班同学", "in": "worth_meeting"}
    answer = lin.post("/customers/C00002/dismissals/set-aside/", aside)
    assert (answer.status_code, answer["Location"]) == (302, HERE)
    for address in (HERE, "/customers/C00002/network/"):
        page = text(lin.get(address))
        assert "搁置 1 沈嘉言" in page, address
        assert "本行没有账户 · 已经认识 · 同班同学" in page, address
    assert "沈嘉言" not in str(lin.get("/api/v1/worth-meeting").json())
    again = lin.post("/customers/C00002/dismissals/set-aside/", aside)
    assert (again.status_code, "已经搁置" in text(again)) == (422, True)
    [made] = lin.get("/api/v1/customers/C00002/dismissals").json()
    assert (made["reason"], made["why"], made["restored_on"]) == ("no_account", "known", None)
    row = models.Dismissal.objects.unscoped().get()
    back = lin.post(f"/customers/C00002/dismissals/{row.pk}/restore/", {"in": "https://elsewhere.example"})
    assert back["Location"].startswith("/customers/C00002/network/")
    assert "沈嘉言" in str(lin.get("/api/v1/worth-meeting").json())
