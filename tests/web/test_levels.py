"""The tab of growth: levels with their criteria, the next due items, scores, the emotional account."""

import datetime as dt
import json
import re
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from tilth.data import models
from tilth.domain import bank as playbooks
from tilth.domain.levels import reading
from tilth.domain.levels.measuring import Held
from web import bank
from web.conftest import signed_in
from web.support import at_most, text
from web.test_left_out import names

ONE = "/customers/C00001/"
HERE = f"{ONE}growth/"
STEP, AIM, ENTER = f"{ONE}levels/step/", f"{ONE}level_targets/aim/", f"{ONE}rapports/enter/"


def talks(small_bank: bank.Bank, *days: int, **values: Any) -> None:
    """Let the manager have talked with the first customer so many days ago."""
    for ago in days:
        at = bank.MORNING - dt.timedelta(days=ago)
        models.Contact.objects.create(
            customer_id="C00001",
            staff_id="S1",
            user=small_bank.manager,
            contacted_at=at,
            contact_on=at.date(),
            two_way=True,
            idempotency_key=f"talk:{ago}",
            **({"channel": "phone", "outcome": "connected", "purpose": "maintain"} | values),
        )


def confirmed(small_bank: bank.Bank, before: str, reached: str, *, days: int, **values: Any) -> models.Level:
    at = bank.MORNING - dt.timedelta(days=days)
    about = {"customer_id": "C00001", "staff_id": "S1", "made_by": small_bank.manager, "made_at": at}
    given = {
        "state": "confirmed",
        "stepped_on": at.date(),
        "evidence": "contacts 12 ≥ 1 = 5; share 0 ≥ 50 = ?",
    }
    return models.Level.objects.create(**about, before=before, reached=reached, **(given | values))


@pytest.mark.requirement("REL-01")
@pytest.mark.requirement("REL-02")
@pytest.mark.requirement("REL-03")
@pytest.mark.requirement("REL-04")
@pytest.mark.requirement("TRAP-34", part="the unrealistic wish that asks for education")
def test_the_way_shows_levels_criteria_and_what_brings_them_on(lin: Client, small_bank: bank.Bank) -> None:
    talks(small_bank, 5, 40)
    confirmed(small_bank, "stranger", "aware", days=300)
    confirmed(small_bank, "aware", "well_known", days=90)
    with at_most(17):
        answer = lin.get(HERE)
    words = text(answer)
    assert "到「偏好」还差 5 条" in words
    assert "服务型 → 关系型 · 贴心服务 服务备忘按日答复" in words
    assert "未知 资产占比 ≥ 50% 未知 问一句他行还有多少。" in words
    assert "还没有 有效联络，近 12 个月 ≥ 6 2 最近 03-27 · 排下一次联络。" in words
    assert "是 未结投诉与逾期诉求 ≤ 0 0" in words
    assert "还没有 持有品类 ≥ 4 3" in words
    assert "共 2 步" in words
    assert "有效联络，近 12 个月 ≥ 1: 5 · 资产占比 ≥ 50%: 未知" in words
    assert not re.search("结婚|离婚|恋爱|死马", answer.content.decode())


@pytest.mark.requirement("PLAN-14")
def test_the_next_steps_are_due_items_that_bring_a_missing_criterion_on(
    lin: Client, small_bank: bank.Bank
) -> None:
    assert "待办里没有能补条件的事" in text(lin.get(HERE))
    plan = {"every": "month_1", "channel": "phone", "starts_on": "2026-04-03", "about": "谈他行资产"}
    assert lin.post(f"{ONE}care_plans/set-up/", plan).status_code == 302
    lin.post(f"{ONE}memos/note-down/", {"demand": "要英文存款证明", "due_on": "2026-04-02"})
    words = text(lin.get(HERE))
    assert "维护计划 · 每月 · 电话 补 有效联络" in words
    assert "服务备忘 补" not in words


