"""The pages of what is due: what a manager reads and does there, what a head decides, the week, the file."""

import datetime as dt
import re
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from support import published
from tilth.data import models
from web import bank
from web.conftest import signed_in
from web.support import at_most, words
from web.test_record import GOOD

pytestmark = [pytest.mark.django_db]
DUE = "/due/"
C = "C00001"


def task(house: bank.Bank, days: int, customer: str = C, **given) -> models.Task:
    values = {
        "staff_id": "S1",
        "kind": "task",
        "step": "send_material",
        "text": "the brochure",
        "due_on": bank.TODAY + dt.timedelta(days=days),
        "made_at": bank.MORNING,
        "user": house.manager,
    }
    return models.Task.objects.create(customer_id=customer, **values | given)


def memo(house: bank.Bank, days: int, customer: str = C) -> models.Memo:
    return models.Memo.objects.create(
        customer_id=customer,
        staff_id="S1",
        asked_on=bank.DAY,
        due_on=bank.TODAY + dt.timedelta(days=days),
        demand="a larger box",
        made_at=bank.MORNING,
        made_by=house.manager,
    )


def gift(house: bank.Bank) -> models.Gift:
    return models.Gift.objects.create(
        customer_id=C,
        staff_id="S1",
        kind="meal",
        value=Decimal(600),
        given_on=bank.DAY,
        state="asked",
        made_at=bank.MORNING,
        made_by=house.manager,
    )


@pytest.fixture
def head(small_bank: bank.Bank) -> Client:
    return signed_in(small_bank.head)


def text_of(client: Client, address: str = DUE, **headers) -> str:
    answer = client.get(address, **headers)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def lines(body: str) -> list[str]:
    return re.findall(r't-due" data-due="(\w+)"', body)


def test_the_queue_says_what_of_whom_and_how_late(small_bank: bank.Bank, lin: Client) -> None:
    lin.cookies["django_language"] = "en"
    task(small_bank, -2), memo(small_bank, 0), task(small_bank, 20)
    body = text_of(lin)
    assert lines(body) == ["task", "memo", "task"]
    assert "2 days late" in body
    assert "the brochure" in body
    assert "a larger box" in body
    assert bank.NAMES[1] in body
    assert re.findall(r'data-group="(\w+)"', body) == ["late", "today", "later"]
    assert lines(text_of(lin, f"{DUE}?when=late")) == ["task"]
    assert lines(text_of(lin, f"{DUE}?subject=memo")) == ["memo"]
    assert lines(text_of(lin, f"{DUE}?subject=nonsense&when=never&after=nowhere")) == ["task", "memo", "task"]


def test_a_queue_without_anything_says_so(lin: Client, head: Client) -> None:
    for one in (lin, head):
        assert "t-empty" in text_of(one)


def test_the_card_of_today_holds_what_waits_and_costs_one_statement(
    small_bank: bank.Bank, lin: Client
) -> None:
    task(small_bank, -2), memo(small_bank, 1), task(small_bank, 3), memo(small_bank, 30)
    task(small_bank, 0, kind="appointment", due_at=dt.time(15))
    body = text_of(lin, "/")
    card = body[body.index('id="waiting"') : body.index("</section>", body.index('id="waiting"'))]
    assert lines(card) == ["task", "memo", "task"]


def test_a_memo_is_answered_in_its_line(small_bank: bank.Bank, lin: Client) -> None:
    row = memo(small_bank, -1)
    address = reverse("due_memo", args=[C, row.pk])
    refused = lin.post(address, {"answer": ""}, headers={"HX-Request": "true"})
    assert (refused.status_code, "t-error" in refused.content.decode()) == (422, True)
    done = lin.post(address, {"answer": "done", "origin": "today"}, headers={"HX-Request": "true"})
    assert done.status_code == 200
    assert 'id="waiting"' in done.content.decode()
    assert models.Memo.objects.unscoped().get(pk=row.pk).answer == "done"
    again = lin.post(address, {"answer": "more"}, headers={"HX-Request": "true"})
    assert again.status_code == 422
    assert lin.post(address, {"answer": "plain"}).status_code == 422


