"""Calling: the number comes with the gate's yes, the reason with its no; the record uses the clearance."""

import datetime as dt

import pytest
from django.test import Client

from tilth.data import models
from tilth.domain import bank as clock
from web import bank
from web.conftest import signed_in
from web.support import at_most, text

ADDRESS = "/customers/C00001/clearance/"
CALL = {"channel": "phone", "purpose": "maintain"}
HTMX = {"HX-Request": "true"}


def held(lin: Client, **call: str) -> str:
    answer = lin.post(ADDRESS, CALL | call, headers=HTMX)
    assert answer.status_code == 200
    assert "tel:" not in answer.content.decode()
    asked, apart, said = text(answer).strip().partition("： ")
    return said if apart else asked.partition("”: ")[2]


def suppress(small_bank: bank.Bank, kind: str) -> None:
    models.Suppression.objects.create(
        customer_id="C00001", kind=kind, starts_on=bank.DAY, recorded_by=small_bank.officer
    )


def test_a_yes_brings_the_number_and_a_link_that_dials_it(lin: Client) -> None:
    answer = lin.post(ADDRESS, CALL, headers=HTMX)
    assert 'href="tel:13800018001"' in answer.content.decode()
    assert "拨打 138 0001 8001" in text(answer)
    assert "<html" not in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    [given] = models.Clearance.objects.unscoped()
    assert (given.customer_id, given.staff_id, given.purpose) == ("C00001", "S1", "maintain")


def test_without_a_script_the_answer_is_a_page(lin: Client) -> None:
    answer = lin.post(ADDRESS, CALL | {"origin": "customer"})
    assert answer.content.decode().startswith("<!doctype html>")
    assert "拨打 138 0001 8001" in text(answer)
    assert 'href="/customers/C00001/"' in answer.content.decode()


def test_the_recorded_contact_uses_the_clearance(lin: Client) -> None:
    lin.post(ADDRESS, CALL)
    record = {"key": "0190-k", "outcome": "no_answer", "two_way": "no", "step": "none", **CALL}
    assert lin.post("/customers/C00001/record/", record).status_code == 302
    [contact] = models.Contact.objects.unscoped()
    assert contact.clearance == models.Clearance.objects.unscoped().get()


def test_a_no_says_why_and_from_when(
    lin: Client, small_bank: bank.Bank, monkeypatch: pytest.MonkeyPatch
) -> None:
    evening = bank.MORNING.replace(hour=21, minute=30)
    early = bank.MORNING.replace(hour=7)
    monkeypatch.setattr(clock, "now", lambda _day: early)
    assert held(lin) == "安静时段，09:00 后可联络。"
    monkeypatch.setattr(clock, "now", lambda _day: evening)
    assert held(lin) == "安静时段，04-02 周四 09:00 后可联络。"
    suppress(small_bank, "complaint_open")
    assert held(lin) == "已停止联络（投诉处理中）。"
    assert held(lin, purpose="service") == "安静时段，04-02 周四 09:00 后可联络。"
    assert models.Clearance.objects.unscoped().count() == 0


def test_the_answer_says_when_and_what_for_it_was_asked(lin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda _day: bank.MORNING.replace(hour=7))
    answer = lin.post(ADDRESS, CALL, headers=HTMX)
    assert "07:30 以「维护关系」询问：" in text(answer)


def test_a_no_is_said_in_english_too(lin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda _day: bank.MORNING.replace(hour=7))
    lin.cookies["django_language"] = "en"
    assert held(lin) == "Quiet hours; possible after 09:00."


def test_a_message_needs_consent_and_withdrawing_it_holds_the_next(lin: Client) -> None:
    assert held(lin, channel="sms") == "此渠道须先取得客户同意，目前没有。"
    given = {"purpose": "marketing", "channel": "sms", "decision": "granted", "text_version": "marketing-1"}
    assert lin.post("/customers/C00001/consents/", given).status_code == 302
    answer = lin.post(ADDRESS, CALL | {"channel": "sms"}, headers=HTMX)
    assert "138 0001 8001" in text(answer)
    lin.post("/customers/C00001/consents/withdraw/", {"purpose": "marketing", "channel": "sms"})
    assert held(lin, channel="sms") == "客户已撤回同意。"


def test_a_customer_without_a_number_is_said_to_have_none(lin: Client) -> None:
    models.PublishedCustomer.objects.unscoped().update(mobile=None, phone=None)
    assert "行内没有此客户的号码" in held(lin)
    assert "clearance" not in lin.get("/").content.decode()


