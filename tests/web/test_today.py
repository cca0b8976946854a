"""Today: the list in order, the facts behind each name, honest states, few queries."""

import datetime as dt
import re

import pytest
from django.conf import settings
from django.test import Client

from support import published
from tilth.data import models
from web import bank
from web.conftest import signed_in
from web.support import at_most, text


def rows(page: str) -> list[str]:
    return re.findall(r"<li class=\"t-call[^>]*aria-label=\"\d+ ([^\"]+)\"", page)


def contact(customer: str, small_bank: bank.Bank, **values) -> models.Contact:
    given = {
        "customer_id": customer,
        "staff_id": "S1",
        "user": small_bank.manager,
        "contacted_at": dt.datetime(2026, 4, 1, 2, 30, tzinfo=dt.UTC),
        "contact_on": bank.TODAY,
        "channel": "phone",
        "two_way": True,
        "outcome": "connected",
        "purpose": "maintain",
        "business_date": bank.DAY,
        "list_rank": 1,
        "idempotency_key": f"{customer}-{len(values)}",
    } | values
    return models.Contact.objects.create(**given)


def test_the_twenty_stand_in_the_order_of_their_ranks(lin: Client) -> None:
    page = lin.get("/").content.decode()
    assert rows(page) == bank.NAMES[:20]
    assert page.count("data-now") == 1


def test_each_name_says_why_with_days_and_amounts(lin: Client) -> None:
    words = text(lin.get("/"))
    assert "定存 今天 到期 ¥496万" in words
    assert "生日 04-02 农历二月十五" in words
    assert "稳健成长混合 A 达止盈线 +20.4%" in words
    assert "03-31 转出 ¥42万" in words
    assert "联络已逾期 8 天" in words
    assert "不熟客第 1 位：先到联络日者，再按资产" in words


def test_phone_numbers_are_masked_and_nothing_on_the_page_dials(lin: Client) -> None:
    page = lin.get("/").content.decode()
    assert "138****8000" in page
    assert "13800008000" not in page
    assert "tel:" not in page
    assert page.count('action="/customers/C00000/clearance/"') == 1


def test_whose_names_were_shown_is_in_the_audit(lin: Client) -> None:
    lin.get("/")
    [entry] = models.AuditEntry.objects.unscoped().filter(action="list")
    assert (entry.staff_id, entry.subject_type) == ("S1", "list_entry")
    assert entry.customer_ids == [f"C{number:05d}" for number in range(20)]


def test_who_was_never_contacted_is_not_called_thousands_of_days_late(
    lin: Client, small_bank: bank.Bank
) -> None:
    models.PublishedCustomer.objects.unscoped().update(last_contact_on=None, overdue_days=2479)
    words = text(lin.get("/"))
    assert "尚无联络记录" in words
    assert "2479" not in words


def test_the_greeting_uses_the_name_in_the_bank_s_data_where_the_account_has_none(
    small_bank: bank.Bank,
) -> None:
    small_bank.neighbour.name = small_bank.neighbour.username
    small_bank.neighbour.save()
    client = Client()
    client.force_login(small_bank.neighbour)
    words = text(client.get("/"))
    assert "你好，沈予安" in words
    assert "城东支行" in words


def test_the_headline_has_a_number_and_an_action(lin: Client) -> None:
    assert "10 天内 9 笔 ¥1,299.9万 到期 ；还有 20 位待联络，从周敏华开始。" in text(lin.get("/"))


def test_english_is_whole(lin: Client, small_bank: bank.Bank) -> None:
    lin.cookies["django_language"] = "en"
    words = text(lin.get("/"))
    assert "Good day, 林晓岚" in words
    assert "Deposit due today ¥5.0M" in words
    assert "Birthday 2 Apr lunar 2/15" in words


