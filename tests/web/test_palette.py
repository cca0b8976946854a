"""The palette: who is found from any page, by whom, and what it leads to."""

import re

import pytest
from django.test import Client

from tilth.data import models
from tilth.domain.customers import search
from web import bank
from web.conftest import signed_in
from web.support import at_most, text

HTMX = {"HX-Request": "true"}


def lines(client: Client, **given: str) -> str:
    return client.get("/palette/", given, headers=HTMX).content.decode()


def people(page: str) -> list[str]:
    return re.findall(r'role="option"[^>]*href="/customers/(C\d+)/', page)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("zmh", ["C00000"]),
        ("zhoumin", ["C00000"]),
        ("敏华", ["C00000"]),
        ("8003", ["C00003"]),
        ("c00003", ["C00003"]),
        ("旁人", []),
        ("> zmh", []),
    ],
)
def test_the_palette_finds_by_what_people_remember(lin: Client, query: str, found: list[str]) -> None:
    assert people(lines(lin, q=query))[:1] == found


def test_it_marks_what_was_looked_for_and_offers_what_to_do(lin: Client) -> None:
    page = lines(lin, q="周敏")
    assert "<mark>周敏</mark>华" in page
    assert "/customers/C00000/record/?from=customer" in page


def test_a_head_finds_a_masked_name_and_nothing_of_the_next_branch(small_bank: bank.Bank) -> None:
    page = lines(signed_in(small_bank.head), q="周敏华")
    assert people(page)[:1] == ["C00000"]
    assert "周敏华" not in re.sub(r'(?:value|href|data-text)="[^"]*"', "", page)
    assert people(lines(signed_in(small_bank.head), q="C00900")) == []


def test_in_a_large_branch_names_are_found_from_their_beginning(
    small_bank: bank.Bank, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = signed_in(small_bank.head)
    assert people(lines(head, q="敏华"))[:1] == ["C00000"]
    assert "data-cut" not in lines(head, q="敏华")
    monkeypatch.setattr(search, "READ", 5)
    assert people(lines(head, q="敏华")) == []
    assert people(lines(head, q="8000")) == []
    assert "data-cut" in lines(head, q="周")
    assert "只列出以此开头的姓名" in text(head.get("/customers/", {"q": "周"}))
    for query in ("周敏", "zhoumin", "zmh", "c00000"):
        assert people(lines(head, q=query))[:1] == ["C00000"], query
        assert "/customers/C00000/" in head.get("/customers/", {"q": query}).content.decode(), query


def test_who_sees_the_whole_bank_must_name_somebody(small_bank: bank.Bank) -> None:
    officer = signed_in(small_bank.officer)
    assert "须指明一人" not in lines(officer)
    page = lines(officer, q="zm")
    assert people(page) == []
    assert "须指明一人" in page
    assert set(people(lines(officer, q="郑淑芬"))) == {"C00007"}


def test_without_a_text_it_shows_whom_i_opened_last(lin: Client) -> None:
    assert people(lines(lin)) == []
    for number in (1, 2, 3, 4, 5, 6, 2):
        lin.get(f"/customers/C{number:05}/")
    assert people(lines(lin)) == ["C00002", "C00006", "C00005", "C00004", "C00003"]


def test_who_is_out_of_sight_is_not_recent_any_more(lin: Client) -> None:
    lin.get("/customers/C00001/")
    models.PublishedCustomer.objects.unscoped().filter(customer_id="C00001").update(rm_id="S9")
    assert people(lines(lin)) == []


def test_pages_and_settings_follow_the_role(small_bank: bank.Bank) -> None:
    teller = text(signed_in(small_bank.teller).get("/palette/"))
    assert "偏好" in teller
    assert "客户列表" not in teller
    assert "快速记录" not in teller


def test_picking_somebody_to_record_leads_to_the_form(lin: Client) -> None:
    page = lines(lin, q="zmh", mode="record")
    assert 'href="/customers/C00000/record/?from=customer"' in page
    assert "跳转" not in page


def test_as_a_page_of_its_own_it_is_a_plain_form(lin: Client) -> None:
    page = lin.get("/palette/", {"q": "zmh"}).content.decode()
    assert "<html" in page
    assert page.count('id="palette-list"') == 1
    assert people(page)[:1] == ["C00000"]


def test_what_was_typed_is_not_in_the_audit(lin: Client) -> None:
    lines(lin, q="13800038003")
    entry = models.AuditEntry.objects.unscoped().get(action="search")
    assert entry.customer_ids == ["C00003"]
    assert "13800038003" not in str(entry.detail)


def test_the_palette_needs_few_queries(lin: Client) -> None:
    lines(lin, q="zmh")
    with at_most(7):
        lines(lin, q="zmh")


def test_preferences_are_a_page_with_plain_forms(lin: Client, small_bank: bank.Bank) -> None:
    page = lin.get("/preferences/").content.decode()
    assert "Ctrl" in page
    lin.post("/preferences/", {"choice": "updown", "value": "intl", "next": "/preferences/"})
    assert 'data-updown="intl"' in lin.get("/preferences/").content.decode()
    assert Client().get("/preferences/").headers["Location"] == "/sign-in/"


@pytest.mark.parametrize(
    ("word", "leads"),
    [
        ("到期", "/customers/?due=30&amp;sort=due"),
        ("白金", "/customers/?tier=platinum"),
        ("基金", "/customers/?category=fund"),
        ("platinum", "/customers/?tier=platinum"),
        ("导出", "/due/week/"),
        ("打印", "/print/"),
    ],
)
def test_words_of_products_and_acts_lead_to_their_lists(lin: Client, word: str, leads: str) -> None:
    assert f'href="{leads}"' in lines(lin, q=word)
    address = leads.replace("&amp;", "&")
    if "customers" in leads:
        assert "已忽略" not in text(lin.get(address))


def test_words_lead_nobody_where_the_role_has_nothing(small_bank: bank.Bank) -> None:
    assert "tier=platinum" not in lines(signed_in(small_bank.officer), q="白金")
    assert "tier=platinum" not in lines(signed_in(small_bank.teller), q="白金")
    assert 'href="/audit/"' in lines(signed_in(small_bank.officer), q="导出")
