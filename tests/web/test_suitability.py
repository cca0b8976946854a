"""Suitability on pages: what suits a customer, the certificate, the questions; the rest stands nowhere."""

import datetime as dt
import re
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from support import published
from tilth.access import audit
from tilth.data import models
from tilth.domain.products import queries as products
from tilth.policy import playbook
from tilth.policy.subjects.assessment import AssessmentRules
from tilth.web.suitability import products as listed_products
from web import bank
from web.conftest import signed_in
from web.support import at_most, text

FILE = "/customers/C00001/"
HERE, SHELF, PRESENT = f"{FILE}wealth/", f"{FILE}shelf/", f"{FILE}certificates/present/"
ASK = f"{FILE}assessment/"
LIBRARY = "/library/products/"


@pytest.fixture(autouse=True)
def shelf(small_bank: bank.Bank) -> None:
    """Put two deposits and three graded products on sale, and assess the customer as C2."""
    products._on_sale.cache_clear()
    calm = {
        "category": "wealth_product",
        "risk_level": "R2",
        "expected_return": Decimal("0.031"),
        "term_days": 90,
    }
    published.product(small_bank.generation, "D1", name="整存整取一年")
    published.product(
        small_bank.generation, "D90", name="整存整取三个月", term_days=90, expected_return=Decimal("0.0125")
    )
    published.product(small_bank.generation, "W1", name="稳享九十天", **calm)
    published.product(
        small_bank.generation, "F5", name="进取股票", **calm | {"category": "fund", "risk_level": "R3"}
    )
    published.product(
        small_bank.generation,
        "G1",
        name="积存金",
        **calm | {"category": "precious_metal", "risk_level": "R1"},
    )
    models.PublishedCustomer.objects.unscoped().filter(customer_id="C00001").update(
        risk_level="C2", risk_assessed_on=bank.DAY, birth_date=dt.date(1980, 1, 1), closed_on=None
    )


def presented(client: Client, product: str, **told: Any) -> Any:
    return client.post(PRESENT, {"product_id": product, "action": "recommend", "channel": "branch", **told})


@pytest.mark.requirement("PROD-02", "PROD-03")
def test_the_shelf_of_a_customer_names_what_suits_and_the_gap_and_nothing_else(lin: Client) -> None:
    page = text(lin.get(SHELF))
    assert "稳享九十天" in page
    assert "进取股票" not in page
    assert "积存金" not in page, "the bank's own grade lifts it above the level"
    assert "2 个产品不适合，未列出" in page
    assert "类中" in page
    assert "未持有" in page


@pytest.mark.requirement("PROD-02")
@pytest.mark.requirement("PROD-06")
def test_every_product_shows_its_wheel_both_grades_and_its_yield_beside_a_deposit(lin: Client) -> None:
    page = text(lin.get(LIBRARY))
    for shown in ("稳享九十天", "基础理财类", "优势产品", "90 天存款 1.25%", "3.10%"):
        assert shown in page, shown
    [gold] = [row for row in lin.get(LIBRARY).content.decode().split("<tr>") if "积存金" in row]
    assert [*re.findall(r"\bR\d\b", text_of(gold))] == ["R1", "R3", "R3"]


def test_products_are_found_by_name_category_and_grade_and_every_heading_orders(lin: Client) -> None:
    def names(query: str) -> list[str]:
        return re.findall(r'<td class="wrap"><b>([^<]+)</b>', lin.get(LIBRARY + query).content.decode())

    every = names("")
    assert names("?q=九十") == names("?category=wealth_product&q=稳享") == ["稳享九十天"]
    graded = [name for grade in ("R1", "R2", "R3", "R4", "R5") for name in names(f"?grade={grade}")]
    assert "积存金" in names("?grade=R3")
    assert sorted(graded) == sorted(name for name in every if "整存整取" not in name)
    for code in listed_products._KEYS:
        assert sorted(names(f"?sort={code}")) == sorted(names(f"?sort=-{code}")) == sorted(every)
    assert names("?sort=name") == names("?sort=-name")[::-1]
    assert "没有符合条件的产品" in text(lin.get(f"{LIBRARY}?q=无"))
    for nonsense in ("?category=x&grade=%00&after=-1&sort=x", "?after=9999999999"):
        assert names(nonsense) == every


