"""Recording a contact: stored once, checked beside the field, with or without JavaScript."""

import datetime as dt

import pytest
from django.test import Client

from tilth.data import models
from tilth.domain import days
from tilth.web.contacts.views import quick_days
from web import bank
from web.support import text

ADDRESS = "/customers/C00001/record/"
JSON = "application/json"
GOOD = {
    "key": "0190-a",
    "origin": "today",
    "channel": "phone",
    "outcome": "connected",
    "intention": "strong",
    "two_way": "yes",
    "purpose": "due_notice",
    "duration_minutes": "6",
    "content": "问了到期安排，打算续存。",
    "next_step": "到店签约",
    "next_step_on": "2026-04-03",
    "effect": "consolidate",
}


def contacts() -> list[models.Contact]:
    return list(models.Contact.objects.unscoped().order_by("contacted_at", "id"))


def test_the_form_knows_the_likely_purpose_and_says_why_tonight(lin: Client) -> None:
    answer = lin.get(ADDRESS)
    page = answer.content.decode()
    assert 'value="due_notice" selected' in page
    assert "定存 明天 到期" in text(answer)


@pytest.mark.requirement("REC-01", "LIST-13")
def test_a_contact_is_stored_with_all_it_says(lin: Client) -> None:
    answer = lin.post(ADDRESS, GOOD)
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/#now"
    [found] = contacts()
    assert (found.customer_id, found.staff_id, found.channel, found.outcome) == (
        "C00001",
        "S1",
        "phone",
        "connected",
    )
    assert found.two_way
    assert found.contact_on == bank.TODAY
    assert found.content == "问了到期安排，打算续存。"
    assert (found.next_step, found.next_step_on) == ("到店签约", dt.date(2026, 4, 3))
    assert (found.purpose, found.effect, found.duration_minutes) == ("due_notice", "consolidate", 6)
    assert (found.business_date, found.list_rank) == (bank.DAY, 2)


@pytest.mark.requirement("LIFE-08")
@pytest.mark.parametrize("effect", ["consolidate", "extend", "weaken", "end"])
def test_each_effect_on_the_relationship_is_offered_and_stored(lin: Client, effect: str) -> None:
    assert f'<option value="{effect}">' in lin.get(ADDRESS).content.decode()
    assert lin.post(ADDRESS, GOOD | {"effect": effect}).status_code == 302
    assert [one.effect for one in contacts()] == [effect]
    assert lin.post(ADDRESS, GOOD | {"key": "0190-e", "effect": "marry"}).status_code == 422


@pytest.mark.requirement("AFT-01")
@pytest.mark.parametrize(
    "purpose", ["market_update", "asset_report", "due_notice", "new_product", "greeting"]
)
def test_each_content_of_care_after_a_sale_is_a_purpose(lin: Client, purpose: str) -> None:
    assert f'<option value="{purpose}"' in lin.get(ADDRESS).content.decode()
    assert lin.post(ADDRESS, GOOD | {"purpose": purpose}).status_code == 302
    assert [one.purpose for one in contacts()] == [purpose]


def test_a_double_click_stores_once(lin: Client) -> None:
    lin.post(ADDRESS, GOOD)
    assert lin.post(ADDRESS, GOOD).status_code == 302
    assert len(contacts()) == 1


def test_a_key_used_for_another_record_is_refused_and_nothing_is_lost(lin: Client) -> None:
    """REC: the second record says so, keeps what was written, and is stored when sent again."""
    lin.post(ADDRESS, GOOD)
    for address, given in (
        (ADDRESS, GOOD | {"content": "另一次通话。"}),
        ("/customers/C00002/record/", GOOD),
    ):
        refused = lin.post(address, given)
        page = refused.content.decode()
        assert refused.status_code == 409
        assert "此表单已以不同内容保存过" in page
        assert given["content"] in page
        before = len(contacts())
        key = page.partition('name="key" value="')[2].partition('"')[0]
        assert key not in ("", GOOD["key"])
        assert lin.post(address, given | {"key": key}).status_code == 302
        assert len(contacts()) == before + 1
    assert sorted(one.customer_id for one in contacts()) == ["C00001", "C00001", "C00002"]


def test_a_key_of_a_record_whose_customer_moved_away_is_taken_as_well(
    lin: Client, small_bank: bank.Bank
) -> None:
    """REC: the earlier record is out of sight; the second one says so, and nothing of it is lost."""
    told = {"key": "of-the-test", "channel": "phone", "outcome": "connected", "two_way": True}
    told |= {"purpose": "service", "intention": "weak", "content": "x"}
    lin.post(ADDRESS, GOOD)
    assert lin.post("/api/v1/customers/C00001/contacts", told, content_type=JSON).status_code == 201
    moved = models.PublishedCustomer.objects.unscoped().filter(customer_id="C00001")
    moved.update(rm_id=small_bank.neighbour.staff_id)
    refused = lin.post("/customers/C00002/record/", GOOD)
    assert refused.status_code == 409
    assert "此表单已以不同内容保存过" in refused.content.decode()
    assert GOOD["content"] in refused.content.decode()
    answer = lin.post("/api/v1/customers/C00002/contacts", told, content_type=JSON)
    assert (answer.status_code, answer.json()["error"]) == (409, "key_taken")
    assert {one.customer_id for one in contacts()} == {"C00001"}


