"""What is done from a row of Today, and the way back: what was undone counts nowhere."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test import Client

from support import published
from tilth.connectors.warehouse import extract
from tilth.data import models
from tilth.domain import bank as clock
from web import bank
from web.conftest import signed_in
from web.support import at_most, text
from web.test_record import GOOD

HTMX = {"HX-Request": "true"}
FIRST = "/customers/C00000/"
LATER = bank.MORNING + dt.timedelta(minutes=3)


def open_names(page: str) -> list[str]:
    return re.findall(r"<li class=\"t-call[^>]*aria-label=\"\d+ ([^\"]+)\"", page)


def undo(answer) -> str:
    """Return the address that the toast's button is sent to."""
    found = re.search(r'action="([^"]+/(?:undo|reopen)/)"[^>]*data-once>', answer.content.decode())
    assert found is not None
    return found[1]


def colleague(small_bank: bank.Bank) -> models.User:
    """Return somebody who stands in for the manager, and so sees the same customers."""
    models.Cover.objects.create(
        absent_staff_id="S1",
        substitute_staff_id="S3",
        reason="leave",
        starts_on=dt.date(2026, 1, 1),
        ends_on=dt.date(2099, 1, 1),
        arranged_by=small_bank.head,
    )
    return published.user("fang", staff_id="S3", name="方知遥")


def attempts(customer: str = "C00000") -> int:
    """Return how many attempts the contact gate counts, itself asked as the owner of the tables."""
    return models.Contact.objects.unscoped().filter(customer_id=customer, voided_at=None).count()


def test_a_skipped_name_leaves_the_ranks_and_comes_back_when_undone(lin: Client) -> None:
    answer = lin.post(f"{FIRST}skip/", {"reason": "wrong_reason"}, headers=HTMX)
    page = answer.content.decode()
    assert open_names(page)[0] == "赵国强"
    assert 'aria-label="2 赵国强"' in page
    assert "已跳过 周敏华" in text(answer)
    [kept] = models.Skip.objects.unscoped()
    assert (kept.reason, kept.list_rank, kept.list_reasons[0]) == ("wrong_reason", 1, "deposit_maturing")
    back = lin.post(undo(answer), headers=HTMX)
    assert open_names(back.content.decode())[0] == "周敏华"
    kept.refresh_from_db()
    assert kept.voided_by == kept.user


def test_another_reason_needs_a_few_words(lin: Client) -> None:
    answer = lin.post(f"{FIRST}skip/", {"reason": "other"}, headers=HTMX)
    assert answer.status_code == 422
    assert "写一句：今天为什么不打？" in text(answer)
    secret = lin.post(f"{FIRST}skip/", {"reason": "other", "note": "密码是 123456"}, headers=HTMX)
    assert secret.status_code == 422
    lin.post(f"{FIRST}skip/", {"reason": "other", "note": "住院"}, headers=HTMX)
    lin.post(f"{FIRST}skip/", {"reason": "away"}, headers=HTMX)
    assert [one.note for one in models.Skip.objects.unscoped()] == ["住院"]


def test_who_is_not_on_the_list_cannot_be_skipped(lin: Client) -> None:
    assert lin.post("/customers/C00025/skip/", {"reason": "away"}).status_code == 404


