"""Appointments: their own outcome with day, hour and place; who came; the rate (B1)."""

import datetime as dt
import html
import re

import pytest
from django.test import Client

from support import figures, published
from tilth.access import generations
from tilth.data import models
from tilth.domain.appointments import queries
from tilth.domain.book import queries as books
from tilth.web.book import views
from web import bank
from web.conftest import signed_in
from web.support import at_most, text
from web.test_promises import TALK
from web.test_today import contact

RECORD = "/customers/C00001/record/"
MADE = TALK | {
    "outcome": "appointment",
    "step": "visit",
    "next_step_on": "2026-04-01",
    "next_step_at": "15:00",
    "place": "branch",
    "party": "女儿",
}


def meeting() -> models.Task:
    return models.Task.objects.unscoped().get(kind="appointment")


def agree(client: Client, page: str) -> int:
    """Assert that each figure of a page is the number of its rows; return how many there are."""

    def get(address: str) -> str:
        return client.get(address).content.decode()

    found = list(figures.walk(get, [page]))
    assert [fault for _shown, fault in found if fault] == []
    return len(found)


def test_it_is_a_talk_and_an_appointment_with_its_hour_and_place(lin: Client) -> None:
    assert lin.post(RECORD, MADE).status_code == 302
    contact = models.Contact.objects.unscoped().get()
    assert (contact.outcome, contact.two_way, contact.step) == ("appointment", True, "visit")
    made = meeting()
    assert (made.due_on, made.due_at, made.place, made.party) == (bank.TODAY, dt.time(15), "branch", "女儿")
    page = text(lin.get("/"))
    assert "15:00" in page
    assert "网点 · 女儿" in page


@pytest.mark.requirement("VIS-02", part="the topic")
@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"next_step_at": ""}, "给预约选个时间。"),
        ({"place": ""}, "选见面地点。"),
        ({"next_step_on": ""}, "给下一步选个日期。"),
        ({"step": "none"}, "预约本身就是下一步，请选“预约”。"),
    ],
)
def test_without_day_hour_or_place_it_is_none(lin: Client, wrong: dict[str, str], sentence: str) -> None:
    answer = lin.post(RECORD, MADE | wrong)
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert not models.Task.objects.unscoped().exists()


def test_who_came_is_asked_once_it_has_passed_and_counts(
    lin: Client, small_bank: bank.Bank, monkeypatch: pytest.MonkeyPatch
) -> None:
    lin.post(RECORD, MADE)
    lin.post("/customers/C00002/record/", TALK | {"key": "0190-r"})
    made = meeting()
    address = f"/customers/C00001/tasks/{made.pk}/met/"
    models.Task.objects.unscoped().update(due_on=bank.DAY)
    assert "没来" in text(lin.get("/"))
    assert "没来" in text(lin.get("/customers/C00001/"))
    assert lin.post(address, {"came": "perhaps"}).status_code == 400
    lin.post(address, {"came": "did_not_come"})
    made.refresh_from_db()
    assert (made.came, made.done_at) == ("did_not_come", bank.MORNING)
    lin.post(address, {"came": "came"})
    made.refresh_from_db()
    assert made.came == "did_not_come"
    generation = generations.current()
    assert generation is not None
    found = queries.rates(small_bank.manager, generation, since=bank.DAY, until=bank.TODAY, among=("S1",))
    assert found.people == {"S1": queries.Rate(talks=2, made=1, came=0, missed=1)}
    assert (found.people["S1"].rate, found.people["S1"].kept) == (0.5, 0.0)
    lin.post(f"/customers/C00001/tasks/{made.pk}/reopen/")
    made.refresh_from_db()
    assert (made.came, made.done_at) == (None, None)


def follow_ups() -> list[tuple[dt.date, str | None, str, bool]]:
    rows = models.Task.objects.unscoped().filter(kind="call").order_by("due_on", "id")
    return [(row.due_on, row.step, row.staff_id, row.voided_at is not None) for row in rows]


def test_who_did_not_come_is_called_on_the_next_working_day_once(lin: Client) -> None:
    lin.post(RECORD, MADE)
    made = meeting()
    address = f"/customers/C00001/tasks/{made.pk}"
    models.Task.objects.unscoped().update(due_on=bank.DAY)
    answer = lin.post(f"{address}/met/", {"came": "did_not_come"}, headers={"HX-Request": "true"})
    assert "没来；再次电话 明天" in text(answer)
    call = (dt.date(2026, 4, 2), "call_again", "S1")
    assert follow_ups() == [(*call, False)]
    assert "再次电话" in text(lin.get("/due/"))
    lin.post(f"{address}/met/", {"came": "did_not_come"})
    assert follow_ups() == [(*call, False)]
    lin.post(f"{address}/reopen/")
    assert follow_ups() == [(*call, True)]
    assert "再次电话" not in text(lin.get("/due/"))
    lin.post(f"{address}/met/", {"came": "did_not_come"})
    assert follow_ups() == [(*call, False)]