def test_a_task_is_done_in_its_line_and_comes_back(small_bank: bank.Bank, lin: Client) -> None:
    row = task(small_bank, -1)
    address = reverse("due_task", args=[C, row.pk])
    done = lin.post(
        address, headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/due/?when=late"}
    )
    undo = reverse("due_reopen", args=[C, row.pk])
    assert lines(done.content.decode()) == []
    assert undo in done.content.decode()
    back = lin.post(undo, headers={"HX-Request": "true"})
    assert lines(back.content.decode()) == ["task"]
    assert lin.post(address).headers["Location"] == DUE
    models.Task.objects.unscoped().filter(pk=row.pk).update(done_at=bank.MORNING - dt.timedelta(hours=1))
    assert lin.post(undo, headers={"HX-Request": "true"}).status_code == 409
    met = task(small_bank, -1, kind="appointment", step="visit", due_at=dt.time(10))
    lin.post(reverse("due_task", args=[C, met.pk]), {"came": "did_not_come"})
    assert models.Task.objects.unscoped().get(pk=met.pk).came == "did_not_come"


def test_what_waits_for_a_decision_stands_first_for_the_head_alone(
    small_bank: bank.Bank, lin: Client, head: Client
) -> None:
    row, _late = gift(small_bank), task(small_bank, -2)
    address = reverse("due_gift", args=[C, row.pk])
    assert address not in text_of(lin)
    assert lines(text_of(lin, f"{DUE}?subject=gift")) == ["gift"]
    body = text_of(head)
    assert lines(body) == ["gift", "task"]
    assert address in body
    assert f'action="{reverse("due_task", args=[C, _late.pk])}"' not in body
    assert lin.post(address, {"yes": "yes"}).status_code == 403
    unsaid = head.post(address, {"answer": "fine"}, headers={"HX-Request": "true"})
    assert (unsaid.status_code, "请选择是或否" in unsaid.content.decode()) == (422, True)
    done = head.post(address, {"yes": "yes", "answer": "fine"}, headers={"HX-Request": "true"})
    assert lines(done.content.decode()) == ["task"]
    assert models.Gift.objects.unscoped().get(pk=row.pk).state == "approved"


def test_the_numbers_of_the_board_are_the_rows_of_the_queue(small_bank: bank.Bank, head: Client) -> None:
    gift(small_bank), task(small_bank, -2), memo(small_bank, -1), task(small_bank, 2)
    board = text_of(head, "/branch/")
    waits = re.search(r'data-figure="due_decisions" data-value="(\d+)"[^>]* href="([^"]+)"', board)
    late = re.search(r'data-figure="due_late" data-value="(\d+)"[^>]* href="([^"]+)"', board)
    assert waits is not None
    assert late is not None
    for found in (waits, late):
        link = found[2].replace("&amp;", "&")
        assert len(lines(text_of(head, link))) == int(found[1])
    assert (waits[1], late[1]) == ("1", "2")


def test_more_than_a_page_goes_on_where_it_ended(small_bank: bank.Bank, lin: Client) -> None:
    models.Task.objects.unscoped().bulk_create(
        models.Task(
            customer_id=f"C{1 + number % 20:05d}",
            staff_id="S1",
            kind="task",
            due_on=bank.TODAY + dt.timedelta(days=number % 7),
            made_at=bank.MORNING,
            user=small_bank.manager,
        )
        for number in range(1_020)
    )
    body = text_of(lin)
    assert len(lines(body)) == 50
    assert "1,000+" in body
    following = re.search(r'href="(/due/\?after=[^"]+)"', body)
    assert following is not None
    with at_most(14):
        second = text_of(lin, following[1].replace("&amp;", "&"))
    assert len(lines(second)) == 50
    first = set(re.findall(r"due/task/([0-9a-f-]{36})/", body))
    assert first.isdisjoint(re.findall(r"due/task/([0-9a-f-]{36})/", second))


