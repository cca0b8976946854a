"""Figures and the rows behind them: whose customers, open or closed, the whole book or the list."""

import datetime as dt
import re
from decimal import Decimal

import pytest
from django.test import Client

from integration.doors import town
from support import figures, published
from tilth.data import models
from web import bank
from web.conftest import signed_in
from web.support import text
from web.test_today import contact


def found(client: Client, address: str) -> set[str]:
    return set(re.findall(r'class="name" href="/customers/([^/]+)/', client.get(address).content.decode()))


@pytest.fixture
def standing_in(small_bank: bank.Bank) -> Client:
    """The manager of the list of twenty, who stands in for a colleague at present."""
    models.Cover.objects.create(
        absent_staff_id="S2",
        substitute_staff_id="S1",
        reason="年假",
        starts_on=dt.date(2020, 1, 1),
        ends_on=dt.date(2100, 1, 1),
        arranged_by=small_bank.head,
    )
    return signed_in(small_bank.manager)


def test_own_and_covered_customers_are_told_apart(standing_in: Client) -> None:
    assert len(found(standing_in, "/customers/")) == 31
    assert len(found(standing_in, "/customers/?owner=own")) == 30
    assert found(standing_in, "/customers/?owner=covered") == {"C00900"}
    assert "代管 · 沈予安" in text(standing_in.get("/customers/?owner=covered"))
    for shown in figures.on("/book/", standing_in.get("/book/").content.decode()):
        assert not shown.link or "owner=own" in shown.link or "~S1&" in shown.link


def test_closed_customers_count_only_where_they_are_asked_for(lin: Client) -> None:
    rows = models.PublishedCustomer.objects.unscoped()
    rows.filter(customer_id="C00003").update(closed_on=bank.DAY)
    assert "C00003" not in found(lin, "/customers/")
    assert found(lin, "/customers/?state=closed") == {"C00003"}
    assert len(found(lin, "/customers/?state=all")) == 30
    assert found(lin, "/customers/?q=何雨欣") == {"C00003"}


def test_a_manager_out_of_sight_is_no_filter(lin: Client) -> None:
    for owner in ("S2", "x" * 3000, "\x00"):
        assert len(found(lin, f"/customers/?owner={owner}")) in (0, 30)
    assert "已忽略：客户管理人" in text(lin.get("/customers/?owner=S2"))


@pytest.fixture
def branch(db) -> town.Town:
    """The town, with customers of B1 whom none of its managers keeps."""
    made = town.build()
    published.staff(made.generation, "B1-gone", active=False)
    published.customer(made.generation, "nobody-s", rm_id=None, branch_id="B1", overdue_days=3)
    published.customer(made.generation, "elsewhere-s", rm_id="B2-rm1", branch_id="B1")
    published.customer(made.generation, "left-s", rm_id="B1-gone", branch_id="B1")
    published.customer(made.generation, "closed-s", rm_id="B1-rm1", branch_id="B1", closed_on=published.DAY)
    published.customer(made.generation, "beyond-s", rm_id="B1-rm1", branch_id="B2")
    models.PublishedBook.objects.unscoped().filter(rm_id="B1-rm1").update(customers=3)
    models.PublishedBook.objects.unscoped().filter(rm_id="B1-rm2").update(customers=2)
    published.branch_total(made.generation, "B1", customers=7, overdue=1, tier_general=7)
    return made


@pytest.mark.requirement("IDN-06", part="the standard of value as a rule")
def test_the_rows_of_a_branch_sum_to_it(branch: town.Town) -> None:
    head = signed_in(branch.users["branch_head"])
    answer = head.get("/branch/")
    shown = [one for one in figures.on("/branch/", answer.content.decode()) if one.link]
    rows = [one for one in shown if one.code in ("customers", "unassigned", "elsewhere", "left")]
    total, *parts = [one.value for one in rows][:-1]
    assert (total, sum(parts)) == (7, 7)
    assert "另有 1 位属其他机构" in text(answer)
    assert found(head, "/customers/?owner=unassigned&branch=B1") == {"nobody-s"}
    assert found(head, "/customers/?owner=elsewhere&branch=B1") == {"elsewhere-s"}
    assert found(head, "/customers/?owner=left&branch=B1") == {"left-s"}
    team = figures.on("/team/", head.get("/team/").content.decode())
    assert [one.value for one in team if one.code == "customers"] == [2, 2]
    assert {one.code for one in team} == {"customers", "unassigned", "all_customers"}


def test_figures_of_the_whole_bank_lead_nowhere(branch: town.Town) -> None:
    page = signed_in(branch.users["compliance"]).get("/branch/?branch=B1").content.decode()
    shown = figures.on("/branch/", page)
    assert shown
    assert not [one for one in shown if one.link]


