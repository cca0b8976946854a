"""The card of a call: why, what to ask, what may be spoken of, what to answer, what to leave unsaid."""

import datetime as dt
from decimal import Decimal

import pytest
from django.test import Client

from support import published
from tilth.data import models
from tilth.domain.products import queries as products
from tilth.policy import playbook
from web import bank
from web.support import text

ADDRESS = "/customers/C00001/record/"
OPENING = next(one for one in playbook.default().openings.lines if one.kind == "deposit_maturing")


@pytest.fixture(autouse=True)
def shelf(small_bank: bank.Bank) -> None:
    """Put two deposits, a product and a fund on sale, and assess the customer anew."""
    products._on_sale.cache_clear()
    calm = {"category": "wealth_product", "risk_level": "R2", "expected_return": Decimal("0.031")}
    published.product(small_bank.generation, "D1", name="整存整取一年")
    published.product(small_bank.generation, "D9", name="大额存单", min_amount=Decimal(9_000_000))
    published.product(small_bank.generation, "W1", name="稳享 90 天", term_days=90, **calm)
    published.product(
        small_bank.generation, "F1", name="进取股票", **calm | {"category": "fund", "risk_level": "R5"}
    )
    assess(bank.DAY)


def assess(day: dt.date | None) -> None:
    """Say when the customer's risk was assessed, as C2."""
    rows = models.PublishedCustomer.objects.unscoped().filter(customer_id="C00001")
    rows.update(risk_level=None if day is None else "C2", risk_assessed_on=day)


def card(client: Client) -> str:
    """Return the words of the card alone."""
    page = client.get(ADDRESS, headers={"HX-Request": "true"}).content.decode()
    begins = page.index('<section class="t-aid"')
    return text(_Part(page[begins : page.index("</section>", begins)]))


class _Part:
    def __init__(self, page: str) -> None:
        self.content = page.encode()


@pytest.mark.requirement("LIST-09", part="the segment's script and prepared points")
def test_the_card_says_why_with_money_day_and_source_and_asks_about_that(lin: Client) -> None:
    told = card(lin)
    assert "定存 明天 到期" in told
    assert "尾号0001" in told
    assert "03-31数据" in told
    assert "04-02 到期，您打算怎么用？" in told
    assert told.index("开放") < told.index("澄清") < told.index("引导")
    assert "「利率比去年低这么多」" in told
    assert "零售业务部" in told


@pytest.mark.requirement("TRAP-14")
def test_only_what_suits_and_is_within_the_money_may_be_spoken_of(lin: Client) -> None:
    told = card(lin)
    assert "整存整取一年 1.50% · 365 天 · ¥1,000起" in told
    assert "稳享 90 天 不保本 · 90 天" in told
    assert "3.10%" not in told, "what a product may earn is no fact"
    assert "大额存单" not in told
    assert "进取股票" not in told


@pytest.mark.parametrize("day", [None, dt.date(2024, 1, 1)], ids=["never assessed", "assessed long ago"])
def test_without_a_valid_assessment_deposits_alone(lin: Client, day: dt.date | None) -> None:
    assess(day)
    told = card(lin)
    assert "整存整取一年" in told
    assert "稳享" not in told
    assert "没有有效的风险测评" in told


def test_a_call_about_a_birthday_speaks_of_no_product(lin: Client, small_bank: bank.Bank) -> None:
    models.PublishedEvent.objects.unscoped().filter(customer_id="C00001").delete()
    models.PublishedListEntry.objects.unscoped().filter(customer_id="C00001").delete()
    day = {"due_on": bank.TODAY, "detail": {"calendar": "solar"}}
    published.event(small_bank.generation, "C00001", "birthday", **day)
    told = card(lin)
    assert "这一通不谈产品" in told
    assert "最近一切都好吗？" in told


def test_a_signal_stands_with_its_money_and_the_one_acted_on_does_not(
    lin: Client, small_bank: bank.Bank
) -> None:
    figures = [
        {"source": "balance", "number": "", "name": "", "day": "2026-03-01", "amount": "210000.00"},
    ]
    idle = {
        "amount": Decimal(210_000),
        "money": Decimal(210_000),
        "detail": {"since": "2026-03-01", "aum": "300000.00"},
        "evidence": figures,
    }
    published.signal(small_bank.generation, "C00001", "idle_cash", **idle)
    silent = {"detail": {"last_contact_on": "2025-11-01"}, "amount": Decimal(300_000), "state": "acted_on"}
    published.signal(small_bank.generation, "C00001", "silent_valuable", **silent)
    told = card(lin)
    assert "¥21万" in told
    assert "03-01当日余额 · 有效至" in told
    assert "上次双向联络在" not in told


