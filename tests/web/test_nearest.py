"""The nearest type on the pages: assumed, how near, what comes next, what it is made of, what was unknown."""

import pytest
from django.test import Client

from tilth.data import models
from web import bank
from web.support import text

NEAR = {
    "segment": "secure_later_life",
    "segment_assumed": True,
    "segment_source": "nearest",
    "segment_distance": 0.1049,
    "segment_second": "own_research",
    "segment_second_distance": 0.3663,
}


def published(customer: str, **values: object) -> None:
    changed = models.PublishedCustomer.objects.unscoped().filter(customer_id=customer).update(**values)
    assert changed == 1


@pytest.mark.requirement("SEG-01", part="companies, to which no type is given")
def test_an_assumed_type_says_how_near_it_is_and_which_comes_next(lin: Client, small_bank: bank.Bank) -> None:
    published("C00003", **NEAR)
    words = text(lin.get("/customers/C00003/growth/"))
    assert "熟客 · 推定，距离 0.10；次近 自主研究，0.37" in words
    assert "在有人确认之前以最接近的一类为准" in words
    assert "稳健养老 最接近 · 距离 0.10" in words
    assert "自主研究 次近 · 距离 0.37" in words
    assert "持有外币 否 否 0.20 0.00" in words
    assert "不熟客，尚未有人确认" not in words


def test_the_parts_of_a_distance_are_the_night_s_rule(lin: Client, small_bank: bank.Bank) -> None:
    published(
        "C00003", **NEAR, product_count=2, aum=1_000_000, deposit_balance=700_000, time_deposit_share=0.7
    )
    words = text(lin.get("/customers/C00003/growth/"))
    assert "定期存款占比 70.0% 90.0% 0.40 0.08" in words
    assert "持有产品数 2 2 0.10 0.00" in words
    assert "资产规模 ¥100万 ¥200万 0.25 0.03" in words


def test_what_was_unknown_is_named(lin: Client, small_bank: bank.Bank) -> None:
    published("C00003", **NEAR, segment_missing="age", birth_date=None)
    words = text(lin.get("/customers/C00003/growth/"))
    assert "未知而未计入：年龄。" in words
    assert "年龄 未知 65 0.30 —" in words


def test_without_a_type_the_missing_fact_is_named(lin: Client, small_bank: bank.Bank) -> None:
    published("C00003", segment=None, segment_assumed=False, segment_missing="owner")
    words = text(lin.get("/customers/C00003/growth/"))
    assert "未推定客群：所缺信息为职业（经营者）。" in words
    assert "未分群" in words


@pytest.mark.requirement("LIST-09", part="the segment's script and prepared points")
def test_list_and_today_say_it_too(lin: Client, small_bank: bank.Bank) -> None:
    published("C00003", **NEAR)
    for address in ("/customers/", "/"):
        page = lin.get(address).content.decode()
        assert "推定，距离 0.10；次近 自主研究，0.37" in page, address


def test_a_certain_segment_is_not_called_assumed(lin: Client, small_bank: bank.Bank) -> None:
    published("C00003", segment="secure_later_life", segment_source="rule")
    words = text(lin.get("/customers/C00003/growth/"))
    assert "推定，" not in words
    assert "（推定）" not in words