@pytest.mark.parametrize("done", [False, True])
def test_a_call_that_was_made_meanwhile_stays_made(lin: Client, *, done: bool) -> None:
    lin.post(RECORD, MADE)
    made = meeting()
    models.Task.objects.unscoped().update(due_on=bank.DAY)
    lin.post(f"/customers/C00001/tasks/{made.pk}/met/", {"came": "did_not_come"})
    calls = models.Task.objects.unscoped().filter(kind="call")
    if done:
        calls.update(done_at=bank.MORNING)
    lin.post(f"/customers/C00001/tasks/{made.pk}/reopen/")
    assert calls.filter(voided_at=None).exists() == done


def test_no_call_follows_where_one_is_planned_or_the_customer_came_or_left(
    lin: Client, small_bank: bank.Bank
) -> None:
    def missed(customer: str, came: str) -> None:
        common = {"customer_id": customer, "staff_id": "S1", "user": small_bank.manager, "step": "visit"}
        row = models.Task.objects.create(
            **common, kind="appointment", due_on=bank.DAY, made_at=bank.MORNING - dt.timedelta(days=3)
        )
        lin.post(f"/customers/{customer}/tasks/{row.pk}/met/", {"came": came})

    missed("C00001", "came")
    assert follow_ups() == []
    models.PublishedCustomer.objects.unscoped().filter(customer_id="C00002").update(closed_on=bank.DAY)
    missed("C00002", "did_not_come")
    assert follow_ups() == []
    missed("C00003", "did_not_come")
    missed("C00003", "did_not_come")
    assert len(follow_ups()) == 1


@pytest.mark.requirement("REC-03", part="how long unmet demands have been open, as a report")
@pytest.mark.parametrize(
    ("came", "chip"), [("came", "预约 今天 09:00 ：来了"), ("did_not_come", "预约 今天 09:00 ：没来")]
)
def test_what_came_of_it_stands_with_the_name_on_the_list(lin: Client, came: str, chip: str) -> None:
    lin.post(RECORD, MADE | {"next_step_at": "09:00"})
    models.Contact.objects.unscoped().update(business_date=None, list_rank=None)
    address = f"/customers/C00001/tasks/{meeting().pk}"
    assert "预约 今天" not in text(lin.get("/"))
    lin.post(f"{address}/met/", {"came": came})
    page = lin.get("/").content.decode()
    [row] = re.findall(
        r'<li class="t-call[^>]*aria-label="\d+ [^"]*"(?:(?!</li>).)*C00001.*?</li>', page, re.DOTALL
    )
    assert chip in re.sub(r"<[^>]+>|\s+", " ", row).replace("  ", " ")
    assert page.count("预约 <b>") == 1
    lin.post(f"{address}/reopen/")
    assert "预约 <b>" not in lin.get("/").content.decode()


def test_what_came_of_it_is_said_in_english_too(lin: Client) -> None:
    lin.post(RECORD, MADE | {"next_step_at": "09:00"})
    models.Contact.objects.unscoped().update(business_date=None, list_rank=None)
    lin.post(f"/customers/C00001/tasks/{meeting().pk}/met/", {"came": "did_not_come"})
    lin.cookies["django_language"] = "en"
    assert "Appointment today 09:00 : Did not come" in text(lin.get("/"))


def test_an_answer_of_an_earlier_day_is_no_news(lin: Client) -> None:
    lin.post(RECORD, MADE | {"next_step_at": "09:00"})
    models.Contact.objects.unscoped().update(business_date=None, list_rank=None)
    lin.post(f"/customers/C00001/tasks/{meeting().pk}/met/", {"came": "came"})
    models.Task.objects.unscoped().update(done_at=bank.MORNING - dt.timedelta(days=1))
    assert "预约 今天" not in text(lin.get("/"))


def test_one_that_is_still_to_come_has_no_result(lin: Client) -> None:
    lin.post(RECORD, MADE | {"next_step_on": "2026-04-08"})
    made = meeting()
    assert lin.post(f"/customers/C00001/tasks/{made.pk}/met/", {"came": "came"}).status_code == 400
    made.refresh_from_db()
    assert made.came is None


def test_behind_the_last_manager_the_page_says_so_and_names_no_days(small_bank: bank.Bank) -> None:
    said = text(signed_in(small_bank.head).get("/branch/appointments/?after=~"))
    assert "还没有约访率" in said
    assert "近" not in said


def test_nobody_s_talks_have_no_rate() -> None:
    assert (queries.Rate().rate, queries.Rate().kept) == (None, None)


def test_the_rate_is_on_the_book_and_on_the_board_with_its_customers(
    lin: Client, small_bank: bank.Bank
) -> None:
    assert "还没有约访率" in text(lin.get("/book/appointments/"))
    lin.post(RECORD, MADE)
    lin.post("/customers/C00002/record/", TALK | {"key": "0190-r"})
    models.Task.objects.unscoped().update(due_on=bank.DAY)
    lin.post(f"/customers/C00001/tasks/{meeting().pk}/met/", {"came": "came"})
    assert 'hx-get="/book/appointments/"' in lin.get("/book/").content.decode()
    with at_most(8):
        answer = lin.get("/book/appointments/", headers={"hx-request": "true"})
    assert "林晓岚 1 / 2 50% 1 100% 0" in text(answer)
    agree(lin, "/book/appointments/")
    head = signed_in(small_bank.head)
    with at_most(11):
        board = text(head.get("/branch/appointments/"))
    assert "林晓岚 1 / 2 50% 1 100% 0" in board