@pytest.mark.requirement("LIST-10")
def test_a_done_name_moves_down_and_the_next_becomes_current(lin: Client, small_bank: bank.Bank) -> None:
    contact("C00000", small_bank, next_step="到店", next_step_on=dt.date(2026, 4, 3))
    page = lin.get("/")
    assert rows(page.content.decode())[0] == "赵国强"
    words = text(page)
    assert "已完成 1" in words
    assert "接通 · 04-03 周五 到店" in words
    assert "接通率 100%（ 1 ），有效接通 1" in words
    assert "还有 19 位待联络，从赵国强开始" in words


@pytest.mark.requirement("LIST-11", part="sales leads")
@pytest.mark.requirement("KPI-12", part="prospects, counted apart")
@pytest.mark.requirement("KPI-15", part="goals other than calls")
@pytest.mark.requirement("TRAP-31")
def test_the_rings_count_the_week_and_both_sides(lin: Client, small_bank: bank.Bank) -> None:
    contact("C00000", small_bank)
    contact("C00001", small_bank, two_way=False, outcome="busy")
    contact(
        "C00002",
        small_bank,
        contact_on=dt.date(2026, 3, 29),
        contacted_at=dt.datetime(2026, 3, 29, tzinfo=dt.UTC),
    )
    words = text(lin.get("/"))
    assert "本周联络 1 / 30 通 今晚应达 30，差 29；可联络的客户只有这么多" in words
    assert "熟客 : 不熟客 1 : 0 目标 1 : 2" in words


def test_another_manager_s_contact_does_not_count_in_my_week(lin: Client, small_bank: bank.Bank) -> None:
    contact("C00003", small_bank, staff_id="S2", user=small_bank.neighbour)
    words = text(lin.get("/"))
    assert "本周联络 0 / 30 通" in words
    assert "已完成 1" in words


def test_today_needs_few_queries(lin: Client) -> None:
    lin.get("/")
    with at_most(6):
        assert lin.get("/").status_code == 200


def test_a_cleared_list_says_so(lin: Client, small_bank: bank.Bank) -> None:
    for number in range(20):
        contact(f"C{number:05d}", small_bank)
    words = text(lin.get("/"))
    assert "今日名单已清空" in words
    assert "位，从" not in words


def test_a_manager_without_customers_is_told_so(small_bank: bank.Bank) -> None:
    client = Client()
    client.force_login(published.user("new", staff_id="S9"))
    assert "你名下还没有客户" in text(client.get("/"))


def test_a_manager_whose_customers_all_rest_is_told_so(small_bank: bank.Bank) -> None:
    client = Client()
    client.force_login(small_bank.neighbour)
    assert "今天没有可联络的客户" in text(client.get("/"))


def test_before_the_first_night_the_page_says_so(db) -> None:
    client = Client()
    client.force_login(published.user("early"))
    words = text(client.get("/"))
    assert "还没有发布过数据" in words
    assert "数据截至" not in words


