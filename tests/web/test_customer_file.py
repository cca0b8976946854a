"""One customer's file: what happened, who belongs to whom, what is due, what suits, what to leave unsaid."""

import datetime as dt
import re

import pytest
from django.test import Client

from support import published
from tilth.data import models
from tilth.domain.customers import timeline
from tilth.policy.playbook import Playbook
from web import bank
from web.conftest import signed_in
from web.support import at_most, text

HERE = "/customers/C00001/timeline/"
HTMX = {"HX-Request": "true"}


def contacts(small_bank: bank.Bank, count: int) -> None:
    for number in range(count):
        at = dt.datetime(2026, 3, 1 + number, 2, 0, tzinfo=dt.UTC)
        models.Contact.objects.create(
            customer_id="C00001",
            staff_id="S1",
            user=small_bank.manager,
            contacted_at=at,
            contact_on=at.date(),
            channel="phone",
            two_way=True,
            outcome="connected",
            purpose="maintain",
            content=f"第{number}次",
            idempotency_key=str(number),
        )


def kinds(page: str) -> list[str]:
    return re.findall(r'<li data-kind="(\w+)"', page)


def following(page: str) -> str:
    link = re.search(r'class="btn btn-sm" href="([^"]+after=[^"]+)"', page)
    return link[1].replace("&amp;", "&") if link else ""


def walked(client: Client, address: str) -> list[str]:
    """Return the pages of the list from an address to its end."""
    pages = []
    while address:
        pages.append(client.get(address).content.decode())
        address = following(pages[-1])
    return pages


def test_the_timeline_is_one_list_newest_first_and_meets_everything_once(
    lin: Client, small_bank: bank.Bank
) -> None:
    contacts(small_bank, 25)
    pages = walked(lin, HERE)
    met = [kind for page in pages for kind in kinds(page)]
    events = models.PublishedEvent.objects.unscoped().filter(customer_id="C00001").count()
    assert (met.count("contact"), met.count("transaction"), met.count("event")) == (25, 30, events)
    assert [len(kinds(page)) for page in pages[:-1]] == [20] * (len(pages) - 1)
    moments = [one for page in pages for one in re.findall(r'<time class="num" datetime="([^"]+)"', page)]
    assert moments == sorted(moments, reverse=True)


def test_the_timeline_is_narrowed_by_kind_and_paged_within_it(lin: Client, small_bank: bank.Bank) -> None:
    contacts(small_bank, 21)
    pages = walked(lin, f"{HERE}?kind=contact")
    assert [re.findall(r"第(\d+)次", page) for page in pages] == [[str(n) for n in range(20, 0, -1)], ["0"]]
    assert {kind for page in walked(lin, f"{HERE}?kind=transaction") for kind in kinds(page)} == {
        "transaction"
    }


def test_bookings_of_one_moment_are_met_once_across_pages(lin: Client, small_bank: bank.Bank) -> None:
    same = [{"customer_id": "C00005", "memo": f"第{number:02}笔"} for number in range(50)]
    published.transactions(small_bank.generation, bank.DAY - dt.timedelta(days=40), *same)
    pages = walked(lin, "/customers/C00005/timeline/?kind=transaction")
    met = [number for page in pages for number in re.findall(r"第(\d+)笔", page)]
    assert met == [f"{number:02}" for number in range(49, -1, -1)]


def test_a_transaction_of_a_later_night_is_not_shown(lin: Client, small_bank: bank.Bank) -> None:
    row = {"customer_id": "C00005", "memo": "明天的"}
    published.transactions(small_bank.generation, bank.DAY + dt.timedelta(days=1), row)
    assert "明天的" not in text(lin.get("/customers/C00005/timeline/"))


def test_a_head_reads_no_text_of_a_booking_and_the_other_side_masked(
    lin: Client, small_bank: bank.Bank
) -> None:
    own, others = (text(client.get(HERE)) for client in (lin, signed_in(small_bank.head)))
    assert "郭小川 · 学费" in own
    assert "学费" not in others
    assert "郭小川" not in others
    assert "郭*" in others


def test_with_htmx_the_list_or_the_next_lines_alone_are_sent(lin: Client) -> None:
    narrowed = lin.get(f"{HERE}?kind=transaction", headers=HTMX).content.decode()
    assert narrowed.lstrip().startswith('<section class="card t-card" id="timeline">')
    more = lin.get(following(narrowed), headers=HTMX).content.decode()
    assert more.lstrip().startswith("<li")
    assert "<html" not in more


@pytest.mark.parametrize(
    "after",
    ["", "x", "~~", "2026-03-01~contact~x", "2026-03-01T00:00:00~event~e", "2026-03-01T00:00:00+08:00~x~1"],
)
def test_a_place_that_is_none_shows_the_beginning(lin: Client, after: str) -> None:
    assert timeline.read(after) is None
    answer = lin.get(HERE, {"after": after, "kind": "nonsense"})
    assert len(kinds(answer.content.decode())) == 20