def test_what_falls_due_is_the_whole_book_s_and_stays_after_a_call(
    lin: Client, small_bank: bank.Bank
) -> None:
    published.event(
        small_bank.generation,
        "C00025",
        "deposit_maturing",
        bank.TODAY + dt.timedelta(days=2),
        amount=Decimal(2_000_000),
    )
    past = {"customer_id": "C00000", "kind": "deposit_maturing"}
    models.PublishedEvent.objects.unscoped().filter(**past).update(due_on=bank.DAY)
    rows = models.PublishedCustomer.objects.unscoped()
    rows.filter(customer_id="C00000").update(next_due_on=bank.DAY)
    rows.filter(customer_id="C00025").update(next_due_on=bank.TODAY + dt.timedelta(days=2))
    rows.filter(customer_id__in=["C00009", "C00010"]).update(next_due_on=None)
    contact("C00001", small_bank)
    words = text(lin.get("/"))
    assert "10 天内 9 笔 · ¥1,003.9万" in words
    [due] = [one for one in figures.on("/", lin.get("/").content.decode()) if one.code == "due"]
    assert due.value == len(found(lin, due.link)) == 9


def test_a_sentence_joins_no_day_with_another_s_sum(lin: Client, small_bank: bank.Bank) -> None:
    published.event(
        small_bank.generation,
        "C00000",
        "deposit_maturing",
        bank.DAY + dt.timedelta(days=13),
        amount=Decimal(49_000),
        subject="T2",
    )
    words = text(lin.get("/"))
    assert "定存 今天 到期 ¥496万 （另有 1 笔 04-13 ¥4.9万）" in words
    assert "的 ¥496万 定期，问问届时怎么安排。（另有 1 笔 04-13 ¥4.9万）" in words


@pytest.mark.requirement("LIST-03", "TRAP-04")
@pytest.mark.requirement("KPI-03", part="the share of a plan's customers")
def test_answered_and_effective_are_two_measures(lin: Client, small_bank: bank.Bank) -> None:
    contact("C00000", small_bank)
    contact("C00001", small_bank, two_way=False, outcome="refused")
    contact("C00002", small_bank, two_way=False, outcome="call_back")
    contact("C00003", small_bank, two_way=False, outcome="no_answer")
    contact("C00004", small_bank, two_way=False, outcome="wrong_number")
    words = text(lin.get("/"))
    assert "今日已拨 5 / 20 通 接通率 60%（ 3 ），有效接通 1" in words
    assert "本周联络 1 / 30 通" in words
    assert "熟客 : 不熟客 1 : 0" in words


def test_a_list_shorter_than_asked_has_the_target_that_can_be_reached(
    lin: Client, small_bank: bank.Bank
) -> None:
    models.PublishedListEntry.objects.unscoped().filter(rank__gt=13).delete()
    models.PublishedBook.objects.unscoped().update(customers=13, list_size=13)
    assert "本周联络 0 / 13 通 今晚应达 13，差 13；可联络的客户只有这么多" in text(lin.get("/"))
    assert "0 / 13 今晚应达 13，差 13" in text(lin.get("/book/"))


@pytest.mark.requirement("LIST-03")
def test_a_target_leaves_out_whom_nobody_can_reach_and_says_why(lin: Client, small_bank: bank.Bank) -> None:
    books = models.PublishedBook.objects.unscoped()
    books.update(customers=21, list_size=16, reachable=16, without_consent=3, without_number=1)
    models.PublishedListEntry.objects.unscoped().filter(rank__gt=16).delete()
    models.PublishedCustomer.objects.unscoped().filter(list_rank__gt=16).update(list_rank=None)
    why = "21 位客户中可联络 16 位（未同意联络 3、号码缺失或有误 1、本周不宜联络 1）"
    assert f"本周联络 0 / 16 通 今晚应达 16，差 16；{why}" in text(lin.get("/"))
    board = signed_in(small_bank.head)
    assert f"本周目标为 16（要求 100）：{why}" in text(lin.get("/book/"))
    assert f"本周目标为 16（要求 100）：1 位经理名下 {why}" in text(board.get("/branch/"))
    books.update(reachable=21, without_consent=0, without_number=0)
    assert "本周目标为 21（要求 100）：可联络的客户只有这么多" in text(lin.get("/book/"))


