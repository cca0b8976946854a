"""The frame of one customer's file: its head, the line of tabs, a tab alone under a head that stands."""

import re

import pytest
from django.test import Client

from support import published
from tilth.data import models
from tilth.policy.permissions import may
from tilth.policy.subjects.kit import TABS
from tilth.web import tabs
from tilth.web.file.tabs import of, stand
from web import bank
from web.conftest import signed_in
from web.support import at_most, text

ONE = "/customers/C00001/"
PANEL = {"HX-Request": "true", "HX-Target": "file"}
ASKS = {"": 7, "profile/": 8, "wealth/": 8, "deals/": 9, "network/": 21, "timeline/": 10, "rules/": 11}
"""Statements of a click on a tab at most, the transaction's included."""


def address(code: str) -> str:
    return ONE if code == "overview" else f"{ONE}{code}/"


def line(page: str) -> dict[str, bool]:
    """Return the tabs in the line by their codes, and whether each is the open one."""
    nav = re.search(r'<nav class="t-tabline".*?</nav>', page, re.DOTALL)
    assert nav is not None
    found = re.findall(r'<a id="tab-(\w+)" href="[^"]+" hx-get="[^"]+"( aria-current="page")?>', nav[0])
    return {code: bool(current) for code, current in found}


def test_the_tabs_are_those_of_the_declarations_in_their_order(lin: Client) -> None:
    assert [one.code for one in tabs.TABS] == list(TABS)
    with pytest.raises(ValueError, match="overview, profile"):
        stand(tabs.TABS[1:])
    assert list(line(lin.get(ONE).content.decode())) == list(TABS)


@pytest.mark.parametrize("code", TABS)
def test_a_tab_has_an_address_a_title_and_the_head(lin: Client, code: str) -> None:
    page = lin.get(address(code)).content.decode()
    assert [one for one, current in line(page).items() if current] == [code]
    assert page.count("<h1") == 1
    assert "赵国强" in page
    assert "先做这一件" in page
    title = "客户档案" if code == "overview" else TABS[code].told("zh")
    assert f"<title>{title} · Tilth 深耕</title>" in page


@pytest.mark.parametrize("code", TABS)
def test_a_click_sends_the_part_of_the_page_that_it_replaces(lin: Client, code: str) -> None:
    plain = re.compile(
        r'csrfmiddlewaretoken" value="[^"]+"|[0-9a-f]{8}-[0-9a-f-]{27}|<tr><td class="num">.*?</tr>'
    )  # of the rows, those who looked: one more each time
    lin.get(address(code))
    page, part = (
        plain.sub("", lin.get(address(code), headers=headers).content.decode()) for headers in ({}, PANEL)
    )
    title, _, body = part.partition("\n")
    assert title in page
    assert body.strip() in page
    assert body.lstrip().startswith('<div class="t-file" id="file"')
    assert "<h1" not in part


def test_the_way_back_asks_for_the_whole_page(lin: Client) -> None:
    restored = lin.get(f"{ONE}timeline/", headers=PANEL | {"HX-History-Restore-Request": "true"})
    assert restored.content.startswith(b"<!doctype html>")


@pytest.mark.parametrize("role", ["manager", "head", "officer"])
def test_a_role_is_offered_what_it_may_open_and_no_more(small_bank: bank.Bank, role: str) -> None:
    person = getattr(small_bank, role)
    client = signed_in(person)
    offered = line(client.get(ONE).content.decode())
    for code in TABS:
        allowed = all(may(person.role, thing, action) for thing, action in of(code).needs)
        assert (code in offered) == allowed
        assert client.get(address(code)).status_code == (200 if allowed else 403)


def test_a_tab_with_nothing_to_show_is_not_there_but_its_address_answers(
    lin: Client, small_bank: bank.Bank
) -> None:
    nothing = {"aum": 0, "aum_avg_90": 0, "liabilities": 0, "categories": [], "product_count": 0}
    published.customer(small_bank.generation, customer_id="C01000", tier_basis=0, **nothing)
    assert "wealth" not in line(lin.get("/customers/C01000/").content.decode())
    page = lin.get("/customers/C01000/wealth/")
    assert line(page.content.decode())["wealth"]
    assert "没有在持产品。" in text(page)


@pytest.mark.parametrize(("was", "now"), [("tasks", "deals"), ("people", "network"), ("segment", "growth")])
def test_an_address_of_before_opens_the_tab_of_today(lin: Client, was: str, now: str) -> None:
    assert line(lin.get(f"{ONE}{was}/").content.decode())[now]


def test_a_tab_asks_for_what_stands_in_it_alone(lin: Client) -> None:
    for path, most in ASKS.items():
        lin.get(f"{ONE}{path}", headers=PANEL)
        with at_most(most):
            lin.get(f"{ONE}{path}", headers=PANEL)


def test_the_profile_tells_what_the_bank_s_data_know(lin: Client, small_bank: bank.Bank) -> None:
    models.PublishedCustomer.objects.unscoped().filter(customer_id="C00001").update(city="杭州")
    words = text(lin.get(f"{ONE}profile/"))
    for told in ("城市 杭州", "职业 医生", "手机 138****8001"):
        assert told in words
    assert "年收入" not in text(signed_in(small_bank.head).get(f"{ONE}profile/"))


def test_what_is_done_leads_back_to_its_tab(lin: Client) -> None:
    made = lin.post(f"{ONE}tasks/add/", {"step": "send_material", "due_on": "2026-04-03"}, follow=True)
    assert made.redirect_chain == [(f"{ONE}deals/?done", 302)]
    refused = lin.post(f"{ONE}tasks/add/", {"step": "other", "due_on": "2026-04-03"})
    assert refused.status_code == 422
    assert line(refused.content.decode())["deals"]


def test_a_contact_recorded_over_a_tab_leads_back_to_it(lin: Client) -> None:
    spoken = {"key": "over-a-tab", "channel": "phone", "outcome": "connected", "purpose": "service"}
    spoken |= {"intention": "weak", "two_way": "yes", "step": "none", "origin": "customer_growth"}
    assert lin.post(f"{ONE}record/", spoken).headers["Location"].startswith(f"{ONE}growth/?recorded=")
    current = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{ONE}network/"}
    answer = lin.post(f"{ONE}record/", spoken | {"key": "another"}, headers=current)
    assert answer.headers["HX-Redirect"].startswith(f"{ONE}network/?recorded=")
