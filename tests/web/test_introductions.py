"""What a network is for: who brought whom, who can introduce somebody, whom to meet."""

import datetime as dt
import itertools
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from support import published
from tilth.data import models
from tilth.policy.network.worth import Around, reason
from web import bank
from web.support import text

HERE = "/customers/C00001/network/"
FAR = ("K1", "K2", "K3", "K4")


@pytest.fixture(autouse=True)
def _apart(small_bank: bank.Bank) -> None:
    """Put four people of the branch who are nobody's, in a row behind the own customer C00003."""
    models.PublishedRelation.objects.unscoped().all().delete()
    for number in FAR:
        published.customer(small_bank.generation, number, name=f"某{number}", rm_id="S1")
    chain = ("C00001", *FAR)
    for one, other in itertools.pairwise(chain):
        published.relation(small_bank.generation, other, one, "referred_by")


def written(small_bank: bank.Bank, customer_id: str, name: str, kind: str, circle: str) -> models.Relation:
    return models.Relation.objects.create(
        customer_id=customer_id,
        staff_id="S1",
        made_by=small_bank.manager,
        made_at=bank.MORNING,
        name=name,
        kind=kind,
        circle=circle,
        source="talk",
        told_on=bank.DAY,
    )


def part(page: Any, begin: str, end: str = "退出") -> str:
    return text(page).partition(begin)[2].partition(end)[0]


@pytest.mark.requirement("PROF-22")
def test_the_tree_of_referrals_goes_three_levels_up_and_down(lin: Client, small_bank: bank.Bank) -> None:
    told = part(lin.get(HERE), "推荐关系")
    assert "带来 3 位，看三层" in told
    assert "某K3" in told
    assert "某K4" not in told
    assert "某K1 → 某K2 → 某K3 → 某K4" in part(lin.get("/customers/K4/network/"), "推荐关系")
    published.relation(small_bank.generation, "C00001", "K2", "referred_by")
    assert lin.get(HERE).status_code == 200


@pytest.mark.requirement("IDN-07")
def test_the_shortest_ways_come_with_what_is_left_unsaid(lin: Client, small_bank: bank.Bank) -> None:
    target = written(small_bank, "K1", "沈嘉言", "classmate", "other")
    told = part(lin.get(f"{HERE}?to={target.pk}"), "谁能引见")
    assert "你 → 管户 → 某K1 → 同学 → 沈嘉言 2 步 没有已知的妨碍" in told
    models.Fact.objects.create(
        customer_id="K1",
        staff_id="S1",
        made_by=small_bank.manager,
        made_at=bank.MORNING,
        kind="avoid",
        learned_on=bank.DAY,
        text="丈夫的生意",
    )
    assert "与 某K1 不谈 丈夫的生意" in part(lin.get(f"{HERE}?to={target.pk}"), "谁能引见")
    assert "谁能引见" in text(lin.get(f"{HERE}?to=nobody"))


@pytest.mark.requirement("IDN-07")
@pytest.mark.requirement("NEED-06")
@pytest.mark.requirement("CORP-04")
def test_around_a_valued_customer_it_is_told_whom_to_meet(lin: Client, small_bank: bank.Bank) -> None:
    written(small_bank, "C00001", "恒木板材", "supplier", "company")
    written(small_bank, "C00001", "周敏刚", "sibling", "family")
    models.PublishedCustomer.objects.unscoped().filter(customer_id="K1").update(last_contact_on=None)
    told = part(lin.get(HERE), "值得认识")
    assert "恒木板材 供应商 本行没有账户" in told
    assert "某K1 被推荐人 已被推荐，还没有首次联络" in told
    assert "周敏刚" not in told.partition("推荐关系")[0]
    models.PublishedCustomer.objects.unscoped().filter(customer_id="C00001").update(aum=Decimal(10))
    assert "值得认识" not in text(lin.get(HERE))


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"gone": True}, ""),
        ({"customer": False}, "no_account"),
        ({"referred": True, "spoken_on": None}, "referred"),
        ({"kept": False, "spoken_on": None}, "unkept"),
        ({"spoken_on": None}, "never"),
        ({"kept": False}, "unkept"),
        ({"spoken_on": dt.date(2026, 1, 1)}, ""),
        ({"spoken_on": dt.date(2025, 9, 2)}, "silent"),
        ({"spoken_on": dt.date(2025, 9, 2), "aum": Decimal(99)}, ""),
    ],
)
def test_the_strongest_reason_is_told(change: dict[str, Any], why: str) -> None:
    given = {"customer": True, "referred": False, "kept": True, "spoken_on": bank.DAY, "gone": False}
    one = Around(**({**given, "aum": Decimal(100)} | change))
    assert reason(one, valued_from=Decimal(100), silent_days=180, today=dt.date(2026, 3, 1)) == why


def test_companies_that_own_each_other_are_drawn_and_end_every_way(
    lin: Client, small_bank: bank.Bank
) -> None:
    for one, other in (("K1", "K2"), ("K2", "K1")):
        published.relation(small_bank.generation, one, other, "controls")
    told = part(lin.get("/customers/K1/network/?to=K2"), "与图相同", "谁能引见")
    assert "某K2 实际控制人 ⇄ 控股公司" in told
    assert "某K2 控股公司 ⇄ 实际控制人" in told