def test_a_long_shelf_is_shown_a_page_at_a_time(lin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listed_products, "MOST", 2)
    first = lin.get(LIBRARY).content.decode()
    assert first.count('<td class="wrap">') == 2
    further = re.search(r'href="(/library/products/[^"]*after=2[^"]*)"', first)
    assert further is not None
    assert lin.get(further[1].replace("&amp;", "&")).content.decode().count('<td class="wrap">') == 2


def text_of(row: str) -> str:
    return re.sub(r"<[^>]+>|data-label=\"[^\"]*\"", " ", row)


def test_what_is_presented_leaves_a_certificate_that_is_judged_again_as_it_is_opened(lin: Client) -> None:
    assert presented(lin, "W1", amount="1000").status_code == 302
    [row] = models.Certificate.objects.unscoped()
    [listed] = lin.get("/api/v1/customers/C00001/certificates").json()
    assert (listed["verdict"], listed["duties"]) == ("allowed", ["risk_notice"])
    assert "inputs" not in listed
    page = text(lin.get(f"{FILE}certificates/{row.pk}/"))
    for shown in ("适当性证书", "稳享九十天", "C2 稳健型", "不是存款", "结论一致", "符合", "default-1"):
        assert shown in page, shown
    assert "稳享九十天" in text(lin.get(HERE))


def test_what_does_not_suit_says_why_and_stays_in_the_audit(lin: Client) -> None:
    answer = presented(lin, "F5")
    assert answer.status_code == 422
    assert "产品等级 R3 高于客户的风险承受能力" in text(answer)
    assert not models.Certificate.objects.unscoped().exists()
    lines = models.AuditEntry.objects.unscoped().filter(action=audit.Event.REFUSAL, why="unsuitable")
    assert [one.detail["product"] for one in lines] == ["F5"]
    api = lin.post(
        "/api/v1/customers/C00001/certificates/present", {"product_id": "F5"}, content_type="application/json"
    )
    assert (api.status_code, api.json()["error"]) == (409, "unsuitable")
    assert lines.all().count() == 2
    assert presented(lin, "F5", action="own_wish").status_code == 302


def test_a_manager_never_takes_an_assessment(lin: Client) -> None:
    before = models.AuditEntry.objects.unscoped().filter(action=audit.Event.REFUSAL).count()
    assert lin.get(ASK).status_code == lin.post(ASK, {}).status_code == 403
    assert models.AuditEntry.objects.unscoped().filter(action=audit.Event.REFUSAL).count() == before + 2
    assert ASK not in lin.get(HERE).content.decode()


def test_a_leader_takes_one_and_nobody_reads_the_answers_again(small_bank: bank.Bank, lin: Client) -> None:
    head = signed_in(small_bank.head)
    rules = playbook.default().of(AssessmentRules)
    assert all(one.zh in text(head.get(ASK)) for one in rules.asks)
    given = {f"ask-{one.code}": "c" for one in rules.asks} | {"signed": "paper"}
    missing = head.post(ASK, given | {"ask-loss": ""})
    assert (missing.status_code, "请选择一个答案" in text(missing)) == (422, True)
    assert head.post(ASK, given).status_code == 302
    [row] = models.Assessment.objects.unscoped()
    assert (row.level, row.signed) == (
        rules.result(dict.fromkeys([one.code for one in rules.asks], "c")).level,
        "paper",
    )
    page = text(lin.get(HERE))
    assert row.version in page
    listed = lin.get("/api/v1/customers/C00001/assessments").json()
    assert "answers" not in listed[0]
    assert listed[0]["level"] == row.level
    again = head.get(ASK).content.decode()
    assert "checked" not in again


def test_the_tab_asks_the_same_number_of_questions_however_much_was_presented(lin: Client) -> None:
    lin.get(HERE)
    with at_most(16):
        lin.get(HERE)
    for _ in range(3):
        presented(lin, "W1", amount="1000")
    with at_most(16):
        lin.get(HERE)
