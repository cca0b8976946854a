"""What the night noticed in a customer: in words, with what is at stake, until when, rule and figures."""

import datetime as dt
import re
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from support import published
from tilth.data import models
from tilth.policy import playbook
from tilth.policy.vocabulary import SIGNAL_KINDS
from tilth.web.reasons.signals import _WRITTEN
from web import bank
from web.conftest import signed_in
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
    assert "金额 ¥5万" in page
    assert "LIFE-07" in page
    assert "新品讯息" in page
    assert "200,000.00" in page


def test_a_kind_that_is_about_a_day_tells_that_day_and_no_money_where_none_is_at_stake(
    lin: Client, small_bank: bank.Bank
) -> None:
    days = {"due_on": dt.date(2026, 4, 16), "lapses_on": dt.date(2026, 4, 21)}
    given = {**days, "subject": "P1", "amount": Decimal(1_200), "money": Decimal(0)}
    published.signal(small_bank.generation, "C00001", "premium_due", **given)
    said = re.sub(r"\s+", " ", text(lin.get("/")))
    assert "保费到期 ¥1,200 ，04-16" in said
    assert "04-21" not in said
    rules = text(lin.get(RULES))
    assert "保费 04-16 应缴" in rules
    assert "关乎金额" not in rules


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


SHELF = "今日在售的三年大额存单"
WHY = {"key": "0191-a", "reason": "done_otherwise", "note": "", "from": "rules"}


@pytest.mark.requirement("LIST-14")
def test_a_signal_is_closed_with_a_reason_where_it_stands_and_opened_again(
    lin: Client, small_bank: bank.Bank
) -> None:
    told = published.signal(small_bank.generation, "C00001", "rate_gap", **GAP)
    address = reverse("close_event", args=["C00001", told.event_id])
    assert f'href="{address}?from=rules"' in lin.get(RULES).content.decode()
    assert "有更高利率在售" in text(lin.get(f"{address}?from=rules"))
    answer = lin.post(address, WHY, follow=True)
    assert answer.redirect_chain == [(RULES, 302)]
    assert "已办结：已用其他方式处理" in text(answer)
    [made] = models.ReasonClosure.objects.unscoped()
    assert (made.event_id, made.kind, made.reason) == (told.event_id, "rate_gap", "done_otherwise")
    assert SHELF not in text(lin.get("/customers/C00001/record/"))
    again = reverse("reopen_event", args=["C00001", made.pk])
    assert f'action="{again}"' in answer.content.decode()
    assert "已办结" not in text(lin.post(again, {"from": "rules"}, follow=True))
    assert SHELF in text(lin.get("/customers/C00001/record/"))


def test_a_signal_that_was_acted_on_or_is_out_of_sight_cannot_be_closed(
    lin: Client, small_bank: bank.Bank
) -> None:
    acted = published.signal(small_bank.generation, "C00001", "rate_gap", **GAP | {"state": "acted_on"})
    other = published.signal(small_bank.generation, "C00002", "rate_gap", **GAP)
    for customer_id, event_id in (("C00001", acted.event_id), ("C00001", other.event_id)):
        assert lin.post(reverse("close_event", args=[customer_id, event_id]), WHY).status_code == 404
    address = reverse("close_event", args=["C00002", other.event_id])
    assert signed_in(small_bank.neighbour).post(address, WHY).status_code == 404
    assert signed_in(small_bank.head).post(address, WHY).status_code == 403


NEED = {"day": "2026-04-20", "nature": "forecast", "need": "home", "phase": "brewing", "priority": 1}
DEAL = {"category": "mortgage", "stage": "qualify"}


@pytest.mark.requirement("NEED-10", "REL-11")
def test_needs_and_opportunities_say_what_since_when_and_by_when(lin: Client, small_bank: bank.Bank) -> None:
    deal = bank.deal(small_bank, "C00001")
    money = {"amount": Decimal(900_000), "money": Decimal(900_000)}
    figures = [
        {"source": "opportunity", "number": deal, "name": "", "day": "2026-01-05", "amount": "900000.00"}
    ]
    published.signal(small_bank.generation, "C00001", "need_due", detail=NEED, **money)
    stale = DEAL | {"since": "2026-01-05", "usual": 7}
    published.signal(small_bank.generation, "C00001", "deal_stale", detail=stale, evidence=figures, **money)
    near = {"detail": {"category": None, "stage": "present", "day": "2026-04-03"}}
    published.signal(small_bank.generation, "C00001", "deal_day_near", **near)
    page = text(lin.get(RULES))
    for told in (
        "购房（预测）04-20要用：酝酿期，优先级 1，¥90万",
        "按揭，¥90万 自 01-05 起停留在“筛选”阶段；本行中位数为 7 天",
        "商机 处于“简报方案”阶段，预计 04-03 成交",
        "超过本行中位数的 2 倍 · 至少 10 笔离开过该阶段时 · 否则超过 30 天",
    ):
        assert told in page, told
    assert f"/customers/C00001/deals/{deal}/" in lin.get(RULES).content.decode()
    chips = re.sub(r"\s+", " ", text(lin.get("/")))
    assert "需求到期 ¥90万 ，04-20" in chips
    assert "商机停滞 ¥90万 ，自 01-05" in chips
