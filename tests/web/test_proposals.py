"""Proposals on pages and on paper: drawn up by a form, stopped when something changed, printed as it was."""

import datetime as dt
import io
from decimal import Decimal
from typing import Any

import pypdf
import pytest
from django.test import Client
from django.urls import reverse

from support import published
from tilth.access import audit
from tilth.data import models
from tilth.domain.products import queries as products
from tilth.web.proposals import letters
from web import bank
from web.conftest import signed_in
from web.support import at_most, text

FILE = "/customers/C00001/"
NEW = f"{FILE}proposals/new/"
NEED = {"kind": "saving", "dimension": "asset", "explicit": "explicit", "nature": "basic"}
SAID = {
    "title": "换房资金安排 #eval(1+1) *粗*",
    "costs": "管理费年 0.50%",
    "risks": "不保本，净值会波动",
    "created": "一笔备用金",
    "difference": "每季度一起看",
}


@pytest.fixture(autouse=True)
def shelf(small_bank: bank.Bank) -> None:
    """Put a product on sale and assess the customer as C2."""
    products._on_sale.cache_clear()
    published.product(
        small_bank.generation,
        "W1",
        name="稳享九十天",
        category="wealth_product",
        risk_level="R2",
        expected_return=Decimal("0.031"),
        term_days=90,
    )
    models.PublishedCustomer.objects.unscoped().filter(customer_id="C00001").update(
        risk_level="C2", risk_assessed_on=bank.DAY, birth_date=dt.date(1980, 1, 1), closed_on=None
    )


def posted(client: Client, **told: Any) -> Any:
    """Let a manager write a need down, present the product, and draw up a proposal."""
    more = {"phase": "comparing", "priority": 1, "source": "talk"}
    client.post(reverse("need_notice", args=["C00001"]), NEED | more)
    client.post(
        f"{FILE}certificates/present/",
        {"product_id": "W1", "action": "recommend", "channel": "branch", "amount": "1000"},
    )
    need = models.Need.objects.unscoped().latest("id")
    certificate = models.Certificate.objects.unscoped().latest("id")
    lead = models.User.objects.get(username="lin").staff_id
    lists = {f"need-{need.pk}": "1", "certificate": str(certificate.pk)}
    team = {"staff": [lead, ""], "part": ["lead", "support"], "percent": ["100", ""]}
    return client.post(NEW, SAID | lists | team | told)


def drawn(client: Client, **told: Any) -> models.Proposal:
    answer = posted(client, **told)
    assert answer.status_code == 302, text(answer)
    return models.Proposal.objects.unscoped().get()


def page_of(row: models.Proposal) -> str:
    return f"{FILE}proposals/{row.pk}/"


def paper(client: Client, row: models.Proposal, language: str = "zh") -> str:
    """Return the text of the document without its breaks."""
    answer = client.get(f"{page_of(row)}pdf/{language}/")
    assert answer.status_code == 200, text(answer)
    pages = pypdf.PdfReader(io.BytesIO(answer.content)).pages
    return "".join(one.extract_text() for one in pages).replace("\n", "").replace(" ", "")


def test_a_proposal_is_drawn_up_by_a_form_and_stands_in_the_file(lin: Client) -> None:
    empty = text(lin.get(f"{FILE}deals/"))
    assert "还没有建议书" in empty
    assert "还没有登记需求" in text(lin.get(NEW))
    row = drawn(lin)
    page = text(lin.get(page_of(row)))
    for shown in ("稳享九十天", "管理费年 0.50%", "不保本", "100 %", "草稿", "一笔备用金", "v1"):
        assert shown in page, shown
    assert "换房资金安排" in text(lin.get(f"{FILE}deals/"))
    changing = text(lin.get(f"{page_of(row)}change/"))
    assert "管理费年 0.50%" in changing
    with at_most(40):
        lin.get(page_of(row))


def test_what_is_refused_keeps_all_that_was_typed(lin: Client) -> None:
    answer = posted(lin, costs="", percent=["99.9", ""])
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "不保本，净值会波动" in page
    assert 'value="99.9"' in page
    again = posted(lin, percent=["99.9", ""])
    assert "还差 0.1%" in text(again)