@pytest.mark.requirement("PLAN-10")
@pytest.mark.requirement("PLAN-14")
@pytest.mark.requirement("JRN-05", part="the link to a map of the journey, which does not exist yet")
def test_the_plan_goes_by_the_quartet_and_feeds_the_next_steps(lin: Client, small_bank: bank.Bank) -> None:
    talks(small_bank, 5)
    confirmed(small_bank, "stranger", "well_known", days=90)
    add = f"{ONE}path_steps/plan/"
    told = {"trouble": "怕答应的事没人记得", "way": "先把提醒做准", "deed": "问一句他行还有多少"}
    for stage, brings, due_on in (("trust", "none", "2026-06-01"), ("service", "share", "2026-04-03")):
        assert lin.post(add, {**told, "stage": stage, "brings": brings, "due_on": due_on}).status_code == 302
    words = text(lin.get(HERE))
    coming, plan = words.index("接下来三步"), words.index("关系维护计划")
    assert "问一句他行还有多少 补 资产占比" in words[coming:plan]
    assert words[coming:plan].count("问一句他行还有多少") == 1
    assert words.index("服务型 问一句", plan) < words.index("信任型 问一句", plan)
    assert "痛点 怕答应的事没人记得 → 路径 先把提醒做准" in words
    row = models.PathStep.objects.unscoped().get(brings="share")
    done = lin.post(f"{ONE}path_steps/{row.pk}/finish/", {"result": "说了两家银行"})
    assert done.status_code == 302
    assert "关系变化 说了两家银行" in text(lin.get(HERE))
    assert lin.post(add, {"deed": "x", "stage": "trust", "due_on": "2020-01-01"}).status_code == 422


@pytest.mark.requirement("REL-04")
def test_a_step_that_lacks_something_asks_why_and_waits(lin: Client, small_bank: bank.Bank) -> None:
    refused = lin.post(STEP, {"reached": "loyal", "why": ""})
    assert refused.status_code == 422
    assert "条件未齐或跨级：请写明依据，由主管审批。" in text(refused)
    assert '<details class="t-more" id="level_step" open>' in refused.content.decode()
    assert lin.post(STEP, {"reached": "aware", "why": "老客户"}).status_code == 302
    page = text(lin.get(HERE))
    assert "有一步待主管审批：林晓岚 于 04-01 提出。" in page
    row = models.Level.objects.unscoped().get()
    decide = f"{ONE}levels/{row.pk}/decide/"
    assert "level_decide" not in lin.get(HERE).content.decode()
    head = signed_in(small_bank.head)
    assert f'action="{decide}"' in head.get(HERE).content.decode()
    assert '<details class="t-data" id="level-steps" open>' in head.get(HERE).content.decode()
    assert head.post(decide, {"yes": "yes", "answer": "同意"}).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.decided_by) == ("confirmed", small_bank.head)
    assert "到「熟悉」还差" in text(lin.get(HERE))


@pytest.mark.requirement("REL-04")
def test_a_target_stands_on_the_way_with_its_day(lin: Client, small_bank: bank.Bank) -> None:
    assert "还没有设目标。" in text(lin.get(HERE))
    assert lin.post(AIM, {"level": "well_known", "due_on": "2026-07-23"}).status_code == 302
    words = text(lin.get(HERE))
    assert "目标 熟悉 07-23 , 还剩 113 天" in words
    assert "熟悉 目标 07-23" in words


@pytest.mark.requirement("REL-05")
@pytest.mark.requirement("REL-06")
@pytest.mark.requirement("REL-08")
def test_scores_stand_in_a_chart_and_in_a_table_with_every_term(lin: Client, small_bank: bank.Bank) -> None:
    talks(small_bank, 3, 33, 63, purpose="asset_report", channel="visit")
    answer = lin.get(HERE)
    words, data = text(answer), radar(answer.content.decode())
    assert data["names"][0] == "情感价值 30"
    assert (data["max"], len(data["series"][0]["values"])) == (100, 6)
    assert data["series"][0]["texts"][3] == "未知"
    assert "提供洞察 50 带去的信息，近 12 个月 3 6 0.5 / 1" in words
    assert "接纳还差" in words
    assert "客户关系还不稳。" in words


