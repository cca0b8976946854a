"""Appointments: their own outcome with day, hour and place; who came; the rate (B1)."""

import datetime as dt

import pytest
from django.test import Client

from support import figures
from tilth.access import generations
from tilth.data import models
from tilth.domain.appointments import queries
from web import bank
from web.conftest import signed_in
from web.support import at_most, text
from web.test_promises import TALK

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


def test_it_is_a_talk_and_an_appointment_with_its_hour_and_place(lin: Client) -> None:
    assert lin.post(RECORD, MADE).status_code == 302
    contact = models.Contact.objects.unscoped().get()
    assert (contact.outcome, contact.two_way, contact.step) == ("appointment", True, "visit")
    made = meeting()
    assert (made.due_on, made.due_at, made.place, made.party) == (bank.TODAY, dt.time(15), "branch", "女儿")
    page = text(lin.get("/"))
    assert "15:00" in page
    assert "网点 · 女儿" in page


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"next_step_at": ""}, "给约见选个时间。"),
        ({"place": ""}, "选见面地点。"),
        ({"next_step_on": ""}, "给下一步选个日期。"),
        ({"step": "none"}, "约见本身就是下一步，请选「面谈」。"),
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
    assert found["S1"] == queries.Rate(talks=2, made=1, came=0, missed=1)
    assert (found["S1"].rate, found["S1"].kept) == (0.5, 0.0)
    lin.post(f"/customers/C00001/tasks/{made.pk}/reopen/")
    made.refresh_from_db()
    assert (made.came, made.done_at) == (None, None)


def test_one_that_is_still_to_come_has_no_result(lin: Client) -> None:
    lin.post(RECORD, MADE | {"next_step_on": "2026-04-08"})
    made = meeting()
    assert lin.post(f"/customers/C00001/tasks/{made.pk}/met/", {"came": "came"}).status_code == 400
    made.refresh_from_db()
    assert made.came is None


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
    for one in figures.on("/book/appointments/", answer.content.decode()):
        told = figures.rows(lambda address: lin.get(address).content.decode(), one.link)
        assert told.of(one) == one.value
    head = signed_in(small_bank.head)
    with at_most(11):
        board = text(head.get("/branch/appointments/"))
    assert "林晓岚 1 / 2 50% 1 100% 0" in board