def test_the_week_and_its_file_name_kind_and_number_only(
    small_bank: bank.Bank, lin: Client, head: Client
) -> None:
    row = task(small_bank, 1, kind="appointment", due_at=dt.time(15), party="his wife")
    body = text_of(lin, "/due/week/")
    assert len(re.findall(r"<li[^>]* data-day=", body)) == 7
    assert '<time class="num">15:00</time>' in body
    answer = lin.get("/due/week/file/")
    told = answer.content.decode()
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert (C in told, bank.NAMES[1] in told, "wife" in told, "brochure" in told) == (
        True,
        False,
        False,
        False,
    )
    assert "DTSTART:20260402T070000Z\r\n" in told
    one = lin.get(reverse("due_file", args=[C, "task", row.pk]))
    assert one.content.decode().count("BEGIN:VEVENT") == 1
    assert lin.get(reverse("due_file", args=["C00002", "task", row.pk])).status_code == 404
    assert models.AuditEntry.objects.unscoped().filter(action="export", customer_ids=[C]).exists()
    assert "t-empty" in text_of(head, "/due/week/")
    assert "15:00" in text_of(head, "/due/week/?owner=S1")
    assert "15:00" not in text_of(lin, "/due/week/?week=2026-05-01")


def test_who_sees_the_whole_bank_names_somebody_first(small_bank: bank.Bank) -> None:
    task(small_bank, -2)
    officer = signed_in(small_bank.officer)
    assert lines(text_of(officer)) == []
    assert "BEGIN:VEVENT" not in text_of(officer, "/due/week/file/?owner=S1")
    assert 'href="/due/"' not in text_of(officer, "/customers/")
    assert signed_in(small_bank.teller).get(DUE).status_code == 403


def test_whoever_stands_in_reads_whose_it_is(small_bank: bank.Bank) -> None:
    memo(small_bank, -1)
    models.Cover.objects.create(
        absent_staff_id="S1",
        substitute_staff_id=small_bank.neighbour.staff_id,
        reason="leave",
        starts_on=published.DAY,
        ends_on=dt.date(2099, 1, 1),
        arranged_by=small_bank.head,
    )
    substitute = signed_in(small_bank.neighbour)
    for address in (DUE, "/", f"{DUE}?owner=S1"):
        body = text_of(substitute, address)
        assert lines(body).count("memo") == 1
        assert "t-chip gap" in body
    assert lines(text_of(substitute, f"{DUE}?owner=own")).count("memo") == 0


def test_a_hand_over_says_what_goes_along_and_the_new_manager_where_it_came_from(
    small_bank: bank.Bank, head: Client
) -> None:
    task(small_bank, 2), memo(small_bank, 1), memo(small_bank, 2, "C00002")
    published.staff(small_bank.generation, "S9", name="新人", branch_id="B1")
    head.cookies["django_language"] = "en"
    form = {"from": "S1", "to": ["S9"], "cause": "move", "note": "more room"}
    asked = head.post("/team/hand-over/", form).content.decode()
    assert 'id="follows"' in asked
    told = words(asked[asked.index('id="follows"') : asked.index("</p>", asked.index('id="follows"'))])
    assert "Tasks 1" in told
    assert "Service memos 2" in told
    number = re.search(r'name="count" value="(\d+)"', asked)
    assert number is not None
    assert head.post("/team/hand-over/", form | {"count": number[1]}).status_code == 302
    models.DiaryLine.objects.unscoped().filter(subject="transfer").update(
        happened_at=bank.MORNING + dt.timedelta(minutes=1)
    )
    new = signed_in(published.user("new", role="rm", staff_id="S9"))
    new.cookies["django_language"] = "en"
    assert text_of(new, "/").count("from a hand-over") == 3


def test_the_timeline_tells_gifts_and_memos_and_can_be_narrowed_to_them(
    small_bank: bank.Bank, lin: Client
) -> None:
    gift(small_bank), memo(small_bank, 2)
    body = text_of(lin, f"/customers/{C}/timeline/")
    kinds = re.findall(r'<li data-kind="(\w+)"', body)
    assert {"gift", "memo"} <= set(kinds)
    assert "a larger box" in body
    assert "icons.svg#gift" in body
    only = text_of(lin, f"/customers/{C}/timeline/?kind=memo")
    assert set(re.findall(r'<li data-kind="(\w+)"', only)) == {"memo"}


def moved(client: Client, row: models.Task, to: str, *, back: bool = False, **form: str) -> str:
    name = "due_move_back" if back else "due_move"
    address = reverse(name, args=[row.customer_id, row.pk])
    page = f"http://testserver/due/{form.get('origin', 'board')}/"
    answer = client.post(address, {"to": to, **form}, headers={"HX-Request": "true", "HX-Current-URL": page})
    row.refresh_from_db()
    return f"{answer.status_code} {answer.content.decode()}"