def test_nobody_learns_the_number_of_somebody_else_s_customer(lin: Client, small_bank: bank.Bank) -> None:
    foreign, unknown = (
        lin.post(f"/customers/{customer}/clearance/", CALL) for customer in ("C00900", "NOBODY")
    )
    assert foreign.status_code == unknown.status_code == 404
    assert foreign.content == unknown.content
    for user in (small_bank.head, small_bank.officer, small_bank.planner, small_bank.teller):
        assert signed_in(user).post(ADDRESS, CALL).status_code == 403


@pytest.mark.parametrize("call", [{}, {"channel": "pigeon", "purpose": "maintain"}, {"channel": "phone"}])
def test_a_call_without_channel_or_purpose_is_refused(lin: Client, call: dict[str, str]) -> None:
    answer = lin.post(ADDRESS, call)
    assert answer.status_code == 400
    assert answer.content.decode() == "先选渠道和目的。"


def test_a_customer_who_was_moved_away_meanwhile_is_gone(lin: Client) -> None:
    assert lin.get("/customers/C00001/").status_code == 200
    models.PublishedCustomer.objects.unscoped().filter(customer_id="C00001").update(
        rm_id="S2", branch_id="B2"
    )
    assert lin.post(ADDRESS, CALL).status_code == 404
    assert lin.post("/customers/C00001/wishes/", {"channel": "any"}).status_code == 404


def test_a_wish_of_the_customer_holds_the_call_until_it_ends(lin: Client) -> None:
    wish = {"channel": "any", "topic": "everything", "reason": "考试"}
    wish |= {"starts_on": "2026-04-01", "ends_on": "2026-04-03"}
    assert lin.post("/customers/C00001/wishes/", wish).status_code == 302
    assert held(lin) == "客户要求免打扰，04-04 周六 起可联络。"


def test_the_answer_needs_few_queries(lin: Client) -> None:
    lin.post(ADDRESS, CALL)
    models.Clearance.objects.unscoped().filter(given_at__gt=bank.MORNING - dt.timedelta(1)).count()
    with at_most(13):
        assert lin.post(ADDRESS, CALL | {"purpose": "segment"}).status_code == 200


def cover(small_bank: bank.Bank, **values: object) -> models.Cover:
    given = {"absent_staff_id": "S1", "substitute_staff_id": small_bank.neighbour.staff_id, "reason": "年假"}
    given |= {"starts_on": bank.TODAY, "ends_on": bank.TODAY, "arranged_by": small_bank.head}
    return models.Cover.objects.create(**given | values)


@pytest.mark.requirement("LIST-15", part="a warning for the same topic among contacts that serve")
def test_the_second_who_asks_is_told_who_is_calling_and_until_when(
    lin: Client, small_bank: bank.Bank
) -> None:
    cover(small_bank)
    lin.post(ADDRESS, CALL)
    said = held(signed_in(small_bank.neighbour))
    name = small_bank.manager.name
    assert f"{name} 正在联系此客户，最迟到 11:00" in said
    assert "同一客户不重复拨打" in said
    assert "tel:" in lin.post(ADDRESS, CALL, headers=HTMX).content.decode()
    assert models.Clearance.objects.unscoped().count() == 1


def test_once_the_call_is_recorded_the_next_one_may_ask(lin: Client, small_bank: bank.Bank) -> None:
    cover(small_bank)
    lin.post(ADDRESS, CALL)
    record = {"key": "0190-k", "outcome": "no_answer", "two_way": "no", "step": "none", **CALL}
    lin.post("/customers/C00001/record/", record)
    answer = signed_in(small_bank.neighbour).post(ADDRESS, CALL, headers=HTMX)
    assert "tel:" in answer.content.decode()


def test_a_clearance_that_ran_out_keeps_nobody_waiting(
    lin: Client, small_bank: bank.Bank, monkeypatch: pytest.MonkeyPatch
) -> None:
    cover(small_bank)
    lin.post(ADDRESS, CALL)
    monkeypatch.setattr(clock, "now", lambda _day: bank.MORNING + dt.timedelta(hours=2))
    answer = signed_in(small_bank.neighbour).post(ADDRESS, CALL, headers=HTMX)
    assert "tel:" in answer.content.decode()


def test_the_api_names_the_colleague_and_the_moment(lin: Client, small_bank: bank.Bank) -> None:
    cover(small_bank)
    lin.post(ADDRESS, CALL)
    client = signed_in(small_bank.neighbour)
    answer = client.post("/api/v1/customers/C00001/clearance", CALL, content_type="application/json").json()
    assert (answer["allowed"], answer["reason"]) == (False, "colleague_calling")
    assert answer["by"] == small_bank.manager.name
    assert answer["until"] is not None
    assert answer["number"] is None
