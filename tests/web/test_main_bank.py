"""Whether this is the main bank: each indicator with its threshold and its way over the nights; the list."""

import datetime as dt
from decimal import Decimal

import pytest
from django.test import Client

from support import published
from tilth.data import models
from tilth.policy import playbook
from web import bank
from web.support import text
from web.test_figures import found
from web.test_profile import put

HERE = "/customers/C00001/growth/"
EVE = bank.DAY - dt.timedelta(days=1)
AUM = 764_017
AGAIN = "那晚之后所述情况有变：由下次批次重新判定。"


def judged(*, answer: bool | None, coverage: float | None = 4 / 13, activity: float | None = 0.5) -> None:
    """Let the night have found an answer of the first customer."""
    row = models.PublishedCustomer.objects.unscoped().filter(customer_id="C00001")
    row.update(
        main_bank=answer,
        product_coverage=coverage,
        account_activity=activity,
        playbook_version=playbook.default().version,
    )


def told(client: Client, amount: int, *, on: dt.date = EVE) -> None:
    """Let the customer have told of another bank on a day."""
    put(client, "other_bank", "icbc", amount=str(amount))
    early = dt.datetime.combine(on, dt.time(9), tzinfo=dt.UTC)
    models.Detail.objects.unscoped().update(made_at=early)


@pytest.mark.requirement("MAIN-05", "TIER-09")
def test_each_indicator_stands_with_its_threshold(lin: Client) -> None:
    judged(answer=None)
    words = text(lin.get(HERE))
    assert "主办行 未知 产品覆盖率 30.8% · 资产占比 – · 账户动户率 50.0%" in words
    assert "资产占比 ≥ 50.0% 未知 –" in words
    assert "是否主办行未知" in words
    judged(answer=True)
    told(lin, 100_000)
    words = text(lin.get(HERE))
    assert "主办行 是 产品覆盖率 30.8% · 资产占比 88.4% · 账户动户率 50.0%" in words
    assert "产品覆盖率 ≥ 30.0% 30.8% 是" in words
    assert AGAIN not in words
    judged(answer=False, coverage=3 / 13)
    words = text(lin.get(HERE))
    assert "主办行 否" in words
    assert "产品覆盖率 ≥ 30.0% 23.1% 否" in words
    assert "非主办行" in words


@pytest.mark.requirement("MAIN-05")
def test_what_is_told_after_the_night_waits_for_the_next(lin: Client) -> None:
    judged(answer=None)
    told(lin, 100_000, on=bank.TODAY)
    words = text(lin.get(HERE))
    assert "资产占比 ≥ 50.0% 未知 –" in words
    assert AGAIN not in words, "the night did not know it, and the page judges as the night did"
    judged(answer=True)
    assert AGAIN in text(lin.get(HERE)), "what the night knew was taken back since"


@pytest.mark.requirement("MAIN-06")
def test_the_three_are_drawn_over_the_nights_that_are_kept(lin: Client, small_bank: bank.Bank) -> None:
    judged(answer=None)
    assert "三项指标走势" not in text(lin.get(HERE))
    days = [bank.DAY - dt.timedelta(days=number) for number in (2, 1, 0)]
    for day, coverage in zip(days, (None, 3 / 13, 4 / 13), strict=True):
        published.points(small_bank.generation, day, C00001=("personal", AUM))
        models.CustomerPoint.objects.unscoped().filter(business_date=day).update(
            product_coverage=coverage, account_activity=None if coverage is None else 0.5
        )
    told(lin, AUM, on=EVE)
    words = text(lin.get(HERE))
    assert "三项指标走势" in words
    assert "03-31 30.8% 50.0% 50.0% 03-30 23.1% 50.0% 50.0% 03-29" in words
    assert "03-29 50.0%" not in words, "what nobody knew that day is not drawn"


@pytest.mark.requirement("MAIN-05")
def test_the_list_is_narrowed_by_the_answer(lin: Client) -> None:
    judged(answer=True)
    assert "主办行" in text(lin.get("/customers/?main=yes"))

    assert found(lin, "/customers/?main=yes") == {"C00001"}
    assert found(lin, "/customers/?main=no") == set()
    assert "C00001" not in found(lin, "/customers/?main=unknown")


@pytest.mark.requirement("MAIN-05", "TIER-09")
def test_the_api_tells_the_answer_with_what_it_is_made_of(lin: Client) -> None:
    judged(answer=True)
    told(lin, 100_000)
    found = lin.get("/api/v1/customers/C00001/grade").json()
    assert found["main_bank"] is True
    assert [(one["code"], one["passes"]) for one in found["indicators"]] == [
        ("coverage", True),
        ("asset_share", True),
        ("activity", True),
    ]
    assert lin.get("/api/v1/customers/C00001").json()["main_bank"] is True
    listed = lin.get("/api/v1/customers?main_bank=yes").json()
    assert [one["customer_id"] for one in listed["items"]] == ["C00001"]


@pytest.mark.requirement("MAIN-03")
def test_a_book_says_how_much_lies_here_and_of_how_many_it_knows(lin: Client) -> None:
    book = models.PublishedBook.objects.unscoped().filter(rm_id="S1")
    assert "资产占比待下次批次后计算。" in text(lin.get("/book/"))
    book.update(share_known=2, share_here=Decimal(750_000), share_elsewhere=Decimal(250_000))
    words = text(lin.get("/book/"))
    assert "资产占比 75.0%：" in words
    assert "中的 2 位已知他行资产" in words
    book.update(share_known=0, share_here=0, share_elsewhere=0)
    assert "资产占比" not in text(lin.get("/book/"))
