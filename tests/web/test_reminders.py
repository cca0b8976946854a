"""Days in a note become reminders: proposed while it is written, made when somebody takes them (REC-04)."""

import datetime as dt

import pytest
from django.test import Client

from tilth.data import models
from tilth.policy.remarks import clause
from web import bank
from web.conftest import signed_in
from web.support import at_most, text

READ = "/remarks/"
RECORD = "/customers/C00001/record/"
HTMX = {"HX-Request": "true"}
NOTE = "他行50万8月底到期，国庆后再谈。"
TALK = {
    "key": "0190-r",
    "origin": "today",
    "channel": "phone",
    "outcome": "connected",
    "intention": "weak",
    "two_way": "yes",
    "purpose": "service",
    "content": NOTE,
}
AUGUST, OCTOBER = "2026-08-31||8月底", "2026-10-08||国庆后"


def tasks() -> list[models.Task]:
    return list(models.Task.objects.unscoped().filter(voided_at=None).order_by("due_on"))


@pytest.mark.requirement("REC-04")
def test_a_note_proposes_the_days_it_names_and_keeps_nothing(lin: Client) -> None:
    with at_most(12):
        answer = lin.post(READ, {"content": NOTE}, headers=HTMX)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<html" not in page
    assert "“8月底” 提醒我 08-31 周一 08-21 至 08-31 之间" in text(answer)
    assert "“国庆后” 提醒我 10-08 周四" in text(answer)
    assert f'value="{AUGUST}"' in page
    assert "no-store" in answer.headers["Cache-Control"]
    assert not models.Contact.objects.unscoped().exists()
    assert tasks() == []
    assert not [one for one in models.AuditEntry.objects.unscoped() if "8月" in str(vars(one))]


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("2月30日到期", "“2月30日” 没有这一天"),
        ("2025年8月15日存的", "“2025年8月15日” 日期已过"),
        ("2027年8月15日到期", "“2027年8月15日” 2027-08-15 周日 休息日 超过一年，暂不能提醒"),
        ("下周三下午三点", "提醒我 04-08 周三 15:00"),
        ("8月15日", "提醒我 08-15 周六 休息日"),
        ("3月15日", "提醒我 2027-03-15 周一 上一个已过"),
        ("明年3月", "节假日安排未公布"),
        ("3/4到期", "提醒我 2027-03-04 周四 上一个已过 提醒我 04-03 周五"),
    ],
)
def test_a_proposal_says_what_is_not_certain(lin: Client, note: str, said: str) -> None:
    answer = lin.post(READ, {"content": note}, headers=HTMX)
    assert said in text(answer)


@pytest.mark.parametrize("note", ["", "昨天客户转出30万", "3个月定期，利率2.1", "13800138000", "<b>x</b>"])
def test_nothing_is_proposed_where_no_day_is_named(lin: Client, note: str) -> None:
    assert "提醒我" not in text(lin.post(READ, {"content": note}, headers=HTMX))


def test_the_proposals_speak_english_too(lin: Client) -> None:
    lin.post("/preferences/", {"choice": "language", "value": "en"})
    answer = lin.post(READ, {"content": "CD matures 15 Aug, call next Friday at 3pm"}, headers=HTMX)
    assert "“15 Aug” Remind me Sat 15 Aug day off" in text(answer)
    assert "Remind me Fri 10 Apr 15:00 Remind me Fri 3 Apr 15:00" in text(answer)


def test_only_whoever_records_contacts_is_answered_and_only_to_a_form_of_ours(
    lin: Client, small_bank: bank.Bank
) -> None:
    assert lin.get(READ).status_code == 405
    assert signed_in(small_bank.officer).post(READ, {"content": NOTE}).status_code == 403
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(small_bank.manager)
    assert strict.post(READ, {"content": NOTE}).status_code == 403


@pytest.mark.requirement("REC-04")
def test_what_was_taken_becomes_a_task_with_the_record(lin: Client) -> None:
    step = {"step": "send_material", "next_step_on": "2026-04-03"}
    assert lin.post(RECORD, TALK | step | {"remind": [AUGUST, OCTOBER]}).status_code == 302
    assert [(one.step, one.text, one.due_on) for one in tasks()] == [
        ("send_material", "", dt.date(2026, 4, 3)),
        ("other", "他行50万8月底到期，国庆后再谈", dt.date(2026, 8, 31)),
        ("other", "他行50万8月底到期，国庆后再谈", dt.date(2026, 10, 8)),
    ]
    assert "他行50万8月底到期" in text(lin.get("/customers/C00001/tasks/"))


