"""What was promised: shown before the call, kept, moved or left by the record, and back again when undone."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from tilth.data import models
from web import bank
from web.support import text

RECORD = "/customers/C00001/record/"
HTMX = {"HX-Request": "true"}
TALK = {
    "key": "0190-p",
    "channel": "phone",
    "outcome": "connected",
    "intention": "strong",
    "purpose": "maintain",
    "step": "none",
}
ATTEMPT = TALK | {"outcome": "no_answer", "intention": ""}
YESTERDAY, TODAY = bank.DAY, bank.TODAY


def promise(small_bank: bank.Bank, *, by: models.User | None = None, **values: Any) -> models.Task:
    """Return a promise given in a talk on the day before, due on its day."""
    user = by or small_bank.manager
    made_at = bank.MORNING - dt.timedelta(days=5)
    about = {"customer_id": "C00001", "staff_id": user.staff_id or "", "user": user}
    talk = models.Contact.objects.create(
        **about,
        contacted_at=made_at,
        contact_on=made_at.date(),
        channel="phone",
        two_way=True,
        outcome="connected",
        purpose="maintain",
        content="想比较两种期限",
        idempotency_key=f"promise:{models.Contact.objects.unscoped().count()}",
    )
    given = {"kind": "task", "step": "send_material", "due_on": YESTERDAY, "made_at": made_at} | values
    return models.Task.objects.create(**about, contact=talk, **given)


def state(task: models.Task) -> tuple[bool, bool]:
    """Return whether it is done, and whether it was taken back."""
    task.refresh_from_db()
    return task.done_at is not None, task.voided_at is not None


@pytest.mark.requirement("REL-09")
def test_row_and_drawer_begin_with_the_open_promise_and_never_introduce_oneself(
    lin: Client, small_bank: bank.Bank
) -> None:
    promise(small_bank)
    listed, drawer = text(lin.get("/")), text(lin.get(RECORD, headers=HTMX))
    for page in (listed, drawer):
        assert "您答应过 昨天「发资料」，已逾期，先说这件事。" in page
    assert "此前答应的事" in drawer
    assert "上次通话" in drawer
    assert "想比较两种期限" in drawer
    assert "介绍自己" not in drawer


def test_a_colleague_s_promise_names_the_colleague(lin: Client, small_bank: bank.Bank) -> None:
    promise(small_bank, by=small_bank.head)
    assert f"{small_bank.head.name}答应过 昨天「发资料」" in text(lin.get(RECORD, headers=HTMX))


@pytest.mark.requirement("REL-09")
@pytest.mark.parametrize(
    ("record", "values", "done"),
    [
        (TALK, {}, True),
        (ATTEMPT, {}, False),
        (TALK, {"due_on": TODAY + dt.timedelta(days=3)}, False),
        (TALK, {"kind": "appointment", "step": "visit"}, False),
        (TALK | {"channel": "branch_meeting"}, {"kind": "appointment", "step": "visit"}, True),
    ],
)
def test_without_a_word_a_talk_on_its_day_keeps_it_and_an_attempt_leaves_it(
    lin: Client, small_bank: bank.Bank, record: dict[str, str], values: dict[str, Any], *, done: bool
) -> None:
    task = promise(small_bank, **values)
    assert lin.post(RECORD, record).status_code == 302
    assert state(task) == (done, False)
    if done and task.kind == "appointment":
        assert task.came == "came"


def test_a_colleague_s_promise_is_left_unless_it_is_said_to_be_kept(
    lin: Client, small_bank: bank.Bank
) -> None:
    task = promise(small_bank, by=small_bank.head)
    lin.post(RECORD, TALK)
    assert state(task) == (False, False)
    lin.post(RECORD, TALK | {"key": "0190-q", f"promise-{task.pk}": "kept"})
    assert state(task) == (True, False)


def test_moved_it_stands_on_its_new_day_and_undone_as_before(lin: Client, small_bank: bank.Bank) -> None:
    task = promise(small_bank)
    moved = {f"promise-{task.pk}": "moved", f"promise-{task.pk}-on": "2026-04-08"}
    lin.post(RECORD, TALK | moved)
    assert state(task) == (False, False)
    assert (task.step, task.due_on) == ("send_material", dt.date(2026, 4, 8))
    [made] = models.Contact.objects.unscoped().filter(contact_on=TODAY)
    lin.post(f"/customers/C00001/contacts/{made.pk}/undo/")
    assert state(task) == (False, False)
    assert task.due_on == YESTERDAY


def test_kept_and_undone_it_stands_open(lin: Client, small_bank: bank.Bank) -> None:
    task = promise(small_bank)
    lin.post(RECORD, TALK)
    made = models.Contact.objects.unscoped().get(contact_on=TODAY)
    lin.post(f"/customers/C00001/contacts/{made.pk}/undo/")
    assert state(task) == (False, False)


def test_a_call_promised_again_is_one_promise_not_two(lin: Client, small_bank: bank.Bank) -> None:
    task = promise(small_bank, kind="call", step="call_again")
    lin.post(RECORD, ATTEMPT | {"step": "call_again", "next_step_on": "2026-04-02"})
    assert state(task) == (False, True)
    standing = models.Task.objects.unscoped().filter(voided_at=None, done_at=None)
    assert [one.due_on for one in standing] == [dt.date(2026, 4, 2)]


@pytest.mark.parametrize("step", ["call_again", "send_material"])
@pytest.mark.parametrize("whose", ["own", "colleague's"])
def test_the_same_thing_for_the_same_day_stands_once_whoever_promised_it(
    lin: Client, small_bank: bank.Bank, step: str, whose: str
) -> None:
    day = dt.date(2026, 4, 3)
    by = small_bank.neighbour if whose == "colleague's" else None
    task = promise(small_bank, by=by, kind="call" if step == "call_again" else "task", step=step, due_on=day)
    said = {f"promise:{task.pk}": "open"}
    lin.post(RECORD, TALK | said | {"step": step, "next_step_on": day.isoformat()})
    assert state(task) == (False, True)
    standing = models.Task.objects.unscoped().filter(voided_at=None, done_at=None)
    assert [(one.step, one.due_on) for one in standing] == [(step, day)]


@pytest.mark.parametrize(("former", "step"), [("call", "call_again"), ("send", "send_material")])
def test_a_record_that_waited_under_a_former_code_is_understood(
    lin: Client, small_bank: bank.Bank, former: str, step: str
) -> None:
    answer = lin.post(RECORD, ATTEMPT | {"step": former, "next_step_on": "2026-04-02"})
    assert answer.status_code in {200, 302}
    assert models.Task.objects.unscoped().get(voided_at=None).step == step


def test_moved_to_no_day_or_a_day_that_has_passed_stores_nothing(lin: Client, small_bank: bank.Bank) -> None:
    task = promise(small_bank)
    for day in ("", "2026-03-30", "2028-01-01", "soon"):
        wrong = {f"promise-{task.pk}": "moved", f"promise-{task.pk}-on": day}
        answer = lin.post(RECORD, TALK | wrong)
        assert answer.status_code == 422
        assert "改到的日期要写明，今天或以后。" in text(answer)
    assert state(task) == (False, False)


def test_another_customer_s_promise_is_not_touched(lin: Client, small_bank: bank.Bank) -> None:
    task = promise(small_bank)
    lin.post("/customers/C00002/record/", TALK | {f"promise-{task.pk}": "kept"})
    assert state(task) == (False, False)


@pytest.mark.requirement("OPS-03")
@pytest.mark.requirement("PROF-27")
@pytest.mark.requirement("REC-04")
def test_tasks_stand_on_the_customer_s_page_and_need_no_contact(lin: Client) -> None:
    page = "/customers/C00001/tasks/"
    new = {"step": "bring_papers", "text": "身份证", "due_on": "2026-04-03"}
    assert lin.post(f"{page}add/", new).headers["Location"] == "/customers/C00001/deals/?done"
    lin.post("/customers/C00001/notes/", {"text": "爱下象棋"})
    task = models.Task.objects.unscoped().get(kind="task")
    assert "客户带材料来：身份证" in text(lin.get("/customers/C00001/"))
    assert "爱下象棋 04-01 周三 10:30 · 林晓岚" in text(lin.get(page))
    lin.post(f"{page}{task.pk}/change/", new | {"step": "other", "due_on": "2026-04-07"})
    task.refresh_from_db()
    assert (task.step, task.due_on) == ("other", dt.date(2026, 4, 7))
    for origin, tab in (("customer", ""), ("customer_deals", "deals/")):
        back = lin.post(f"{page}{task.pk}/done/", {"origin": origin})
        assert back.headers["Location"] == f"/customers/C00001/{tab}#tasks"
        lin.post(f"{page}{task.pk}/reopen/")
    meeting = {
        "step": "visit",
        "due_on": "2026-04-09",
        "due_at": "15:00",
        "place": "branch",
        "party": "她丈夫",
    }
    lin.post(f"{page}add/", meeting)
    for tab in ("", "deals/"):
        told = text(lin.get(f"/customers/C00001/{tab}"))
        assert "预约" in told
        assert "15:00" in told
        assert "丈夫" in told
    visit = models.Task.objects.unscoped().get(kind="appointment")
    lin.post(f"{page}{visit.pk}/change/", meeting | {"due_on": "2026-04-10"})
    visit.refresh_from_db()
    assert (visit.kind, visit.due_on) == ("appointment", dt.date(2026, 4, 10))
    assert not models.Contact.objects.unscoped().exists()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"step": "other", "text": ""}, "用几个字写明下一步。"),
        ({"due_on": "2026-03-31"}, "选今天起一年之内的日期。"),
        ({"text": "密码 123456"}, "密码"),
    ],
)
def test_a_task_that_says_nothing_is_not_stored(lin: Client, wrong: dict[str, str], sentence: str) -> None:
    new = {"step": "send_material", "due_on": "2026-04-03"} | wrong
    answer = lin.post("/customers/C00001/tasks/add/", new)
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert not models.Task.objects.unscoped().exists()
