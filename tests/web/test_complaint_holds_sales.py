"""While a complaint is open nothing is offered, whichever page names products or reasons (TRAP-19)."""

from decimal import Decimal

import pytest
from django.test import Client

from support import published
from tilth.data import models
from tilth.domain.products import queries as products
from web import bank
from web.support import text

NUMBER, FILE = "C00001", "/customers/C00001/"
NAMED = ("整存整取一年", "稳享九十天")


@pytest.fixture(autouse=True)
def shelf(small_bank: bank.Bank) -> None:
    """Put a deposit and a calm product on sale, of which both suit the customer."""
    products._on_sale.cache_clear()
    published.product(small_bank.generation, "D1", name=NAMED[0])
    calm = {"category": "wealth_product", "risk_level": "R2", "term_days": 90}
    published.product(small_bank.generation, "W1", name=NAMED[1], **calm)
    row = models.PublishedCustomer.objects.unscoped().filter(customer_id=NUMBER)
    row.update(deposit_avg_30=60_000, risk_level="C2", risk_assessed_on=bank.DAY, closed_on=None)


@pytest.fixture
def deal(small_bank: bank.Bank) -> str:
    return bank.deal(small_bank, NUMBER)


def complain(small_bank: bank.Bank) -> None:
    models.Suppression.objects.create(
        customer_id=NUMBER, kind="complaint_open", starts_on=bank.DAY, recorded_by=small_bank.officer
    )


PAGES = ("record/", "shelf/", "wealth/", "deals/{deal}/")


@pytest.mark.requirement("TRAP-19", part="that the error is put right first, and that no sale is a remedy")
@pytest.mark.parametrize("page", PAGES)
def test_no_page_names_a_product_to_offer_while_a_complaint_is_open(
    lin: Client, small_bank: bank.Bank, deal: str, page: str
) -> None:
    address = FILE + page.format(deal=deal)
    assert any(name in text(lin.get(address)) for name in NAMED), "what is held must be there first"
    complain(small_bank)
    assert not any(name in text(lin.get(address)) for name in NAMED)


def test_the_call_card_names_no_reason_to_sell_while_a_complaint_is_open(
    lin: Client, small_bank: bank.Bank
) -> None:
    detail = {"category": "fund", "since": "2026-01-02", "stage": "qualify", "usual": None}
    told = {"detail": detail, "amount": Decimal(80_000), "money": Decimal(80_000), "purpose": "introduce"}
    published.signal(small_bank.generation, NUMBER, "deal_stale", **told)
    card = {"detail": {}, "purpose": "due_notice"}
    published.signal(small_bank.generation, NUMBER, "card_expiring", subject="X1", **card)
    address, stale, due = f"{FILE}record/", "停留在“筛选”阶段", "卡片 X1"
    page = text(lin.get(address))
    assert stale in page
    assert due in page
    complain(small_bank)
    page = text(lin.get(address))
    assert stale not in page
    assert due in page, "what serves the customer stays"


def test_a_presentation_is_refused_while_a_complaint_is_open(lin: Client, small_bank: bank.Bank) -> None:
    complain(small_bank)
    given = {"product_id": "W1", "action": "recommend", "channel": "branch"}
    assert lin.post(f"{FILE}certificates/present/", given).status_code == 422
    assert not models.Certificate.objects.unscoped().exists()