def test_the_api_refuses_a_key_used_for_another_record(lin: Client) -> None:
    given = {"key": "of-the-test", "channel": "phone", "outcome": "connected", "two_way": True}
    given |= {"purpose": "service", "intention": "weak", "content": "x"}
    kind = {"content_type": "application/json"}
    first = lin.post("/api/v1/customers/C00001/contacts", given, **kind)
    assert first.status_code == 201
    assert lin.post("/api/v1/customers/C00001/contacts", given, **kind).json() == first.json()
    for address, other in (("C00002", given), ("C00001", given | {"content": "y"})):
        answer = lin.post(f"/api/v1/customers/{address}/contacts", other, **kind)
        assert (answer.status_code, answer.json()["error"]) == (409, "key_taken")
        assert "new key" in answer.json()["detail"]
    assert len(contacts()) == 1


def test_the_same_key_of_another_person_is_another_record(lin: Client, small_bank: bank.Bank) -> None:
    lin.post(ADDRESS, GOOD)
    shen = Client()
    shen.force_login(small_bank.neighbour)
    shen.post("/customers/C00900/record/", GOOD)
    assert [found.customer_id for found in contacts()] == ["C00001", "C00900"]


def test_a_customer_who_is_not_listed_gets_a_record_without_rank(lin: Client) -> None:
    lin.post("/customers/C00025/record/", GOOD)
    [found] = contacts()
    assert (found.business_date, found.list_rank) == (None, None)


def test_another_manager_s_customer_does_not_exist(lin: Client) -> None:
    address = "/customers/C00900/record/"
    assert lin.get(address).status_code == 404
    assert lin.post(address, GOOD).status_code == 404
    assert contacts() == []


