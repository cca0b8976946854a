"""What the night noticed in a customer: in words, with what is at stake, until when, rule and figures."""

import re
from decimal import Decimal

from django.test import Client

from support import published
from tilth.policy import playbook
from tilth.policy.vocabulary import SIGNAL_KINDS
from tilth.web.reasons.signals import _WRITTEN
from web import bank
from web.support import text

RULES = "/customers/C00001/rules/"
FIGURES = [
    {"source": "holding", "number": "H1", "name": "三年定期", "day": "2026-03-31", "amount": "200000.00"},
    {"source": "product", "number": "P9", "name": "三年大额存单", "day": "2026-03-31", "amount": None},
]
GAP = {
    "subject": "H1",
    "amount": Decimal(200_000),
    "money": Decimal(40_000),
    "detail": {"rate": "0.01500000", "shelf_rate": "0.01900000"},
    "purpose": "new_product",
    "evidence": FIGURES,
}


def test_every_kind_has_its_sentence_and_its_rule_in_both_languages() -> None:
    assert set(_WRITTEN) == set(SIGNAL_KINDS)
    assert all(kind.rule.zh and kind.rule.en for kind in playbook.default().signals.kinds)


def test_a_signal_says_what_why_how_much_until_when_and_from_what(lin: Client, small_bank: bank.Bank) -> None:
    published.signal(small_bank.generation, "C00001", "rate_gap", **GAP)
    page = text(lin.get(RULES))
    assert "有更高利率在售" in page
    assert "三年定期中的¥20万利率为1.50%；今日在售的三年大额存单为1.90%" in page
    assert "关乎金额 ¥4万" in re.sub(r"\s+", " ", page)
    assert "持有产品的利率低于今日在售同类产品" in page
    assert "amount 50,000" in page
    assert "LIFE-07" in page
    assert "新品讯息" in page
    assert "200,000.00" in page


def test_what_was_acted_on_stands_last_and_says_so(lin: Client, small_bank: bank.Bank) -> None:
    detail = {"opened_on": "2020-01-02"}
    published.signal(small_bank.generation, "C00001", "never_contacted", detail=detail, money=Decimal(10))
    published.signal(small_bank.generation, "C00001", "rate_gap", **GAP | {"state": "acted_on"})
    page = text(lin.get(RULES))
    assert page.index("从未联络") < page.index("有更高利率在售")
    assert page.index("有更高利率在售") < page.index("已处理")


def test_nothing_noticed_takes_a_line_and_other_customers_signals_are_not_shown(
    lin: Client, small_bank: bank.Bank
) -> None:
    published.signal(small_bank.generation, "C00002", "rate_gap", **GAP)
    assert "当晚没有仍待处理的信号。" in text(lin.get(RULES))