@pytest.mark.requirement("KPI-12", part="prospects, counted apart")
def test_the_rate_is_told_by_side_by_new_and_existing_and_by_purpose(
    lin: Client, small_bank: bank.Bank
) -> None:
    customers = models.PublishedCustomer.objects.unscoped()
    customers.update(familiar=True, lifecycle="growing")
    customers.filter(customer_id="C00001").update(familiar=False, lifecycle="new")
    lin.post(RECORD, MADE | {"purpose": "invite"})
    lin.post("/customers/C00002/record/", TALK | {"key": "0190-r", "purpose": "invite"})
    lin.post("/customers/C00003/record/", TALK | {"key": "0190-s", "purpose": "service"})
    task = meeting()
    models.Task.objects.unscoped().update(due_on=bank.DAY)
    lin.post(f"/customers/C00001/tasks/{task.pk}/met/", {"came": "came"})
    contact("C00900", small_bank)  # a colleague's by now: the talk counts, the customer is not shown
    planned = {"kind": "appointment", "due_on": bank.DAY, "came": "did_not_come", "done_at": bank.MORNING}
    common = {"customer_id": "C00004", "staff_id": "S1", "user": small_bank.manager, "made_at": bank.MORNING}
    models.Task.objects.create(**common, **planned)
    generation = generations.current()
    assert generation is not None
    found = queries.rates(small_bank.manager, generation, since=bank.DAY, until=bank.TODAY, among=("S1",))
    assert found.parts == {
        "familiar": queries.Rate(talks=3, missed=1),
        "unfamiliar": queries.Rate(talks=1, made=1, came=1),
        "new": queries.Rate(talks=1, made=1, came=1),
        "existing": queries.Rate(talks=3, missed=1),
        "invite": queries.Rate(talks=2, made=1, came=1),
        "service": queries.Rate(talks=1),
        "maintain": queries.Rate(talks=1),
        "planned": queries.Rate(missed=1),
    }
    page = text(lin.get("/book/appointments/"))
    assert "按熟与不熟 熟客 0 / 3 0% 0 0% 1 不熟客 1 / 1 100% 1 100% 0" in page
    assert "按新客与存量 新客 1 / 1 100% 1 100% 0 存量客户 0 / 3 0% 0 0% 1" in page
    assert "未经联络、自行安排 0 / 0 没有联络 0 0% 1" in page
    assert agree(lin, "/book/appointments/") == 9 * 4


def test_a_head_reads_the_parts_of_the_branch_and_of_each_manager(lin: Client, small_bank: bank.Bank) -> None:
    lin.post(RECORD, MADE)
    head = signed_in(small_bank.head)
    with at_most(11):
        board = head.get("/branch/appointments/")
    assert "按联络目的" in text(board)
    [link] = set(re.findall(r'href="([^"]*manager=S1)"', board.content.decode()))
    one = head.get(html.unescape(link))
    assert "全部客户经理" in text(one)
    assert "1 / 1 100%" in text(one)
    assert agree(head, html.unescape(link)) == agree(head, "/branch/appointments/") > 12
    assert head.get("/branch/appointments/?manager=nobody").status_code == 404


def test_a_branch_of_more_managers_than_a_page_is_counted_whole_or_says_why_not(
    lin: Client, small_bank: bank.Bank, monkeypatch: pytest.MonkeyPatch
) -> None:
    lin.post(RECORD, MADE)
    generation = generations.current()
    assert generation is not None
    branch_id = models.PublishedBook.objects.unscoped().get(rm_id="S1").branch_id
    for number in range(books.PAGE):
        published.staff(generation, f"R{number:02}", branch_id=branch_id)
        published.book(generation, f"R{number:02}", branch_id=branch_id)
    head = signed_in(small_bank.head)
    assert "林晓岚" not in text(head.get("/branch/appointments/")), "the first page has others"
    assert "按联络目的" in text(head.get("/branch/appointments/"))
    assert agree(head, "/branch/appointments/") > 12
    monkeypatch.setattr(views, "MEETING", 0)
    assert "客户经理太多" in text(head.get("/branch/appointments/"))


@pytest.mark.parametrize("asked", ["contacts.nobody", "contacts.", "dialled.invite", "contacts.invite.new"])
def test_a_part_that_is_none_is_left_out(lin: Client, asked: str) -> None:
    answer = lin.get("/customers/", {"worked": f"{asked}~2026-03-30~2026-04-01~S1"})
    assert "已忽略：联络工作" in text(answer)


def test_a_part_is_named_on_the_list_of_its_customers(lin: Client) -> None:
    answer = lin.get("/customers/", {"worked": "appointed.invite~2026-04-01~2026-04-01~S1", "state": "all"})
    assert "约访 · 邀约到网点 · 本人 · " in text(answer)