def test_a_call_put_off_leaves_and_returns_at_its_time(lin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = lin.post(f"{FIRST}put-off/", {"when": "2026-04-01 15:30"}, headers=HTMX)
    words = text(answer)
    assert "已改期 周敏华：今天 15:30" in words
    assert "改期 1" in words
    assert open_names(answer.content.decode())[0] == "赵国强"
    assert "周敏华 · 电话" in words
    monkeypatch.setattr(clock, "now", lambda _day: bank.MORNING.replace(hour=15, minute=31))
    page = lin.get("/")
    assert open_names(page.content.decode())[0] == "周敏华"
    assert "到点该拨：约在 今天 15:30" in text(page)


def test_a_call_put_off_twice_counts_once_and_is_undone(lin: Client) -> None:
    for _click in range(2):
        lin.post(f"{FIRST}put-off/", {"when": "2026-04-02 09:30"}, headers=HTMX)
    answer = lin.post(f"{FIRST}put-off/", {"due_on": "2026-04-07"}, headers=HTMX)
    [task] = models.Task.objects.unscoped().filter(voided_at=None)
    assert (task.due_on, task.due_at, task.business_date) == (dt.date(2026, 4, 7), None, bank.DAY)
    back = lin.post(undo(answer), headers=HTMX)
    assert open_names(back.content.decode())[0] == "周敏华"


@pytest.mark.parametrize(
    "given",
    [{}, {"when": "soon"}, {"due_on": "2026-03-31"}, {"due_on": "2026-04-01"}, {"due_on": "2027-06-01"}],
)
def test_a_moment_that_cannot_be_is_refused_beside_its_field(lin: Client, given: dict[str, str]) -> None:
    answer = lin.post(f"{FIRST}put-off/", {"x": "", **given}, headers=HTMX)
    assert answer.status_code == 422
    assert 'id="id_due_on-error"' in answer.content.decode()
    assert not models.Task.objects.unscoped().exists()


def test_a_contact_undone_counts_nowhere(lin: Client) -> None:
    lin.post(f"{FIRST}clearance/", {"channel": "phone", "purpose": "service"})
    answer = lin.post(f"{FIRST}record/", GOOD | {"step": "visit"}, headers=HTMX)
    assert "今日已拨 1 / 20 通" in text(answer)
    assert models.Task.objects.unscoped().get().kind == "appointment"
    back = lin.post(undo(answer), headers=HTMX)
    words = text(back)
    assert "今日已拨 0 / 20 通" in words
    assert "已撤销 周敏华" in words
    [contact] = models.Contact.objects.unscoped()
    assert (contact.voided_by, contact.clearance) == (contact.user, None)
    assert models.Task.objects.unscoped().get().voided_at is not None
    assert "到店签约" not in text(lin.get(f"{FIRST}contacts/"))
    with connection.cursor() as cursor:
        read = extract.SELECTS["contacts"].replace("$1", "%s")
        cursor.execute(f"SELECT count(*) FROM ({read}) AS night", [bank.TODAY])
        assert cursor.fetchone() == (0,)
    # the same form, sent again, is a new record: its key and its clearance are free
    lin.post(f"{FIRST}record/", GOOD | {"step": "visit"})
    again = models.Contact.objects.unscoped().get(voided_at=None)
    assert again.clearance is not None


def test_what_was_undone_frees_the_gate_s_caps(lin: Client) -> None:
    for number in range(3):
        lin.post(f"{FIRST}record/", GOOD | {"key": f"cap-{number}", "outcome": "busy", "two_way": "no"})
    asked = {"channel": "phone", "purpose": "service"}
    assert "tel:" not in lin.post(f"{FIRST}clearance/", asked).content.decode()
    newest = models.Contact.objects.unscoped().order_by("-id").first()
    assert newest is not None
    lin.post(f"{FIRST}contacts/{newest.pk}/undo/")
    assert "tel:" in lin.post(f"{FIRST}clearance/", asked).content.decode()


def test_after_two_minutes_it_stands(lin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = lin.post(f"{FIRST}record/", GOOD, headers=HTMX)
    address = undo(answer)
    monkeypatch.setattr(clock, "now", lambda _day: LATER)
    late = lin.post(address, headers=HTMX)
    assert late.status_code == 409
    assert "已过撤销时限" in text(late)
    assert attempts() == 1
    assert "撤销 周敏华" not in lin.get("/").content.decode()


def test_only_its_writer_undoes_a_contact(lin: Client, small_bank: bank.Bank) -> None:
    answer = lin.post(f"{FIRST}record/", GOOD, headers=HTMX)
    assert signed_in(colleague(small_bank)).post(undo(answer)).status_code == 404
    assert attempts() == 1


def test_a_task_is_ticked_and_reopened(lin: Client) -> None:
    lin.post(f"{FIRST}record/", GOOD)
    task = models.Task.objects.unscoped().get()
    answer = lin.post(f"{FIRST}tasks/{task.pk}/done/", headers=HTMX)
    assert "任务完成 周敏华" in text(answer)
    task.refresh_from_db()
    assert task.done_at is not None
    lin.post(undo(answer), headers=HTMX)
    task.refresh_from_db()
    assert task.done_at is None


@pytest.mark.requirement("LIST-15", part="a warning for the same topic among contacts that serve")
def test_two_people_log_the_same_call_and_neither_is_lost(lin: Client, small_bank: bank.Bank) -> None:
    other = signed_in(colleague(small_bank))
    known = re.search(r'name="known" value="([^"]+)"', lin.get(f"{FIRST}record/").content.decode())
    assert known is not None
    other.post(f"{FIRST}record/", GOOD | {"key": "hers"})
    mine = GOOD | {"known": known[1], "content": "我写的内容"}
    answer = lin.post(f"{FIRST}record/", mine, headers=HTMX)
    assert answer.status_code == 409
    assert "方知遥 已在 04-01 周三 10:30 记录过这位客户" in text(answer)
    assert "我写的内容</textarea>" in answer.content.decode()
    assert attempts() == 1
    newer = re.search(r'name="known" value="([^"]+)"', answer.content.decode())
    assert newer is not None
    assert lin.post(f"{FIRST}record/", mine | {"known": newer[1]}).status_code == 302
    assert attempts() == 2


def test_the_filters_show_a_part_and_count_all(lin: Client) -> None:
    lin.post(f"{FIRST}record/", GOOD)
    lin.post("/customers/C00001/put-off/", {"when": "2026-04-02 09:30"})
    lin.post("/customers/C00002/skip/", {"reason": "away"})
    words = text(lin.get("/?show=done"))
    assert "全部 20 待拨 17 改期 1 完成 2" in words
    assert "已跳过 · 客户出差、在忙" in words
    assert open_names(lin.get("/?show=open").content.decode())[0] == "何雨欣"
    assert open_names(lin.get("/?show=later").content.decode()) == ["赵国强"]
    models.Task.objects.unscoped().update(done_at=bank.MORNING)
    assert "这里暂时没有人" in text(lin.get("/?show=later"))


@pytest.mark.requirement("LIST-10")
def test_what_was_left_over_from_the_list_before_is_shown(lin: Client, small_bank: bank.Bank) -> None:
    day = bank.DAY - dt.timedelta(days=1)
    before = published.generation(day=day, current=False)
    for rank, number in enumerate((20, 21), start=1):
        published.entry(before, "S1", rank, f"C{number:05d}", business_date=day)
    models.Contact.objects.create(
        customer_id="C00020",
        staff_id="S1",
        user=small_bank.manager,
        contacted_at=bank.MORNING - dt.timedelta(days=1),
        contact_on=bank.DAY,
        channel="phone",
        two_way=False,
        outcome="busy",
        purpose="maintain",
        business_date=day,
        list_rank=1,
        idempotency_key="before",
    )
    words = text(lin.get("/"))
    assert "昨日未完 上一份名单 1 位未联络 钱雅琴" in words
    models.Suppression.objects.create(
        customer_id="C00021", kind="deceased", starts_on=bank.DAY, recorded_by=small_bank.manager
    )
    assert "昨日未完" not in text(lin.get("/"))


def test_a_night_that_was_stopped_is_told_in_plain_words(lin: Client) -> None:
    models.RunReport.objects.create(
        business_date=bank.TODAY,
        finished_at=bank.MORNING,
        status="refused",
        report={"refusal": "no customers"},
    )
    words = text(lin.get("/"))
    assert "04-01 周三 的夜间数据有误被拒收，名单沿用 03-31 周二 的" in words
    assert len(open_names(lin.get("/").content.decode())) == 20


@pytest.mark.requirement("TRAP-31")
@pytest.mark.requirement("PLAN-12", part="prospects, counted apart")
def test_the_fourth_ring_shares_contacts_between_new_and_existing(lin: Client) -> None:
    models.PublishedCustomer.objects.unscoped().filter(customer_id="C00001").update(lifecycle="new")
    for customer in ("C00000", "C00001", "C00002"):
        lin.post(f"/customers/{customer}/record/", GOOD | {"key": customer})
    assert "新客 : 存量 1 : 2 目标 40 : 60 再打 1 位新客" in text(lin.get("/"))


def test_the_next_public_holiday_is_announced(lin: Client) -> None:
    assert "清明节 04-04 周六 至 04-06 周一" in text(lin.get("/"))


@pytest.mark.parametrize(
    ("address", "given", "most"),
    [
        ("skip/", {"reason": "away"}, 28),
        ("put-off/", {"when": "2026-04-02 09:30"}, 28),
        ("record/", GOOD, 32),
    ],
)
def test_each_act_needs_few_queries(lin: Client, address: str, given: dict[str, str], most: int) -> None:
    lin.get("/")
    with at_most(most):
        assert lin.post(FIRST + address, given, headers=HTMX).status_code == 200


def test_an_act_on_somebody_who_was_handed_over_says_so_over_the_page(lin: Client) -> None:
    models.PublishedCustomer.objects.unscoped().filter(customer_id="C00000").update(rm_id="S3")
    for answer in (
        lin.get(f"{FIRST}skip/", headers=HTMX),
        lin.post(f"{FIRST}skip/", {"reason": "away"}, headers=HTMX),
    ):
        assert (answer.status_code, answer.headers["HX-Retarget"]) == (404, "#toast")
        assert "这位客户不在你名下" in text(answer)
        assert "<html" not in answer.content.decode()
    whole = lin.get(f"{FIRST}skip/", headers=HTMX | {"HX-Boosted": "true"})
    assert "<html" in whole.content.decode()
    assert not models.Skip.objects.unscoped().exists()