@pytest.mark.requirement("REC-02")
@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"outcome": ""}, "outcome", "选一个结果。"),
        ({"outcome": "telepathy"}, "outcome", "telepathy"),
        ({"purpose": ""}, "purpose", "选一个目的。"),
        ({"outcome": "no_answer"}, "two_way", "没有通话，应记为「尝试」"),
        ({"next_step_on": ""}, "next_step_on", "给下一步选个日期。"),
        ({"next_step": ""}, "step", "选下一步，或选「无需跟进」。"),
        ({"step": "visit", "next_step_on": ""}, "next_step_on", "给下一步选个日期。"),
        ({"step": "dance"}, "step", "dance"),
        ({"next_step_at": "noon"}, "next_step_at", "时间写成 HH:MM。"),
        ({"intention": ""}, "intention", "选一个意向。"),
        ({"next_step_on": "2026-03-31"}, "next_step_on", "日期已过，选今天或以后。"),
        ({"next_step_on": "2027-05-01"}, "next_step_on", "超过一年"),
        ({"next_step_on": "03/04"}, "next_step_on", "日期写成 YYYY-MM-DD。"),
        ({"duration_minutes": "-1"}, "duration_minutes", "填 0 到 600 分钟。"),
        ({"duration_minutes": "long"}, "duration_minutes", "填整数分钟。"),
        ({"content": "x" * 2001}, "content", "不超过 2,000 字。"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_stored(
    lin: Client, wrong: dict[str, str], field: str, sentence: str
) -> None:
    answer = lin.post(ADDRESS, GOOD | wrong)
    assert answer.status_code == 422
    page = answer.content.decode()
    place = page.index(f'id="id_{field}-error"')
    assert sentence in page[place : place + 400]
    assert "尚未保存" in text(answer)
    assert contacts() == []


def test_what_was_typed_survives_a_mistake(lin: Client) -> None:
    page = lin.post(ADDRESS, GOOD | {"next_step_on": ""}).content.decode()
    assert "问了到期安排，打算续存。</textarea>" in page
    assert 'value="connected" checked' in page
    assert 'name="key" value="0190-a"' in page


def test_an_attempt_is_recognised_by_its_outcome(lin: Client) -> None:
    lin.post(ADDRESS, GOOD | {"outcome": "no_answer", "two_way": ""})
    assert not contacts()[0].two_way


def test_with_htmx_the_answer_is_the_new_list_with_the_next_name(lin: Client) -> None:
    answer = lin.post("/customers/C00000/record/", GOOD, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert answer.headers["HX-Retarget"] == "#today"
    page = answer.content.decode()
    assert page.lstrip().startswith('<div id="today"')
    assert 'data-now aria-current="true" tabindex="0" aria-label="2 赵国强"' in page
    assert "已记录" in text(answer)


def test_with_htmx_the_form_alone_is_sent(lin: Client) -> None:
    page = lin.get(ADDRESS, headers={"HX-Request": "true"}).content.decode()
    assert page.lstrip().startswith("<form")
    wrong = lin.post(ADDRESS, GOOD | {"outcome": ""}, headers={"HX-Request": "true"})
    assert wrong.status_code == 422
    assert wrong.content.decode().lstrip().startswith("<form")


def test_from_the_customer_page_the_way_leads_back_there(lin: Client) -> None:
    assert 'name="origin" value="customer"' in lin.get(f"{ADDRESS}?from=customer").content.decode()
    answer = lin.post(ADDRESS, GOOD | {"origin": "customer"})
    assert answer.headers["Location"].startswith("/customers/C00001/?recorded=")


def test_a_form_without_its_token_stores_nothing(small_bank: bank.Bank) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(small_bank.manager)
    answer = client.post(ADDRESS, GOOD)
    assert answer.status_code == 403
    assert contacts() == []


@pytest.mark.parametrize("outcome", ["no_answer", "busy", "left_message"])
def test_an_attempt_is_made_again_on_the_next_working_day_without_a_word(lin: Client, outcome: str) -> None:
    attempt = {"key": "0190-n", "channel": "phone", "purpose": "maintain", "outcome": outcome}
    assert lin.post(ADDRESS, attempt | {"next_step_on": "2026-04-04"}).status_code == 302
    [found] = contacts()
    assert (found.step, found.next_step, found.next_step_on) == ("call_again", "", dt.date(2026, 4, 2))
    task = models.Task.objects.unscoped().get()
    assert (task.kind, task.step, task.text) == ("call", "call_again", "")


@pytest.mark.requirement("KPI-04", part="the share of those reached, and the list of open interests")
def test_who_declined_has_no_intention_and_is_not_called_again_soon(lin: Client) -> None:
    refused = GOOD | {"outcome": "refused", "two_way": "no", "next_step": ""}
    again = refused | {"step": "call_again", "next_step_on": "2026-04-08"}
    answer = lin.post(ADDRESS, again)
    assert answer.status_code == 422
    assert "客户拒绝来电，09-28 起才可再打，请改用其他方式。" in text(answer)
    assert lin.post(ADDRESS, refused | {"step": "none"}).status_code == 302
    [found] = contacts()
    assert (found.outcome, found.intention, found.step) == ("refused", None, "none")
    later = GOOD | {"key": "0190-l", "channel": "visit", "purpose": "maintain", "next_step": ""}
    answer = lin.post(ADDRESS, later | {"step": "call_again", "next_step_on": "2026-04-08"})
    assert answer.status_code == 422
    assert "客户拒绝来电" in text(answer)


def test_a_next_step_is_a_code_told_in_the_reader_s_language(lin: Client) -> None:
    lin.post(ADDRESS, GOOD | {"step": "bring_papers", "next_step": "ID", "origin": "customer"})
    [found] = contacts()
    assert (found.step, found.next_step) == ("bring_papers", "ID")
    assert "客户带材料来：ID" in text(lin.get("/customers/C00001/"))
    lin.cookies["django_language"] = "en"
    for address in ("/", "/customers/C00001/", "/customers/C00001/tasks/", "/customers/C00001/timeline/"):
        assert "Customer brings papers: ID" in text(lin.get(address)), address


def test_words_alone_stay_readable_in_both_languages(lin: Client, small_bank: bank.Bank) -> None:
    models.Contact.objects.create(
        customer_id="C00001",
        staff_id="S1",
        user=small_bank.manager,
        contacted_at=bank.MORNING,
        contact_on=bank.TODAY,
        channel="phone",
        two_way=True,
        outcome="connected",
        purpose="maintain",
        next_step="再次电话",
        next_step_on=bank.TODAY,
        idempotency_key="older",
    )
    lin.cookies["django_language"] = "en"
    assert "再次电话" in text(lin.get("/customers/C00001/timeline/"))


@pytest.mark.parametrize(
    ("due_on", "today", "before"),
    [
        (dt.date(2026, 12, 7), dt.date(2026, 11, 23), dt.date(2026, 12, 4)),
        (dt.date(2026, 11, 24), dt.date(2026, 11, 23), dt.date(2026, 11, 23)),
        (dt.date(2026, 11, 23), dt.date(2026, 11, 23), None),
        (dt.date(2026, 10, 9), dt.date(2026, 9, 29), dt.date(2026, 10, 8)),
        (dt.date(2026, 10, 8), dt.date(2026, 9, 29), dt.date(2026, 9, 30)),
    ],
)
def test_before_it_falls_due_is_before_it_and_a_working_day(
    due_on: dt.date, today: dt.date, before: dt.date | None
) -> None:
    assert days.before_due(due_on, today=today) == before


def test_no_quick_day_is_a_day_off() -> None:
    for number in range(366):
        today = dt.date(2026, 1, 1) + dt.timedelta(days=number)
        assert all(days.is_working_day(day) for _text, day in quick_days(today))
