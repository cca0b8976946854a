"""The order of value on pages: signals first, points term by term, the opening that the night chose."""

import datetime as dt
import re
from decimal import Decimal

import pytest
from django.test import Client

from support import published
from tilth.policy import playbook
from web import bank
from web.support import text

IDLE = {"amount": Decimal(520_000), "money": Decimal(520_000), "detail": {"since": "2026-03-01", "aum": "9"}}
WORTH = {
    "kind": "idle_cash",
    "event_id": "C00001|idle_cash|",
    "money": Decimal(520_000),
    "days_left": 6,
    "urgency": 800,
    "reach": 680,
    "agree": 140,
    "expected": Decimal(39_603),
    "care": 250,
    "effort": 100,
    "worn": 50,
    "instead": "wecom",
    "points": 4_060,
    "opening": "idle_cash_1",
}


def _listed(small_bank: bank.Bank, state: str = "open") -> None:
    published.signal(small_bank.generation, "C00001", "idle_cash", **IDLE, state=state)
    published.call_value(small_bank.generation, "S1", 2, "C00001", **WORTH)


def _row(page: str, rank: int) -> str:
    (row,) = re.findall(rf'<li class="t-call[^>]*aria-label="{rank} .*?</li>', page, re.DOTALL)
    return row


def test_the_signal_that_counts_stands_first_with_money_and_day(lin: Client, small_bank: bank.Bank) -> None:
    _listed(small_bank)
    row = _row(lin.get("/").content.decode(), 2)
    chips = re.findall(r'class="t-chip[^"]*">(.*?)</span>', row, re.DOTALL)
    assert "活期资金闲置 <b>¥52万</b>，04-30 前" in chips[0]


def test_what_is_asked_about_again_stands_there_with_its_money(lin: Client, small_bank: bank.Bank) -> None:
    _listed(small_bank, "acted_on")
    assert "活期资金闲置 <b>¥52万</b>，04-30 前" in _row(lin.get("/").content.decode(), 2)


@pytest.mark.requirement("CAD-06")
def test_every_term_of_the_points_is_told(lin: Client, small_bank: bank.Bank) -> None:
    _listed(small_bank)
    told = (
        "40.6 分 = ¥52万（活期资金闲置）× 紧迫 0.80（还剩 6 天）× 打得通 0.68 × 会同意 0.14（预期 ¥4万）"
        " + 欠联络 2.5 − 用时 1.0 − 一直用电话 0.5（改用企业微信）"
    )
    row = _row(lin.get("/").content.decode(), 2)
    assert ">40.6</small>" in row
    assert told in row
    assert told in text(lin.get("/customers/C00001/rules/"))
    assert "分 =" not in text(lin.get("/customers/C00002/rules/"))


def test_a_name_begins_with_the_opening_that_the_night_chose(lin: Client, small_bank: bank.Bank) -> None:
    _listed(small_bank)
    assert "您活期里有¥52万放了一段时间，是留着要用的吗？" in text(lin.get("/"))


def test_a_sentence_names_the_day_on_which_it_happened_not_the_one_on_which_it_lapses(
    lin: Client, small_bank: bank.Bank
) -> None:
    happened = {"due_on": bank.DAY - dt.timedelta(days=3), "amount": Decimal(12_000)}
    published.signal(small_bank.generation, "C00001", "salary_started", **happened)
    worth = WORTH | {"kind": "salary_started", "opening": "salary_started_2"}
    published.call_value(small_bank.generation, "S1", 2, "C00001", **worth)
    assert "您03-28的工资到账了" in text(lin.get("/"))


def test_without_the_order_of_value_signals_stand_among_the_reasons(
    lin: Client, small_bank: bank.Bank
) -> None:
    published.signal(small_bank.generation, "C00001", "idle_cash", **IDLE)
    row = _row(lin.get("/").content.decode(), 2)
    assert "活期资金闲置" in row
    assert "<small" not in row


def test_every_opening_can_be_said_in_both_languages() -> None:
    book = playbook.default()
    for turn in (0, 1):
        kinds = {one.kind for one in book.openings.lines if one.turn == turn}
        assert {kind.code for kind in book.signals.kinds} <= kinds
        assert {"any", "promise"} <= kinds
    for one in book.openings.lines:
        assert one.text.zh
        assert one.text.en