def test_why_not_says_what_was_compared_and_a_restricted_customer_hears_of_no_quota(
    lin: Client, small_bank: bank.Bank
) -> None:
    rows = models.PublishedCustomer.objects.unscoped().filter(customer_id="C00024")
    rows.update(excluded_cause="quota_full", excluded_until=None, last_contact_on=None, overdue_days=900)
    words = text(lin.get("/customers/C00024/"))
    assert "没有日期：按客群、逾期天数、资产" in words
    assert re.search(r"最后入列：.*¥", words)
    assert "900" not in words
    assert "从未联络" in words
    models.Suppression.objects.create(
        customer_id="C00024",
        kind="deceased",
        reason="讣告",
        starts_on=bank.DAY,
        recorded_by=small_bank.manager,
    )
    words = text(lin.get("/customers/C00024/"))
    assert "名额已满" not in words
    assert "任何人不得联络" in words


@pytest.mark.requirement("WM-05", part="the return of a period and of the portfolio")
def test_a_deposit_has_a_rate_and_a_fund_a_return(lin: Client) -> None:
    models.PublishedHolding.objects.unscoped().filter(category="time_deposit").update(cost=Decimal(1))
    words = text(lin.get("/customers/C00000/wealth/"))
    assert "利率 1.35%" in words
    assert "+20.4%" in words


def test_a_mean_over_a_shorter_history_says_so(lin: Client, small_bank: bank.Bank) -> None:
    published.points(small_bank.generation, bank.DAY - dt.timedelta(days=9), C00001="personal")
    assert "资产 90 天日均 只有 10 天" in text(lin.get("/customers/C00001/wealth/"))


def shown(client: Client, page: str, code: str) -> list[figures.Shown]:
    return [one for one in figures.on(page, client.get(page).content.decode()) if one.code == code]


def behind(client: Client, link: str) -> figures.Behind:
    return figures.rows(lambda address: client.get(address).content.decode(), link)


def test_the_week_leads_to_whom_it_was_spent_with(lin: Client, small_bank: bank.Bank) -> None:
    contact("C00000", small_bank)
    contact("C00000", small_bank, two_way=False, outcome="no_answer", channel="visit")
    monday = {"contact_on": bank.DAY, "contacted_at": dt.datetime(2026, 3, 31, 2, tzinfo=dt.UTC)}
    contact("C00000", small_bank, **monday)
    contact("C00001", small_bank, two_way=False, outcome="busy", idempotency_key="1")
    for page in ("/", "/book/"):
        week = shown(lin, page, "work_contacts")[0]
        assert week.value == 2
        assert found(lin, week.link) == {"C00000"}
        assert behind(lin, week.link).sums["calls"] == 2
    [dialled] = [one for one in shown(lin, "/book/", "work_dialled") if one.value == 3]
    assert found(lin, dialled.link) == {"C00000", "C00001"}
    assert "联络 · 本人 · 03-30 – 04-01" in text(lin.get(week.link))
    assert [int(one.value) for one in shown(lin, "/book/", "work_contacts")] == [2, 0, 1, 1]


def test_work_with_a_customer_who_has_gone_is_counted_and_said(lin: Client, small_bank: bank.Bank) -> None:
    contact("C00000", small_bank)
    contact("C00900", small_bank)
    week = shown(lin, "/", "work_contacts")[0]
    assert week.value == 2
    assert found(lin, week.link) == {"C00000"}
    assert behind(lin, week.link).beyond == 1
    assert "另有 1 次，客户已不在你的可见范围" in text(lin.get(week.link))


@pytest.mark.parametrize(
    "asked", ["contacts", "contacts~2026-03-30~2026-04-01", "all~2026-03-30~2026-04-01~S1"]
)
def test_work_that_cannot_be_read_is_left_out(lin: Client, asked: str) -> None:
    answer = lin.get("/customers/", {"worked": asked})
    assert "联络工作" in text(answer)
    assert len(found(lin, f"/customers/?worked={asked}")) == 30


def test_nobody_counts_the_work_of_somebody_else(lin: Client, small_bank: bank.Bank) -> None:
    contact("C00900", small_bank, staff_id="S2", user=small_bank.neighbour)
    told = behind(lin, "/customers/?worked=contacts~2026-03-30~2026-04-01~S2&state=all")
    assert (told.rows, told.beyond) == (0, 0)


def test_a_sum_of_assets_is_that_of_its_rows(lin: Client) -> None:
    rows = models.PublishedCustomer.objects.unscoped().filter(rm_id="S1")
    models.PublishedBook.objects.unscoped().filter(rm_id="S1").update(
        aum=sum(rows.values_list("aum", flat=True))
    )
    sums = (*shown(lin, "/book/", "assets"), *shown(lin, "/book/", "tier_assets"))
    assert len(sums) == 5
    for one in sums:
        assert behind(lin, one.link).sums.get("aum", 0) == one.value
    [due] = shown(lin, "/", "due_amount")
    assert due.value > 0
    assert behind(lin, due.link).sums["due"] == due.value
    assert "到期合计" in text(lin.get(due.link))