@pytest.mark.requirement("GOV-04")
def test_the_paper_says_costs_and_risks_first_and_reads_back(lin: Client) -> None:
    row = drawn(lin)
    said = paper(lin, row)
    assert said.index("管理费年0.50%") < said.index("不保本") < said.index("稳享九十天")
    for shown in ("#eval(1+1)*粗*", "SC-", "PR-", "v1", "未批准：草稿", "1/1", "一笔备用金", "每季度一起看"):
        assert shown in said, shown
    assert "Costsandrisksfirst" in paper(lin, row, "en")
    [line, *_rest] = models.AuditEntry.objects.unscoped().filter(action=audit.Event.EXPORT).order_by("id")
    assert (line.subject_type, line.detail["language"]) == ("proposal", "zh")


def test_a_long_name_with_rare_letters_is_printed_and_the_same_bytes_come_again(lin: Client) -> None:
    name = "阿不都热依木·𠮷" + "买买提" * 64
    models.PublishedCustomer.objects.unscoped().filter(customer_id="C00001").update(name=name)
    row = drawn(lin)
    assert name in paper(lin, row)
    address = f"{page_of(row)}pdf/zh/"
    assert lin.get(address).content == lin.get(address).content


def test_a_letter_that_no_font_has_is_named_before_anything_is_printed(lin: Client) -> None:
    row = drawn(lin, price="按 𠀀 计")
    answer = lin.get(f"{page_of(row)}pdf/zh/")
    assert answer.status_code == 422
    assert "没有字体含有“𠀀”" in text(answer)
    assert not models.AuditEntry.objects.unscoped().filter(action=audit.Event.EXPORT).exists()
    assert letters.missing(["𠮷·陈 a\n"]) == ""


def test_what_was_re_rated_stops_the_paper_until_it_is_mended(lin: Client) -> None:
    row = drawn(lin)
    models.PublishedProduct.objects.filter(product_id="W1").update(risk_level="R1")
    products._on_sale.cache_clear()
    page = text(lin.get(page_of(row)))
    assert "稳享九十天 在出证后重新评级" in page
    assert "PDF" not in page
    assert lin.get(f"{page_of(row)}pdf/zh/").status_code == 422
    models.Proposal.objects.unscoped().filter(pk=row.pk).update(
        state="delivered",
        delivered_on=bank.DAY,
        due_on=bank.DAY,
        decided_at=row.made_at,
        decided_by=models.User.objects.exclude(pk=row.made_by_id).first(),
    )
    assert "保留送达时有效的证书" in text(lin.get(page_of(row)))
    assert "SC-" in paper(lin, row)


def test_somebody_else_approves_then_it_is_delivered_and_answered(lin: Client, small_bank: bank.Bank) -> None:
    row = drawn(lin)
    assert "批准或退回" not in text(lin.get(page_of(row)))
    head = signed_in(small_bank.head)
    assert head.post(f"{page_of(row)}decide/", {"yes": "yes"}).status_code == 302
    assert lin.post(f"{page_of(row)}act/deliver/").status_code == 302
    refused = lin.post(f"{page_of(row)}act/answer/", {"became": "changes"})
    assert refused.status_code == 422
    assert lin.post(f"{page_of(row)}act/revise/").status_code == 302
    page = text(lin.get(page_of(row)))
    assert "已有新版本" in page
    assert "v2" in page


def test_foreign_numbers_and_languages_are_nothing(lin: Client) -> None:
    row = drawn(lin)
    other = page_of(row).replace("C00001", "C99999")
    assert lin.post(f"{page_of(row)}act/approve/", {"yes": "yes"}).status_code == 404
    for address in (other, f"{other}pdf/zh/", f"{page_of(row)}pdf/fr/", f"{page_of(row)}act/burn/"):
        answer = lin.post(address) if "/act/" in address else lin.get(address)
        assert answer.status_code == 404, address