def columns(body: str) -> dict[str, int]:
    parts = re.split(r'data-column="(\w+)"', body)[1:]
    return {code: part.count("data-card") for code, part in zip(parts[::2], parts[1::2], strict=True)}


def test_the_board_puts_off_and_brings_forward_with_undo(small_bank: bank.Bank, lin: Client) -> None:
    lin.cookies["django_language"] = "en"
    late = task(small_bank, -2, due_at=dt.time(15))
    far = task(small_bank, 20)
    memo(small_bank, -1)
    assert columns(text_of(lin, "/due/board/")) == {"late": 2, "today": 0, "week": 0, "later": 1}
    body = moved(lin, late, "later")
    assert columns(body) == {"late": 1, "today": 0, "week": 0, "later": 2}
    assert late.due_on > bank.TODAY
    assert late.due_at == dt.time(15)
    assert "move-back" in body
    assert columns(moved(lin, late, "", back=True))["late"] == 2
    assert late.due_on == bank.TODAY - dt.timedelta(days=2)
    assert columns(moved(lin, far, "today"))["today"] == 1
    assert far.due_on == bank.TODAY
    for to in ("late", "2001-01-01", "nonsense", ""):
        assert moved(lin, far, to).startswith("422")
    assert far.due_on == bank.TODAY


def test_what_was_moved_stays_there_when_a_contact_that_kept_it_is_undone(
    small_bank: bank.Bank, lin: Client
) -> None:
    row = task(small_bank, 0)
    moved(lin, row, "later")
    later = row.due_on
    lin.post(f"/customers/{C}/record/", GOOD | {"key": "kept", f"promise-{row.pk}": "kept"})
    row.refresh_from_db()
    assert row.done_at is not None
    lin.post(f"/customers/{C}/contacts/{row.settled_in_id}/undo/")
    row.refresh_from_db()
    assert (row.done_at, row.due_on) == (None, later)


def test_what_was_written_anew_is_not_moved_back(small_bank: bank.Bank, lin: Client) -> None:
    row = task(small_bank, 0)
    moved(lin, row, "later")
    changed = lin.post(
        reverse("change_task", args=[row.customer_id, row.pk]),
        {"step": "other", "text": "anew", "due_on": (bank.TODAY + dt.timedelta(days=3)).isoformat()},
    )
    assert changed.status_code == 302
    moved(lin, row, "", back=True)
    assert (row.text, row.due_on) == ("anew", bank.TODAY + dt.timedelta(days=3))


def test_the_week_moves_by_the_same_act_and_says_so(small_bank: bank.Bank, lin: Client) -> None:
    row, day = task(small_bank, 0), bank.TODAY + dt.timedelta(days=1)
    assert f'data-drop="{day}"' in text_of(lin, "/due/week/")
    body = moved(lin, row, "day", day=day.isoformat(), origin="week")
    assert 'id="week"' in body
    assert row.due_on == day
    models.Task.objects.unscoped().update(done_at=bank.MORNING)
    assert moved(lin, row, "today").startswith("404")


def test_nobody_moves_what_is_not_the_own(small_bank: bank.Bank, head: Client) -> None:
    row = task(small_bank, 3)
    body = text_of(head, "/due/board/?owner=S1")
    assert "data-card" in body
    assert "data-move" not in body
    assert moved(head, row, "today")[:3] in ("403", "404")


def test_a_board_of_nobody_is_an_answer(lin: Client, small_bank: bank.Bank) -> None:
    assert columns(text_of(lin, "/due/board/")) == {"late": 0, "today": 0, "week": 0, "later": 0}
    assert "data-column" not in text_of(signed_in(small_bank.officer), "/due/board/")


def test_a_board_of_two_thousand_shows_the_nearest_and_where_the_rest_is(
    small_bank: bank.Bank, lin: Client
) -> None:
    given = {"staff_id": "S1", "kind": "task", "step": "send_material", "user": small_bank.manager}
    given |= {"customer_id": C, "due_on": bank.TODAY, "made_at": bank.MORNING}
    models.Task.objects.unscoped().bulk_create(models.Task(**given) for _ in range(2000))
    lin.get("/due/board/")
    with at_most(15):
        body = text_of(lin, "/due/board/")
    assert columns(body)["today"] == 20
    assert 'href="/due/?when=today"' in body