def radar(page: str) -> dict[str, Any]:
    found = re.search(r'data-chart="radar"[^>]* data-values="([^"]*)"', page)
    assert found
    told: dict[str, Any] = json.loads(found[1].replace("&#34;", '"'))
    return told


@pytest.mark.requirement("REL-05")
@pytest.mark.requirement("REL-06")
def test_the_shape_of_ninety_days_ago_stands_beside_today_s(lin: Client, small_bank: bank.Bank) -> None:
    talks(small_bank, 3, 33, purpose="asset_report", channel="visit")
    talks(small_bank, 95, 200, purpose="asset_report")
    models.PublishedCustomer.objects.unscoped().update(opened_on=bank.DAY - dt.timedelta(days=800))
    page = lin.get(HERE).content.decode()
    now, then, line = radar(page)["series"]
    assert [one["name"] for one in (now, then, line)] == ["现在", "90 天前", "及格线"]
    names = radar(page)["names"]
    insight = names.index(next(one for one in names if one.startswith("提供洞察")))
    assert (now["texts"][insight], then["texts"][insight]) == ("67", "33"), "four talks in a year, then two"
    table = text(lin.get(HERE))
    assert "提供洞察 67 33" in table, "the table says both figures"
    assert "当时只计入有历史记录的部分" in table


def test_what_came_after_the_day_does_not_count(small_bank: bank.Bank) -> None:
    """A request answered since was open on that day, a complaint lifted since stood."""
    day = bank.TODAY - dt.timedelta(days=90)
    about = {
        "customer_id": "C00001",
        "staff_id": "S1",
        "made_by": small_bank.manager,
        "made_at": bank.MORNING,
    }
    models.Memo.objects.create(
        **about,
        demand="a form",
        asked_on=day - dt.timedelta(days=20),
        due_on=day - dt.timedelta(days=10),
        answered_at=bank.MORNING,
    )
    models.Suppression.objects.create(
        customer_id="C00001",
        kind="complaint_open",
        starts_on=day,
        lifted_at=bank.MORNING,
        lifted_by=small_bank.manager,
        recorded_by=small_bank.manager,
    )
    models.Acquaintance.objects.create(**about, role="colleague", name="Li", told_on=bank.TODAY)
    customer = models.PublishedCustomer.objects.unscoped().get(customer_id="C00001")
    playbook = playbooks.playbook_of(bank.DAY)
    found = reading.of_customer(
        small_bank.manager, small_bank.generation, customer=customer, playbook=playbook, today=bank.TODAY
    )
    wanted = [("open", 0), ("around", 0), ("products", 0)]
    then = replace(found.measuring, today=day, held=Held(products=None, aum=None, activity=None))
    assert [one.value for one in then.values(wanted).values()] == [2, 0, None]
    assert [one.value for one in found.measuring.values(wanted).values()] == [0, 1, len(customer.categories)]


def test_whoever_came_later_has_no_earlier_shape(lin: Client) -> None:
    models.PublishedCustomer.objects.unscoped().update(opened_on=bank.DAY - dt.timedelta(days=30))
    page = lin.get(HERE)
    assert len(radar(page.content.decode())["series"]) == 2
    assert "90 天前" not in text(page)


@pytest.mark.requirement("REL-07")
@pytest.mark.requirement("AFT-12", part="a target of care acts for each key customer")
def test_the_account_is_a_ledger_that_adds_up(lin: Client, small_bank: bank.Bank) -> None:
    assert (
        lin.post(ENTER, {"deed": "resource", "done_on": "2026-03-20", "note": "带她进留学讲座"}).status_code
        == 302
    )
    assert lin.post(ENTER, {"deed": "hurt", "done_on": "2026-03-25", "note": ""}).status_code == 302
    words = text(lin.get(HERE))
    assert "40 + 存 8 − 取 10 = 38" in words
    first, second = words.index("失礼或冒犯 林晓岚"), words.index("介绍的资源用上了 带她进留学讲座")
    assert first < second
    assert "−10 38" in words[first:second]
    assert "超出 · 林晓岚" in words[second:]
    assert "+8 48" in words[second:]
    assert "期初 40" in words
    refused = lin.post(ENTER, {"deed": "nothing"})
    assert refused.status_code == 422
    assert "规则手册中没有这一项" in text(refused)


