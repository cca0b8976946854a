"""Beside the tier: how far the next one is in money and days, and what lets the tier fall (TIER-15)."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client

from support import published
from tilth.data import models
from tilth.policy import playbook
from web import bank
from web.support import at_most, text

HERE = "/customers/C00001/growth/"
EVE = bank.DAY - dt.timedelta(days=1)
Rules = Callable[..., None]


@pytest.fixture
def by_mean(tmp_path: Path) -> Rules:
    """Let a mean of 30 days tier, with other settings replaced where they are given."""

    def write(**others: str) -> None:
        written = playbook.default_text()
        mean = {'basis = { value = "aum"': 'basis = { value = "aum_avg_30"', "1900-01-01": "1900-01-02"}
        for before, after in {"default-1": "mean-1", **mean, **others}.items():
            assert before in written
            written = written.replace(before, after, 1)
        (tmp_path / "playbook").mkdir(exist_ok=True)
        (tmp_path / "playbook" / "mean.toml").write_text(written, "utf-8")

    return write


def nights(small_bank: bank.Bank, *amounts: int | None, customer: str = "C00001") -> None:
    """Give a customer's last nights: what counted on each, the newest at the end; None: nobody knows."""
    for number, amount in enumerate(reversed(amounts)):
        day = bank.DAY - dt.timedelta(days=number)
        published.points(small_bank.generation, day, **{customer: ("personal", amount or 1)})
    known = [amount for amount in amounts if amount is not None]
    mean = round(Decimal(sum(known)) / len(amounts), 2)
    row = models.PublishedCustomer.objects.unscoped().filter(customer_id=customer)
    row.update(tier_basis=mean, next_tier_gap=1_000_000 - mean)


@pytest.mark.requirement("TIER-15")
def test_the_distance_says_how_much_for_how_many_days_and_when(
    lin: Client, small_bank: bank.Bank, by_mean: Rules
) -> None:
    by_mean()
    nights(small_bank, 700_000, 764_017)
    words = text(lin.get(HERE))
    # the twelfth day is a Sunday; 15 days of 1,000,000 less 700,000 and 14 times 764,017, over 13 days
    assert "离白金多远" in words
    assert "再存 ¥277,213 ，放满 13 天， 04-13 升 白金 。" in words
    assert "30 天 ¥235,983 04-30" in words
    assert "规则：30 天日均，逐日判； 目前 2 天； 各类资产全额计入。" in words
    assert "按 04-01 到账、存为活期" in words


@pytest.mark.requirement("TIER-15")
def test_the_head_says_it_in_one_phrase_and_reads_no_more_often(
    lin: Client, small_bank: bank.Bank, by_mean: Rules
) -> None:
    lin.get("/customers/C00001/")
    with at_most(6):
        assert "差 ¥23.6万 到 白金" in text(lin.get("/customers/C00001/"))
    by_mean()
    nights(small_bank, 700_000, 764_017)
    lin.get("/customers/C00001/")
    with at_most(6):
        assert "再存 ¥277,213 放 13 天，04-13 升 白金" in text(lin.get("/customers/C00001/"))


@pytest.mark.requirement("TIER-15")
def test_what_matures_and_leaves_is_told_with_what_must_stay(
    lin: Client, small_bank: bank.Bank, by_mean: Rules
) -> None:
    by_mean()
    nights(small_bank, 764_017)
    deposit = models.PublishedHolding.objects.unscoped().filter(
        customer_id="C00001", matures_on__isnull=False
    )
    deposit.update(balance=700_000, balance_base=700_000, matures_on=dt.date(2026, 4, 2))
    words = text(lin.get(HERE))
    # 64,017 stay for good: below 100,000 once the mean has forgotten enough of the days before
    assert "反过来： 04-02 周四 到期的整存整取 1 年 ¥70万 如果全部转走，" in words
    assert "留下 ¥35,983 就不掉。" in words
    deposit.update(balance=10, balance_base=10)
    assert "仍保住个人理财。" in text(lin.get(HERE))


@pytest.mark.requirement("TIER-15")
def test_a_mean_that_falls_by_itself_is_told(lin: Client, small_bank: bank.Bank, by_mean: Rules) -> None:
    by_mean()
    nights(small_bank, *[500_000] * 10, 40_000)
    words = text(lin.get(HERE))
    assert "掉出个人理财：余额较高的日子移出均值。再存 ¥62,069 就保得住。" in words


@pytest.mark.requirement("TIER-15")
def test_without_a_mean_the_gap_is_the_way_and_no_picture_is_drawn(lin: Client) -> None:
    page = lin.get(HERE)
    assert "再存 ¥235,983 ，到账当晚升 白金 ，最早 04-01 周三 。" in text(page)
    assert "distance-chart" not in page.content.decode()
    assert "规则：按日终余额；" in text(page)


def test_at_the_top_there_is_no_way_up(lin: Client, by_mean: Rules, small_bank: bank.Bank) -> None:
    row = models.PublishedCustomer.objects.unscoped().filter(customer_id="C00001")
    row.update(tier="private", tier_floor=8_000_000, tier_basis=9_000_000, next_tier_gap=None)
    assert "已是最高等级" in text(lin.get(HERE))


def test_nights_that_do_not_make_the_mean_say_nothing(
    lin: Client, small_bank: bank.Bank, by_mean: Rules
) -> None:
    by_mean()
    nights(small_bank, 700_000, 764_017)
    models.CustomerPoint.objects.unscoped().filter(business_date=EVE).update(aum=1)
    assert "还算不出" in text(lin.get(HERE))
    models.CustomerPoint.objects.unscoped().filter(business_date=EVE).update(weighted=700_000)
    assert "再存 ¥277,213" in text(lin.get(HERE))