def test_old_figures_are_called_old(lin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "个工作日" not in text(lin.get("/"))
    monkeypatch.setattr(settings, "TILTH_TODAY", dt.date(2026, 4, 3))
    assert "数据停在 03-31 周二，缺 2 个工作日" in text(lin.get("/"))


@pytest.mark.requirement("LIST-02")
def test_a_short_side_is_explained(lin: Client, small_bank: bank.Bank) -> None:
    models.PublishedListEntry.objects.unscoped().filter(rank__gt=18).delete()
    assert "18 / 20 位：名下没有更多可联络的客户" in text(lin.get("/"))


@pytest.mark.requirement("LIST-04")
def test_a_deviation_from_the_ratio_is_explained(lin: Client, small_bank: bank.Bank) -> None:
    models.PublishedListEntry.objects.unscoped().filter(side="familiar", rank__gt=12).update(
        side="unfamiliar"
    )
    assert "熟客少 3 位，由不熟客补足" in text(lin.get("/"))


def test_heads_and_officers_go_where_they_have_something_to_see(small_bank: bank.Bank) -> None:
    admin = published.user("admin", role="admin", staff_id="A1")
    for user, address in (
        (small_bank.head, "/branch/"),
        (small_bank.officer, "/audit/"),
        (small_bank.planner, "/asked-of-me/"),
        (small_bank.teller, "/colleagues/"),
        (admin, "/runs/"),
    ):
        assert signed_in(user).get("/").headers["Location"] == address


def test_who_is_not_signed_in_is_asked_to(db) -> None:
    answer = Client().get("/")
    assert answer.headers["Location"] == "/sign-in/?next=/"


def cover(small_bank: bank.Bank, **values: object) -> models.Cover:
    given = {"absent_staff_id": "S1", "substitute_staff_id": small_bank.neighbour.staff_id, "reason": "年假"}
    given |= {"starts_on": bank.TODAY, "ends_on": bank.TODAY, "arranged_by": small_bank.head}
    return models.Cover.objects.create(**given | values)


def test_a_substitute_has_the_absent_managers_list_and_promises(small_bank: bank.Bank, lin: Client) -> None:
    models.Task.objects.create(
        customer_id="C00001",
        staff_id="S1",
        user=small_bank.manager,
        kind="task",
        text="寄产品说明",
        due_on=bank.TODAY,
        made_at=bank.MORNING,
    )
    client = signed_in(small_bank.neighbour)
    before = text(client.get("/"))
    assert "周敏华" not in before
    cover(small_bank)
    words = text(client.get("/"))
    assert "代管" in words
    assert "周敏华" in words
    assert "已完成 0 / 20" in words
    assert "本周联系 0 / 30" in words
    models.PublishedBook.objects.unscoped().filter(rm_id="S1").update(reachable=26)
    assert "本周联系 0 / 26" in text(client.get("/"))
    assert "寄产品说明" in words
    assert "代管你的客户。" in text(lin.get("/"))


def test_a_covered_day_is_ordered_as_ones_own(small_bank: bank.Bank) -> None:
    """What is promised for today comes first, by the hour; then the list; then tasks of other days."""
    days = {"C00003": -1, "C00004": 0, "C00005": 0, "C00006": 2, "C00007": 3}
    hours = {"C00004": dt.time(15), "C00005": dt.time(9), "C00007": dt.time(10)}
    for customer, away in days.items():
        models.Task.objects.create(
            customer_id=customer,
            staff_id="S1",
            user=small_bank.manager,
            kind="appointment" if customer in hours else "task",
            text=f"约定{customer}",
            due_on=bank.TODAY + dt.timedelta(days=away),
            due_at=hours.get(customer),
            made_at=bank.MORNING,
        )
    cover(small_bank)
    words = text(signed_in(small_bank.neighbour).get("/"))
    block = words[words.index("的名单") :]
    first = [block.index(one) for one in ("今天约定的 2", "约定C00005", "约定C00004", "周敏华")]
    then = [block.rindex(one) for one in ("1 项逾期", "约定C00003", "约定C00006", "约定C00007")]
    assert [*first, *then] == sorted([*first, *then])
    assert "约定 5 项" in words


def test_recording_for_an_absent_manager_goes_on_with_the_list(small_bank: bank.Bank) -> None:
    cover(small_bank)
    client = signed_in(small_bank.neighbour)
    record = {"key": "0190-k", "outcome": "no_answer", "two_way": "no", "step": "none"}
    record |= {"channel": "phone", "purpose": "maintain"}
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/"}
    answer = client.post("/customers/C00001/record/", record, headers=headers)
    assert "已完成 1 / 20" in text(answer)
    skipped = client.post("/customers/C00002/skip/", {"reason": "away"}, headers=headers)
    assert "已完成 2 / 20" in text(skipped)


def test_a_cover_to_come_is_announced(small_bank: bank.Bank) -> None:
    cover(small_bank, starts_on=bank.TODAY + dt.timedelta(days=5), ends_on=bank.TODAY + dt.timedelta(days=9))
    words = text(signed_in(small_bank.neighbour).get("/"))
    assert "届时名单和约定会出现在这里" in words
    assert "周敏华" not in words