def test_the_overview_needs_six_statements_and_talks_one_of_them(lin: Client) -> None:
    overview = HERE.removesuffix("timeline/")
    lin.get(overview)
    with at_most(6):
        assert lin.get(overview).status_code == 200


def test_the_timeline_needs_few_queries(lin: Client) -> None:
    lin.get(HERE)
    with at_most(17):
        assert lin.get(HERE).status_code == 200
    with at_most(10):
        assert lin.get(HERE, headers=HTMX | {"HX-Target": "file"}).status_code == 200


@pytest.mark.requirement("PROF-13")
@pytest.mark.requirement("PROF-17")
@pytest.mark.requirement("PROF-22", "PROF-35")
def test_relatives_are_those_whom_the_actor_sees_and_nothing_tells_of_others(
    lin: Client, small_bank: bank.Bank
) -> None:
    page = lin.get("/customers/C00001/network/")
    words = text(page)
    assert "陈婉仪 丈夫 ⇄ 妻子" in words
    assert "何雨欣 推荐人 ⇄ 被推荐人" in words
    for told in ("旁人客", "C00900", "兄弟姐妹 ⇄"):
        assert told not in words
    assert "被推荐人 ⇄ 推荐人" in text(lin.get("/customers/C00003/network/"))
    models.PublishedRelation.objects.unscoped().filter(to_id="C00900").delete()
    without = lin.get("/customers/C00001/network/")
    family, _, _ = words.partition("谁看过")
    assert text(without).partition("谁看过")[0] == family


def test_a_relative_who_has_died_is_said_so(lin: Client, small_bank: bank.Bank) -> None:
    stop = models.Suppression.objects.create(
        customer_id="C00002", kind="deceased", starts_on=bank.DAY, recorded_by=small_bank.manager
    )
    family = text(lin.get("/customers/C00001/network/")).partition("列表")[2]
    assert "陈婉仪 已故" in family
    stop.lifted_at, stop.lifted_by = bank.MORNING, small_bank.manager
    stop.save()
    assert "已故" not in text(lin.get("/customers/C00001/network/")).partition("列表")[2]


@pytest.mark.requirement("PROF-20")
def test_topics_to_avoid_stand_above_everything_and_are_changed_by_the_manager(lin: Client) -> None:
    answer = lin.post("/customers/C00001/avoid/", {"topics": "保险推销\n\n 丈夫的 生意 \n保险推销"})
    assert answer.status_code == 302
    row = models.ContactPreference.objects.unscoped().get(customer_id="C00001")
    assert (row.avoid, row.windows, row.zone) == (["保险推销", "丈夫的 生意"], [], "Asia/Shanghai")
    for place in ("", "record/"):
        assert "不要谈 保险推销 丈夫的 生意" in text(lin.get(f"/customers/C00001/{place}"))
    lin.post("/customers/C00001/times/", {"zone": "Asia/Shanghai", "day1": "09:00-12:00"})
    words = text(lin.get("/customers/C00001/"))
    assert "保险推销" in words
    assert "周一 09:00–12:00" in words
    lin.post("/customers/C00001/avoid/", {"topics": ""})
    assert "保险推销" not in text(lin.get("/customers/C00001/"))


@pytest.mark.parametrize("topics", ["x" * 101, "\n".join(map(str, range(21))), "密码是 834201"])
def test_topics_that_nobody_reads_or_may_keep_are_refused(lin: Client, topics: str) -> None:
    assert lin.post("/customers/C00001/avoid/", {"topics": topics}).status_code == 422
    assert not models.ContactPreference.objects.unscoped().exists()


def test_what_is_due_is_a_ladder_with_the_nearest_first(lin: Client) -> None:
    words = text(lin.get("/customers/C00001/"))
    assert "整存整取 1 年 04-02 周四" in words
    assert "90 天内 ¥30.6万" in words


@pytest.mark.requirement("PROD-03", "MAIN-02")
@pytest.mark.requirement("PROF-09", "PROF-32")
def test_coverage_says_what_is_held_and_what_is_not(lin: Client) -> None:
    words = text(lin.get("/customers/C00001/wealth/"))
    assert "覆盖 3 / 13 类" in words
    assert "证券 超出评估" in words
    assert "基金 未持有" in words


@pytest.mark.requirement("PROF-37")
def test_without_a_valid_assessment_nothing_is_said_to_suit(lin: Client) -> None:
    rows = models.PublishedCustomer.objects.unscoped()
    rows.filter(customer_id="C00001").update(risk_assessed_on=dt.date(2025, 4, 1))
    expired = text(lin.get("/customers/C00001/wealth/"))
    assert "评估已过期：不得推介有风险等级的产品。" in expired
    assert "可售" not in expired
    rows.filter(customer_id="C00001").update(risk_level=None, risk_assessed_on=None)
    missing = text(lin.get("/customers/C00001/wealth/"))
    assert "没有风险评估：不得推介有风险等级的产品。" in missing
    assert "超出评估" not in missing