@pytest.mark.requirement("TIER-10", "IDN-09", "KPI-08", "KPI-09", "TRAP-31")
@pytest.mark.requirement("BEN-02", part="the share of salaried customers")
def test_the_reference_is_for_those_to_be_developed_alone(lin: Client) -> None:
    rows = models.PublishedCustomer.objects.unscoped().filter(rm_id="S1")
    rows.update(aum=300_000, under_served=True)
    some = list(rows.order_by("customer_id").values_list("customer_id", flat=True)[:4])
    rows.filter(customer_id__in=some).update(aum=199_999)
    rows.filter(customer_id__in=some[:1]).update(under_served=False)
    assert "¥20万以下： 3 / 4 ，75.0%（参照 66%）" in text(lin.get("/book/"))
    [few] = shown(lin, "/book/", "cultivation_under_served")
    assert found(lin, few.link) == set(some[1:])


def test_a_moment_says_by_which_clock_it_is(lin: Client) -> None:
    assert "实际时间" in text(lin.get("/runs/"))
    assert "业务日（实际时间" in text(lin.get("/"))


def _week(made_on: dt.date) -> None:
    """Put the first twelve customers on the week's list, which has places for a hundred."""
    rows = models.PublishedCustomer.objects.unscoped()
    for number in range(12):
        week = {"week_rank": number + 1, "week_size": 100, "week_made_on": made_on}
        rows.filter(customer_id=f"C{number:05d}").update(**week)


@pytest.mark.requirement("PLAN-13")
@pytest.mark.requirement("LIST-03", "TRAP-04")
@pytest.mark.requirement("KPI-03", part="the share of a plan's customers")
def test_the_week_s_names_listed_dialled_and_reached_are_three_figures(
    lin: Client, small_bank: bank.Bank
) -> None:
    assert "本周名单" not in text(lin.get("/"))
    _week(bank.DAY)
    contact("C00000", small_bank)
    contact("C00001", small_bank, two_way=False, outcome="no_answer")
    contact("C00020", small_bank)
    page = lin.get("/").content.decode()
    shown = {one.code: one for one in figures.on("/", page) if one.code.startswith("week_")}
    assert {code: one.value for code, one in shown.items()} == {
        "week_listed": 12,
        "week_dialled": 2,
        "week_connected": 1,
        "week_open": 11,
    }
    for one in shown.values():
        assert len(found(lin, one.link)) == one.value
    assert found(lin, shown["week_dialled"].link) == {"C00000", "C00001"}
    assert "共 100 个名额" in text(lin.get("/"))
    assert "本周名单，待联系" in text(lin.get("/customers/?week=open"))
    assert len(found(lin, "/customers/?week=yesterday")) == 30


def test_a_talk_before_the_week_was_made_does_not_count(lin: Client, small_bank: bank.Bank) -> None:
    contact("C00000", small_bank)
    _week(bank.TODAY)
    assert not found(lin, "/customers/?week=dialled")
    assert len(found(lin, "/customers/?week=open")) == 12


def test_why_not_says_that_somebody_waits_for_the_next_week(lin: Client, small_bank: bank.Bank) -> None:
    _week(bank.DAY)
    rows = models.PublishedCustomer.objects.unscoped().filter(customer_id="C00024")
    rows.update(excluded_cause="not_this_week", excluded_until=bank.DAY + dt.timedelta(days=8))
    words = text(lin.get("/customers/C00024/"))
    assert "不在本周待联系的名单内。" in words
    assert "每个工作日至多列 20 人" in words
    assert "未列入" in words


def test_why_not_says_that_another_of_the_household_is_called(lin: Client, small_bank: bank.Bank) -> None:
    rows = models.PublishedCustomer.objects.unscoped().filter(customer_id="C00024")
    rows.update(excluded_cause="same_household", excluded_until=bank.DAY + dt.timedelta(days=1))
    words = text(lin.get("/customers/C00024/"))
    assert "同一家庭已有成员在当天的名单上。" in words
    assert "同一家庭列入当天名单的人数" in words


@pytest.mark.requirement("LIST-08")
@pytest.mark.requirement("TRAP-14")
def test_a_goal_does_not_ask_for_what_an_assessment_forbids(lin: Client) -> None:
    models.PublishedListEntry.objects.unscoped().update(goal="maintain_and_introduce")
    rows = models.PublishedCustomer.objects.unscoped().filter(customer_id="C00000")
    rows.update(risk_level="C3", risk_assessed_on=bank.DAY)
    assert "先更新风险评估" not in text(lin.get("/customers/C00000/"))
    rows.update(risk_assessed_on=dt.date(2020, 1, 1))
    assert "介绍合适的产品 · 先更新风险评估" in text(lin.get("/customers/C00000/"))