@pytest.mark.requirement("REL-07")
@pytest.mark.requirement("REL-09")
def test_what_happened_is_entered_by_one_button_and_only_once(lin: Client, small_bank: bank.Bank) -> None:
    task = models.Task.objects.create(
        customer_id="C00001",
        staff_id="S1",
        user=small_bank.manager,
        kind="task",
        step="send_material",
        due_on=bank.DAY,
        made_at=bank.MORNING - dt.timedelta(days=5),
        done_at=bank.MORNING - dt.timedelta(days=1),
    )
    page = lin.get(HERE).content.decode()
    form = re.search(r'<form class="t-li t-proposed".*?</form>', page, re.DOTALL)
    assert form
    fields = dict(re.findall(r'name="(deed|origin_row|key)" value="([^"]*)"', form[0]))
    assert (fields["deed"], fields["origin_row"]) == ("kept", str(task.pk))
    for _ in range(2):
        assert lin.post(ENTER, fields).status_code == 302
    words = text(lin.get(HERE))
    assert "40 + 存 3 − 取 0 = 43" in words
    assert "t-proposed" not in lin.get(HERE).content.decode()


@pytest.mark.requirement("LIFE-03")
@pytest.mark.requirement("LIFE-04")
def test_the_years_have_a_name_and_a_next_one(lin: Client) -> None:
    words = text(lin.get(HERE))
    assert "同行 11 年 2014-06-15 开户 · 十年 · 下一个周年 06-15，满 12 年 · 2039-06-15 银质周年" in words
    assert "建立期 现在 认识 · 选择 · 开发 经营期 信息 · 分级 · 沟通 · 满意 · 忠诚 流失期 流失与挽回" in words


def test_who_only_looks_is_offered_no_form(small_bank: bank.Bank) -> None:
    page = signed_in(small_bank.officer).get(HERE).content.decode()
    for name in ("level_step", "level_target_aim", "rapport_enter"):
        assert f'id="{name}"' not in page


@pytest.mark.requirement("REL-04")
def test_the_head_tells_the_level_and_its_target_in_every_tab(lin: Client, small_bank: bank.Bank) -> None:
    assert "关系级别 陌生 未设目标" in text(lin.get(ONE))
    confirmed(small_bank, "stranger", "well_known", days=90)
    lin.post(AIM, {"level": "preferring", "due_on": "2026-07-23"})
    for tab in ("", "timeline/", "growth/"):
        assert "关系级别 熟悉 目标 偏好，07-23" in text(lin.get(f"{ONE}{tab}"))


@pytest.mark.requirement("REL-03")
def test_the_list_of_customers_is_narrowed_by_level(lin: Client, small_bank: bank.Bank) -> None:
    models.Level.objects.unscoped().all().delete()
    steps = (("C00002", "aware", 3, "confirmed"), ("C00002", "well_known", 2, "confirmed"))
    more = (("C00003", "aware", 1, "confirmed"), ("C00003", "well_known", 0, "asked"))
    for customer_id, reached, ago, state in (*steps, *more):
        models.Level.objects.create(
            customer_id=customer_id,
            staff_id="S1",
            made_by=small_bank.manager,
            made_at=bank.MORNING,
            before="stranger",
            reached=reached,
            stepped_on=bank.DAY - dt.timedelta(days=ago),
            state=state,
        )
    found = {code: names(lin, f"/customers/?level={code}") for code in ("well_known", "aware", "loyal")}
    assert found == {"well_known": {"C00002"}, "aware": {"C00003"}, "loyal": set()}
    strangers = names(lin, "/customers/?level=stranger")
    assert len(strangers) == len(names(lin, "/customers/?owner=own")) - 2
    assert 'id="level"' in lin.get("/customers/").content.decode()
