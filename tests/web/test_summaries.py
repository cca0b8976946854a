"""The end of the day: numbers that are their rows, words that are kept, and the team's on one page."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client

from integration.doors import town
from support import figures
from tilth.data import models
from tilth.domain import bank as clock
from web import bank
from web.conftest import signed_in
from web.support import text
from web.test_today import contact

PAGE, TEAM = "/today/summary/", "/team/summaries/"


def sent(client: Client, body: str, *, do: str = "send", on: dt.date = bank.TODAY):
    return client.post(PAGE, {"body": body, "do": do, "on": on.isoformat()}, follow=True)


def task(house: bank.Bank, customer: str, **values):
    given = {
        "customer_id": customer,
        "staff_id": "S1",
        "user": house.manager,
        "kind": "task",
        "step": "send_material",
        "due_on": bank.TODAY,
        "made_at": bank.MORNING,
    }
    return models.Task.objects.create(**(given | values))


@pytest.fixture
def worked(small_bank: bank.Bank) -> bank.Bank:
    """A day with talks, attempts, promises, a memo and a name passed over."""
    contact("C00001", small_bank)
    contact("C00002", small_bank, outcome="no_answer", two_way=False)
    contact("C00003", small_bank, outcome="appointment")
    before = bank.MORNING - dt.timedelta(days=3)
    task(small_bank, "C00001", made_at=before, done_at=bank.MORNING)
    task(small_bank, "C00004", made_at=before)
    task(small_bank, "C00005", due_on=bank.TODAY + dt.timedelta(days=1))
    task(small_bank, "C00006", kind="call", step=None, business_date=bank.DAY)
    models.Memo.objects.create(
        customer_id="C00001",
        staff_id="S1",
        made_by=small_bank.manager,
        made_at=bank.MORNING,
        asked_on=bank.TODAY,
        due_on=bank.TODAY + dt.timedelta(days=1),
        demand="想要对账单",
    )
    for item, choice in (("talks", "brief"), ("price_sensitive", "yes")):
        models.Detail.objects.create(
            customer_id="C00003",
            staff_id="S1",
            made_by=small_bank.manager,
            made_at=bank.MORNING,
            kind="style",
            item=item,
            choice=choice,
            source="talk",
            learned_on=bank.TODAY,
        )
    models.Skip.objects.create(
        customer_id="C00007",
        staff_id="S1",
        user=small_bank.manager,
        business_date=bank.DAY,
        list_rank=7,
        reason="away",
        made_at=bank.MORNING,
        list_reasons=[],
    )
    return small_bank


@pytest.mark.requirement("LIST-11", part="sales leads")
@pytest.mark.requirement("KPI-05", part="the share of the customers reached whose profile grew")
def test_each_number_of_the_day_is_its_rows(worked: bank.Bank) -> None:
    lin = signed_in(worked.manager)
    shown = {one.code: one for one in figures.on(PAGE, lin.get(PAGE).content.decode())}
    wanted = {"work_dialled": 3, "work_contacts": 2, "work_appointed": 1, "work_promised": 1}
    wanted |= {
        "work_kept": 1,
        "work_broken": 1,
        "work_noted": 1,
        "work_learned": 2,
        "work_skipped": 1,
        "listed": 20,
        "waiting": 17,
    }
    assert {code: int(shown[code].value) for code in wanted} == wanted
    assert all(one.link for one in shown.values())
    walked = list(figures.walk(lambda address: lin.get(address).content.decode(), [PAGE]))
    assert [str(fault) for _one, fault in walked if fault] == []


def test_the_text_is_proposed_in_the_readers_language_without_names_or_praise(worked: bank.Bank) -> None:
    lin = signed_in(worked.manager)
    body = lin.get(PAGE).context["page"].body
    assert "名单 20 位。拨打 3 位。双向联络 2 位" in body
    assert "应兑现承诺 2 件，已兑现 1 件。" in body
    assert "未按时兑现的承诺 1 件。" in body
    assert not any(name in body for name in bank.NAMES)
    lin.cookies["django_language"] = "en"
    assert "Dialled: 3. Talks: 2" in lin.get(PAGE).context["page"].body


def test_a_text_is_kept_sent_and_changed_until_the_day_ends(lin: Client) -> None:
    assert "草稿" in text(sent(lin, "明早先打宋姓客户。", do="keep"))
    kept = models.DaySummary.objects.get()
    assert (kept.staff_id, kept.day, kept.sent_at) == ("S1", bank.TODAY, None)
    assert "已发送" in text(sent(lin, "第二稿。\n\n有两段。"))
    sent(lin, "第三稿。")
    row = models.DaySummary.objects.get()
    assert (row.body, row.sent_at is not None) == ("第三稿。", True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM tilth_day_summary_history ORDER BY pgh_id")
        versions = [body for (body,) in cursor.fetchall()]
    assert versions == ["明早先打宋姓客户。", "第二稿。\n\n有两段。", "第三稿。"]
    assert lin.get(PAGE).context["page"].body == "第三稿。"
    assert "今天没有记录" in lin.get(f"{PAGE}?anew=1").context["page"].body


@pytest.mark.parametrize(
    ("body", "on", "told"),
    [
        (" \u200b\n", bank.TODAY, "请先写一句话"),
        ("x" * 4001, bank.TODAY, "4,000"),
        ("网银密码 Abc12345", bank.TODAY, "密码"),
        ("迟了一天。", bank.DAY, "那一天已经结束"),
    ],
)
def test_what_may_not_be_kept_is_refused_and_nothing_typed_is_lost(lin, body, on, told) -> None:
    answer = sent(lin, body, on=on)
    assert answer.status_code == 422
    assert told in text(answer)
    assert answer.context["page"].body == body
    assert not models.DaySummary.objects.exists()


def test_an_empty_day_says_so_and_a_first_morning_has_its_state(lin: Client, small_bank: bank.Bank) -> None:
    assert "今天还没有任何记录" in text(lin.get(PAGE))
    models.Publication.objects.all().delete()
    assert "首次夜间批次之后才有第一份日终小结" in text(lin.get(PAGE))


def test_today_offers_to_close_the_day_in_the_afternoon(lin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert f'href="{PAGE}"' in lin.get("/").content.decode()
    assert "一天将尽" not in text(lin.get("/"))
    monkeypatch.setattr(clock, "now", lambda _day: bank.MORNING.replace(hour=16))
    assert "一天将尽" in text(lin.get("/"))


@pytest.mark.requirement("LIST-11", part="sales leads")
def test_a_leader_reads_what_was_sent_below_and_no_draft(db) -> None:
    house = town.build()
    for role, body in (("rm", "已发的小结"), ("wealth", "还是草稿")):
        sent(signed_in(house.users[role]), body, do="send" if role == "rm" else "keep")
    models.DaySummary.objects.create(
        staff_id="B2-rm1",
        day=bank.TODAY,
        body=town.CANARY,
        written_by=house.users["wealth"],
        created_at=bank.MORNING,
        changed_at=bank.MORNING,
        sent_at=bank.MORNING,
    )
    for role in ("supervisor", "branch_head"):
        words = text(signed_in(house.users[role]).get(TEAM))
        assert "已发的小结" in words
        assert "2 人中 1 人已发送" in words
        assert "还是草稿" not in words
        assert town.CANARY not in words
    assert town.CANARY in text(signed_in(house.users["region_head"]).get(TEAM))
    assert "没有人发送" in text(signed_in(house.users["branch_head"]).get(f"{TEAM}?on=2026-03-30"))
    assert signed_in(house.users["rm"]).get(TEAM).status_code == 403
    assert signed_in(house.users["branch_head"]).get(PAGE).status_code == 403
