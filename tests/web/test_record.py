"""Recording a contact: stored once, checked beside the field, with or without JavaScript."""

import datetime as dt

import pytest
from django.test import Client

from tilth.data import models
from web import bank
from web.support import text

ADDRESS = "/customers/C00001/record/"
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
    assert page.lstrip().startswith('<div id="today">')
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
    assert answer.headers["Location"] == "/customers/C00001/"


def test_a_form_without_its_token_stores_nothing(small_bank: bank.Bank) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(small_bank.manager)
    answer = client.post(ADDRESS, GOOD)
    assert answer.status_code == 403
    assert contacts() == []