@pytest.mark.requirement("PROF-09", "PROF-29", "PROF-30", "PROF-32")
def test_the_figures_say_what_was_bought_and_what_it_brings(lin: Client) -> None:
    row = models.PublishedCustomer.objects.unscoped().filter(customer_id="C00001")
    assert "曾持有" not in text(lin.get("/customers/C00001/wealth/"))
    row.update(
        categories=["fund", "time_deposit"],
        former_categories=["bond"],
        first_invested_on=dt.date(2021, 5, 4),
        bought_year=3,
    )
    words = text(lin.get("/customers/C00001/wealth/"))
    assert "首次投资 2021-05-04" in words
    assert "近一年购买次数 3" in words
    assert "同时持有 基金 + 定期" in words
    assert "曾持有 债券" in words
    # of 764,017: demand 0.1 at 1.5 %, time 0.4 at 0.8 %, a bond 0.5 at 0.1 %
    assert "资产年贡献 按本行利差 ¥3,973" in words
    assert "负债年贡献 按本行利差 ¥0" in words


@pytest.mark.requirement("PROD-07", "TIER-06")
def test_the_class_of_deposits_is_matched_to_what_is_on_sale_and_suits(
    lin: Client, small_bank: bank.Bank
) -> None:
    row = models.PublishedCustomer.objects.unscoped().filter(customer_id="C00001")
    row.update(deposit_avg_30=60_000, risk_level="C2", risk_assessed_on=bank.DAY)
    published.product(small_bank.generation, "定期一年", min_amount=50)
    published.product(small_bank.generation, "稳健理财", category="wealth_product", risk_level="R2")
    published.product(small_bank.generation, "进取债", category="bond", risk_level="R3")
    words = text(lin.get("/customers/C00001/wealth/"))
    assert "日均存款级别匹配的产品 三级 定期 · 理财 · 债券" in words
    assert "定期一年 1.50% · 365 天" in words
    assert "R2 稳健理财 不保本" in words
    assert "进取债" not in words, "its grade is beyond the assessment"
    row.update(risk_assessed_on=None)
    words = text(lin.get("/customers/C00001/wealth/"))
    assert "稳健理财" not in words
    assert "没有有效的风险测评" in words


def test_the_distance_down_is_told_as_well_as_that_up(lin: Client) -> None:
    assert "再少 ¥66.4万 就降到 大众" in text(lin.get("/customers/C00001/growth/"))
    lowest = text(lin.get("/customers/C00003/growth/"))
    assert "就降到" not in lowest


def test_why_opens_by_key_and_names_rule_threshold_and_value(lin: Client) -> None:
    page = lin.get("/customers/C00001/")
    assert '<a class="btn" href="/customers/C00001/#why" data-key="e">' in page.content.decode()
    words = text(page)
    assert "LIST-04" in words
    assert "最紧急的理由及其紧急次序 LIST-05 第 1 位，共 23 种" in words
    assert "PLAN-12" not in words
    off = text(lin.get("/customers/C00025/"))
    assert "双向联络后的间隔 LIST-15 7 天 02-26" in off


@pytest.mark.requirement("PLAN-12", part="prospects, counted apart")
def test_in_the_order_by_value_the_places_for_new_customers_are_told(
    lin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Playbook, "by_value", True)
    assert "其中留给新客的名额，其余留给存量客户 PLAN-12 5 成长" in text(lin.get("/customers/C00001/"))


def test_a_company_a_closed_one_and_one_with_nothing_have_a_page(lin: Client, small_bank: bank.Bank) -> None:
    bare = {
        "customer_id": "C01000",
        "name": "很长" * 100,
        "kind": "company",
        "birth_date": None,
        "gender": None,
        "closed_on": bank.DAY,
        "aum": 0,
        "tier_basis": 0,
        "next_tier_gap": 100_000,
        "risk_level": None,
        "risk_assessed_on": None,
        "categories": [],
        "product_count": 0,
        "excluded_cause": "closed",
    }
    published.customer(small_bank.generation, **bare)
    words = text(lin.get("/customers/C01000/"))
    for told in ("没有资产可分。", "没有到期事项。", "还没有联络。", "关系存续"):
        assert told in words
    assert "没有在持产品。" in text(lin.get("/customers/C01000/wealth/"))
    assert "还没有往来。" in text(lin.get("/customers/C01000/timeline/"))
    assert "没有这一类。" in text(lin.get("/customers/C01000/timeline/?kind=event"))


def test_assets_are_drawn_from_the_second_night_on_with_a_table_behind(
    lin: Client, small_bank: bank.Bank
) -> None:
    for back in (1, 0):
        published.points(
            small_bank.generation, bank.DAY - dt.timedelta(days=back), C00001=("personal", 700_000 + back)
        )
        page = lin.get("/customers/C00001/wealth/").content.decode()
        assert ('data-chart="line"' in page) == (back == 0)
    assert '<th scope="row">03-30</th><td class="r num">¥70万</td>' in page
