"""The tab Network: household and roll-up, drawing and table, a relation added in place."""

import datetime as dt
import json
import re
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.test import Client

from support import published
from tilth.data import models
from web import bank
from web.support import at_most, text

HERE = "/customers/C00001/network/"


def _chart(page: Any) -> dict[str, Any]:
    found = re.search(r'id="network"[^>]*data-values="([^"]*)"', page.content.decode())
    assert found
    values: dict[str, Any] = json.loads(unescape(found[1]))
    return values


def _table(page: Any) -> str:
    return text(page).partition("列表")[2].partition("身边的人")[0]


def agreed(small_bank: bank.Bank) -> None:
    models.Consent.objects.create(
        customer_id="C00001",
        purpose="sensitive",
        channel="any",
        decision="granted",
        text_version="1",
        evidence="同意书",
        decided_at=bank.MORNING,
        recorded_by=small_bank.manager,
    )


@pytest.mark.requirement("PROF-22", "PROF-35")
def test_the_drawing_and_the_table_say_the_same(lin: Client, small_bank: bank.Bank) -> None:
    models.Relation.objects.create(
        customer_id="C00003",
        staff_id="S1",
        made_by=small_bank.manager,
        made_at=bank.MORNING,
        name="恒木板材",
        kind="supplier",
        circle="company",
        source="payments",
        told_on=bank.DAY,
    )
    with at_most(30):
        page = lin.get(HERE)
    drawn = _chart(page)
    names = {node["name"] for node in drawn["nodes"]}
    assert {"陈婉仪", "何雨欣", "恒木板材"} <= names
    for name in names - {drawn["nodes"][0]["name"]}:
        assert name in _table(page)
    assert len(drawn["links"]) == page.content.decode().count('<th scope="row">') == 3
    assert "何雨欣 的 供应商 ⇄ 采购方" in _table(page)
    one_layer = lin.get(f"{HERE}?layers=1&show=referral")
    assert [node["name"] for node in _chart(one_layer)["nodes"]][1:] == ["何雨欣"]
    assert "陈婉仪" not in _table(one_layer)
    assert _chart(lin.get(f"{HERE}?layers=9&show=nothing")) == drawn


@pytest.mark.requirement("PROF-23")
def test_a_household_is_added_up_with_joint_accounts_once(lin: Client, small_bank: bank.Bank) -> None:
    night = small_bank.generation
    models.PublishedHolding.objects.unscoped().filter(customer_id__in=["C00001", "C00002"]).delete()
    soon = bank.DAY + dt.timedelta(days=30)
    fund = {"category": "fund", "balance": Decimal(300_000), "owners": 2}
    for owner in ("C00001", "C00002"):
        published.holding(night, "JOINT", owner, **fund)
    deposit = {"category": "time_deposit", "matures_on": soon, "product_name": "一年定期"}
    published.holding(night, "OWN", "C00002", balance=Decimal(100_000), **deposit)
    words = text(lin.get(HERE)).partition("一家")[2]
    assert "资产合计 ¥40万 个人理财" in words
    assert "联名账户 1 个，只计一次" in words
    assert "2 笔产品 共 2 类" in words
    assert "基金 75.0%" in words
    assert "90 天内到期 ¥10万" in words
    assert "一年定期 ¥10万" in words


def test_whoever_has_nobody_is_told_so_in_one_line(lin: Client, small_bank: bank.Bank) -> None:
    models.PublishedRelation.objects.unscoped().all().delete()
    words = text(lin.get(HERE))
    assert "没有家庭成员" in words
    assert "没有你也能看到的相关的人" in words


@pytest.mark.requirement("PROF-22")
def test_a_relation_is_added_in_place_ended_and_taken_back(lin: Client, small_bank: bank.Bank) -> None:
    given = {"kind": "parent", "other_id": "C00003", "source": "talk"}
    wrong = lin.post("/customers/C00001/relations/tie/", given)
    assert wrong.status_code == 422
    assert "只在客户同意后" in text(wrong)
    assert 'value="C00003"' in wrong.content.decode()
    agreed(small_bank)
    assert lin.post("/customers/C00001/relations/tie/", given).url == f"{HERE}?done"
    row = models.Relation.objects.unscoped().get()
    page = lin.get("/customers/C00003/network/")
    assert f"/customers/C00001/relations/{row.pk}/" in page.content.decode()
    for place in ("", "timeline/"):
        assert (
            "C00003" not in lin.get(f"/customers/C00001/{place}").content.decode().partition('id="file"')[2]
        )
    lin.post(f"/customers/C00001/relations/{row.pk}/outdate/")
    row.refresh_from_db()
    assert row.outdated_on is not None
    page = text(lin.get(HERE)).partition("列表")[2]
    assert "1 条已不再如此" in page
    assert "何雨欣 母亲" in page.partition("已不再如此")[2]


def test_of_a_crowd_the_nearest_are_drawn_each_in_a_place_of_their_own(
    lin: Client, small_bank: bank.Bank
) -> None:
    for number in range(210):
        published.customer(small_bank.generation, f"K{number:03d}", rm_id="S1")
        published.relation(small_bank.generation, "C00001", f"K{number:03d}", "friend")
    page = lin.get(HERE)
    nodes = _chart(page)["nodes"]
    assert len(nodes) == 200
    assert len({(node["x"], node["y"]) for node in nodes}) == 200
    assert "只列最近的 200 个" in text(page)