def test_money_counts_with_the_weight_of_what_it_comes_as(
    lin: Client, small_bank: bank.Bank, by_mean: Rules
) -> None:
    by_mean(**{"value = { demand_deposit = 1,": "value = { demand_deposit = 0.5,"})
    nights(small_bank, 700_000, 764_017)
    words = text(lin.get(HERE))
    assert "再存 ¥554,425 ，放满 13 天" in words
    assert "活期 × 0.5 ；其余全额计入。" in words


@pytest.mark.requirement("TIER-03", "TIER-04")
def test_the_wealth_grade_names_each_input_with_its_points(lin: Client) -> None:
    words = text(lin.get(HERE))
    # 764,017 of 1,000,000 for 40; a mean of 90 days of deposits in the test's bank is 0; 3 of 5 categories
    assert "财富等级 C 42.6 = 资产 30.6 + 贡献 0.0 + 深度 12.0 + 潜力 0.0" in words
    assert "潜力未知：问到了等级可能更高。" in words
    assert "再得 12.4 分到 B。" in words


@pytest.mark.requirement("TIER-05", "TIER-06", "TIER-13")
def test_the_other_schemes_stand_beside_the_tier(lin: Client) -> None:
    row = models.PublishedCustomer.objects.unscoped().filter(customer_id="C00001")
    row.update(deposit_avg_30=60_000)
    words = text(lin.get(HERE))
    assert "金字塔六层 价值客户 ¥76.4万 再增 ¥23.6万 到核心客户" in words
    assert "日均存款五级 三级 ¥6万 再增 ¥14万 到四级" in words
    assert "达到价值标准 规则：" in words


@pytest.mark.requirement("TIER-08")
def test_what_the_next_tier_brings_is_told_as_a_service(lin: Client) -> None:
    words = text(lin.get(HERE))
    assert (
        "升白金后多什么 只说服务，不承诺收益 优先窗口 贵宾厅 4 次 体检 1 次 电话中心服务 专属客户经理"
        in words
    )


@pytest.mark.requirement("TIER-15", "LIFE-01")
def test_the_log_tells_when_tier_and_lifecycle_became_others(lin: Client, small_bank: bank.Bank) -> None:
    assert "自首个留存的日终以来没有变更。" in text(lin.get(HERE))
    for day, what, before, after in (
        (EVE, "tier", "general", "personal"),
        (bank.DAY, "lifecycle", "new", "growing"),
        (bank.TODAY, "tier", "personal", "private"),
    ):
        models.StandingChange.objects.create(
            customer_id="C00001", changed_on=day, what=what, before=before, after=after
        )
    words = text(lin.get(HERE))
    assert "03-31 生命周期 新客 → 成长 03-30 等级 大众 → 个人理财" in words
    assert "个人理财 → 私行" not in words, "a change of a night that is not shown yet"
    models.StandingChange.objects.unscoped().filter(what="tier").delete()
    models.StandingChange.objects.create(
        customer_id="C00029", changed_on=EVE, what="tier", before="general", after="private"
    )
    assert "大众 → 私行" not in text(lin.get(HERE))


@pytest.mark.requirement("TIER-11")
def test_a_book_that_leans_on_few_says_so(lin: Client, by_mean: Rules) -> None:
    assert "过度依赖少数客户" not in text(lin.get("/book/"))
    by_mean(**{"lean_few = { value = 0.10": "lean_few = { value = 0.20"})
    told = "过度依赖少数客户：私行，占客户 16.7%，持有资产 73.0%。"
    assert told in text(lin.get("/book/"))


@pytest.mark.requirement("TIER-12")
@pytest.mark.requirement("LIFE-07")
def test_the_head_names_a_key_customer_and_what_says_that_it_may_leave(
    lin: Client, small_bank: bank.Bank
) -> None:
    row = models.PublishedCustomer.objects.unscoped().filter(customer_id="C00001")
    row.update(overdue_days=7)
    assert "关键客户" not in text(lin.get("/customers/C00001/"))
    stands = models.Treatment.objects.create(
        customer_id="C00001",
        staff_id="S1",
        made_by=small_bank.manager,
        made_at=bank.MORNING,
        kind="leader",
        given_on=bank.DAY,
        state="standing",
    )
    published.signal(small_bank.generation, "C00001", "other_bank_outflow")
    published.signal(small_bank.generation, "C00001", "idle_cash")
    lin.get("/customers/C00001/")
    with at_most(6):
        assert "关键客户 可能流失：资金持续转往他行、联络逾期" in text(lin.get("/customers/C00001/"))
    for begins, signs in ((bank.TODAY + dt.timedelta(days=9), "、"), (bank.DAY, "、投诉处理中、")):
        stop = {"kind": "complaint_open", "starts_on": begins, "recorded_by": small_bank.manager}
        models.Suppression.objects.create(customer_id="C00001", reason="等回复", **stop)
        assert f"资金持续转往他行{signs}联络逾期" in text(lin.get("/customers/C00001/"))
    models.Treatment.objects.unscoped().filter(pk=stands.pk).update(state="ended", ended_at=bank.MORNING)
    assert "关键客户" not in text(lin.get("/customers/C00001/"))


@pytest.mark.requirement("TIER-14")
def test_what_a_card_gives_stands_beside_what_the_tier_gives(lin: Client) -> None:
    assert "一对一理财服务" not in text(lin.get(HERE))
    held = models.PublishedHolding.objects.unscoped().filter(customer_id="C00001")
    held.filter(category="demand_deposit").update(product_name="理财金卡")
    assert "优先认购理财 一对一理财服务" in text(lin.get(HERE))