def test_without_a_next_step_the_reminder_is_the_next_step(lin: Client) -> None:
    assert lin.post(RECORD, TALK | {"remind": AUGUST}).status_code == 302
    [task] = tasks()
    [contact] = models.Contact.objects.unscoped()
    assert (task.due_on, contact.next_step_on, contact.step) == (task.due_on, dt.date(2026, 8, 31), "other")
    assert contact.next_step == "他行50万8月底到期，国庆后再谈"


def test_the_hour_of_a_reminder_is_not_the_hour_of_the_next_step(lin: Client) -> None:
    step = {"content": "下周三下午三点到网点看产品", "step": "send_material", "next_step_on": "2026-04-03"}
    lin.post(RECORD, TALK | step | {"remind": "2026-04-08|15:00|下周三下午三点"})
    page = text(lin.get("/?show=done"))
    assert [one.due_at for one in tasks()] == [None, dt.time(15)]
    assert "发资料" in page
    assert "15:00 发资料" not in page


def test_nothing_is_made_of_what_nobody_took(lin: Client) -> None:
    lin.post(RECORD, TALK | {"step": "none"})
    assert tasks() == []


def test_the_same_reminder_stands_once_and_goes_with_its_record(lin: Client) -> None:
    lin.post(RECORD, TALK | {"step": "none", "remind": [AUGUST, AUGUST]})
    lin.post(RECORD, TALK | {"step": "none", "remind": AUGUST, "key": "0190-s"})
    [task] = tasks()
    lin.post(f"/customers/C00001/contacts/{task.contact_id}/undo/")
    assert tasks() == []


@pytest.mark.parametrize(
    "value",
    ["soon||8月底", "2026-03-31||昨天", "2028-01-01||后年", "2026-08-31||", "2026-08-31|25|8月底", "|"],
)
def test_a_reminder_that_no_proposal_has_stores_nothing(lin: Client, value: str) -> None:
    answer = lin.post(RECORD, TALK | {"step": "none", "remind": value})
    assert answer.status_code == 422
    assert "提醒" in text(answer)
    assert not models.Contact.objects.unscoped().exists()


def test_without_a_script_the_note_is_read_by_a_button_and_the_form_stays(lin: Client) -> None:
    answer = lin.post(RECORD, TALK | {"read": "yes", "remind": AUGUST})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert NOTE in page
    assert f'name="remind" value="{AUGUST}"' in page
    assert page.count(" checked") >= 2
    assert '<p class="t-error"' not in page
    assert not models.Contact.objects.unscoped().exists()


@pytest.mark.parametrize("more", [{"read": "yes"}, {"outcome": ""}])
def test_what_was_answered_besides_stays_while_the_form_does(lin: Client, more: dict[str, str]) -> None:
    made = lin.post(RECORD, TALK | {"step": "call_again", "next_step_on": bank.TODAY.isoformat()})
    assert made.status_code in (200, 204, 302)
    [task] = tasks()
    promise = f"promise-{task.pk}"
    page = lin.get(RECORD).content.decode()
    assert f'name="{promise}" value="moved"' in page
    told = {"detail-other_bank": "icbc", "detail-other_bank-amount": "50,000", "fact": "女儿九月出国"}
    given = TALK | {"key": "0190-s", promise: "moved", f"{promise}-on": "2026-04-20", "fact_kind": "family"}
    answer = lin.post(RECORD, given | told | more)
    again = answer.content.decode()
    assert answer.status_code == (200 if "read" in more else 422)
    assert '<option value="icbc" selected>' in again
    assert 'value="50,000"' in again
    assert 'value="女儿九月出国"' in again
    assert f'name="{promise}" value="moved" checked' in again
    assert f'name="{promise}-on" min="2026-04-01" value="2026-04-20"' in again
    assert '<details class="t-besides" open>' in again


def test_a_reminder_that_was_chosen_stays_beside_what_was_wrong(lin: Client) -> None:
    wrong = lin.post(RECORD, TALK | {"outcome": "", "remind": AUGUST})
    assert wrong.status_code == 422
    assert f'name="remind" value="{AUGUST}"' in wrong.content.decode()


@pytest.mark.parametrize(
    ("note", "words", "said"),
    [
        ("聊了很久。他行50万8月底到期。再约", "8月底", "他行50万8月底到期"),
        ("Talked long. Matures 15 Aug; call then", "15 Aug", "Talked long. Matures 15 Aug"),
        ("无关", "8月底", "8月底"),
        ("前" * 70 + "，8月底到期，" + "后" * 70, "8月底", "8月底到期"),
        ("长" * 300 + "8月底", "8月底", "8月底"),
    ],
)
def test_a_reminder_says_the_sentence_of_the_note(note: str, words: str, said: str) -> None:
    assert clause(note, words) == said