@pytest.mark.requirement("NEG-14")
def test_what_nobody_says_stands_on_the_card_in_both_languages(lin: Client) -> None:
    told = card(lin)
    assert "别这么说 保本 肯定涨" in told
    assert "其他客户的事" in told
    lin.cookies["django_language"] = "en"
    told = card(lin)
    assert "Never say principal guaranteed" in told
    assert "other customers' affairs" in told


def test_the_card_begins_as_the_list_does_and_says_what_the_name_is_worth(
    lin: Client, small_bank: bank.Bank
) -> None:
    worth = {"kind": "deposit_maturing", "money": Decimal(210_000), "days_left": 2, "urgency": 800}
    worth |= {"expected": Decimal(8_400), "points": 8_400, "opening": OPENING.code}
    published.call_value(small_bank.generation, "S1", 2, "C00001", **worth)
    page = text(lin.get(ADDRESS))
    assert "分 = ¥21万" in card(lin)
    first = OPENING.text.zh.split("{")[0]
    assert first in page
    assert first in text(lin.get("/"))
    assert first in text(lin.get("/customers/C00001/"))


def test_what_was_promised_for_today_stands_first(lin: Client, small_bank: bank.Bank) -> None:
    models.Task.objects.create(
        customer_id="C00001",
        staff_id="S1",
        user=small_bank.manager,
        kind="task",
        step="send_material",
        due_on=bank.TODAY,
        made_at=bank.MORNING - dt.timedelta(days=3),
    )
    told = card(lin)
    assert told.index("发资料 今天") < told.index("定存 明天 到期")


def test_what_was_acted_on_is_no_reason_anywhere_and_the_purpose_is_the_list_s(
    lin: Client, small_bank: bank.Bank
) -> None:
    gap = {"detail": {"rate": "0.01", "shelf_rate": "0.02"}, "amount": Decimal(70_000), "state": "acted_on"}
    published.signal(small_bank.generation, "C00001", "rate_gap", **gap)
    idle = {"detail": {"since": "2026-03-01", "aum": "300000.00"}, "amount": Decimal(210_000)}
    published.signal(small_bank.generation, "C00001", "idle_cash", purpose="new_product", **idle)
    worth = {"kind": "idle_cash", "money": Decimal(210_000), "days_left": 2, "urgency": 800}
    published.call_value(small_bank.generation, "S1", 2, "C00001", **worth)
    head = text(lin.get("/customers/C00001/")).split("概览")[0]
    for page in (text(lin.get("/")), head):
        assert "活期资金闲置 ¥21万" in page
        assert "有更高利率在售" not in page
    row = lin.get("/").content.decode().split('id="record-2"')[0]
    assert row.rindex('name="purpose" value="new_product"') > row.rindex("<li ")
    assert 'value="new_product" selected' in lin.get(ADDRESS).content.decode()


def test_somebody_else_s_customer_has_no_card(lin: Client) -> None:
    assert lin.get("/customers/C99999/record/").status_code == 404


@pytest.mark.parametrize(("zone", "here"), [("Asia/Shanghai", 1), ("Europe/London", 0)])
def test_good_times_are_on_the_customer_s_clock(
    lin: Client, small_bank: bank.Bank, zone: str, here: int
) -> None:
    models.ContactPreference.objects.create(
        customer_id="C00001",
        recorded_by=small_bank.manager,
        zone=zone,
        windows=[{"weekday": 3, "from": "09:00", "until": "12:00"}],
    )
    told = card(lin)
    assert "周三 09:00–12:00" in told
    assert told.count("现在合适") == here


def test_another_opening_is_one_press_away_and_none_of_them_is_the_first(lin: Client) -> None:
    page = lin.get(ADDRESS, headers={"HX-Request": "true"}).content.decode()
    begins = page.index('<details class="t-else')
    part = page[begins : page.index("</details>", begins)]
    assert '<summary data-key="v">' in part
    told = [text(_Part(one)) for one in part.split("<li>")[1:]]
    assert 1 <= len(told) <= 3
    assert len(set(told)) == len(told)
    assert "{" not in part
    spoken = page[page.index('class="t-open"') : begins]
    assert all(one.strip() not in text(_Part(spoken)) for one in told)


@pytest.mark.requirement("PROF-20")
def test_what_is_left_unsaid_and_how_to_address_stand_before_everything_else(lin: Client) -> None:
    for kind, words in (("avoid", "丈夫的生意"), ("address", "叫周姐")):
        lin.post("/customers/C00001/facts/learn/", {"kind": kind, "text": words})
    page = lin.get(ADDRESS, headers={"HX-Request": "true"}).content.decode()
    places = [page.index(one) for one in ("丈夫的生意", "叫周姐", 'class="t-open"', 'class="t-aid"')]
    assert places == sorted(places)
