"""The day and the month of what is due: hours, counts that are their rows, days off, what is moved there."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse

from tilth.data import models
from tilth.domain.acting import Unclear, Who
from tilth.domain.records import planning
from web import bank
from web.conftest import signed_in
from web.support import at_most
from web.test_due import C, memo, task, text_of

pytestmark = [pytest.mark.django_db]
ONE = dt.timedelta(days=1)
TOMORROW = bank.TODAY + ONE


def hours(body: str) -> dict[str, int]:
    parts = re.split(r'data-hour="([\d:]*)"', body)[1:]
    return {hour: part.count("data-card") for hour, part in zip(parts[::2], parts[1::2], strict=True)}


def leaf(body: str) -> dict[str, tuple[int, int]]:
    """Return day → how many the month says, and how many it names."""
    parts = re.split(r'<li class="[^"]*"[^>]* data-day="([\d-]+)"', body)[1:]
    found = {}
    for day, part in zip(parts[::2], parts[1::2], strict=True):
        said = re.search(r'data-number="(\d+)"', part)
        found[day] = (int(said[1]) if said else 0, part.count("data-card"))
    return found


def sent(client: Client, row: models.Task, origin: str, query: str = "", **form: str) -> str:
    answer = client.post(
        reverse("due_move", args=[row.customer_id, row.pk]),
        {"origin": origin, **form},
        headers={"HX-Request": "true", "HX-Current-URL": f"http://testserver/due/{origin}/{query}"},
    )
    row.refresh_from_db()
    return f"{answer.status_code} {answer.content.decode()}"


def many(house: bank.Bank, number: int, day: dt.date) -> None:
    given = {"staff_id": "S1", "kind": "task", "step": "send_material", "user": house.manager}
    given |= {"customer_id": C, "due_on": day, "made_at": bank.MORNING}
    models.Task.objects.unscoped().bulk_create(models.Task(**given) for _ in range(number))


def test_a_day_has_its_hours_and_what_is_for_the_day(small_bank: bank.Bank, lin: Client) -> None:
    task(small_bank, 1, kind="appointment", due_at=dt.time(15, 30)), task(small_bank, 1), memo(small_bank, 1)
    task(small_bank, 1, due_at=dt.time(7, 15)), task(small_bank, 0)
    body = text_of(lin, f"/due/day/?day={TOMORROW}")
    found = hours(body)
    assert (found[""], found["15:00"], found["07:00"], found["09:00"]) == (2, 1, 1, 0)
    assert 'data-number="4"' in body
    assert f'data-drop="{TOMORROW}T09:00"' in body
    assert hours(text_of(lin, "/due/day/?day=nonsense"))[""] == 1
    past = text_of(lin, f"/due/day/?day={bank.TODAY - ONE}")
    assert sum(hours(past).values()) == 0
    assert "data-drop=" not in past


def test_a_task_is_moved_to_an_hour_to_none_and_back(small_bank: bank.Bank, lin: Client) -> None:
    row, there = task(small_bank, 1), f"?day={TOMORROW}"
    body = sent(lin, row, "day", there, to=f"{TOMORROW}T14:00")
    assert (row.due_on, row.due_at, hours(body)["14:00"]) == (TOMORROW, dt.time(14), 1)
    assert "14:00" in body[body.index('id="toast"') :]
    sent(lin, row, "day", there, to="day", day=TOMORROW.isoformat(), hour="16:45")
    assert row.due_at == dt.time(16, 45)
    undo = {"origin": "day"}
    address = reverse("due_move_back", args=[row.customer_id, row.pk])
    lin.post(address, undo, headers={"HX-Request": "true"})
    row.refresh_from_db()
    assert row.due_at == dt.time(14)
    sent(lin, row, "day", there, to=f"{TOMORROW}T")
    assert row.due_at is None
    for to in (f"{TOMORROW}T25:00", f"{TOMORROW}Tnoon", f"{bank.TODAY - ONE}T10:00", "T10:00"):
        assert sent(lin, row, "day", there, to=to).startswith("422")
    refused = sent(lin, row, "day", there, to="day", day=TOMORROW.isoformat(), hour="later")
    assert (refused[:3], row.due_at) == ("422", None)


def test_an_hour_that_has_passed_takes_nothing(small_bank: bank.Bank) -> None:
    row = task(small_bank, 1)
    who = Who(by=small_bank.manager, at=bank.MORNING, generation=small_bank.generation, today=bank.TODAY)
    with pytest.raises(Unclear):
        planning.move(who, C, row.pk, due_on=bank.TODAY, due_at=dt.time(10))
    later = planning.move(who, C, row.pk, due_on=bank.TODAY, due_at=dt.time(11))
    assert (later.due_on, later.due_at, later.moved_from_on) == (bank.TODAY, dt.time(11), TOMORROW)


def test_a_month_counts_each_day_and_its_number_opens_its_rows(small_bank: bank.Bank, lin: Client) -> None:
    for number in (1, 1, 1, 1, 1, 2):
        task(small_bank, number)
    memo(small_bank, 2)
    body = text_of(lin, "/due/month/")
    told = leaf(body)
    assert (len(told) % 7, told[TOMORROW.isoformat()]) == (0, (5, 3))
    for day, (number, _named) in told.items():
        if number:
            page = text_of(lin, f"/due/day/?day={day}")
            assert (f'data-number="{number}"' in page, page.count("data-card")) == (True, number)
    assert body.count('aria-current="date"') == 1
    assert leaf(text_of(lin, "/due/month/?month=2026-05"))["2026-05-01"] == (0, 0)
    assert leaf(text_of(lin, "/due/month/?month=9999-99")).keys() == told.keys()


def test_a_task_is_moved_to_another_day_of_the_month(small_bank: bank.Bank, lin: Client) -> None:
    row, day = task(small_bank, 1, due_at=dt.time(10)), TOMORROW + ONE
    body = sent(lin, row, "month", to=day.isoformat())
    assert (row.due_on, row.due_at) == (day, dt.time(10))
    assert leaf(body)[day.isoformat()] == (1, 1)
    assert leaf(body)[TOMORROW.isoformat()] == (0, 0)
    assert (
        lin.post(reverse("due_move", args=[C, row.pk]), {"to": "today", "origin": "month"}).url
        == "/due/month/"
    )


def test_what_is_late_asks_for_a_day_that_its_form_takes(small_bank: bank.Bank, lin: Client) -> None:
    task(small_bank, -2)
    for page in ("month", "week", "board"):
        body = text_of(lin, f"/due/{page}/")
        assert re.findall(r'type="date" name="day" value="([^"]+)" min="([^"]+)"', body) == [
            (bank.TODAY.isoformat(), bank.TODAY.isoformat())
        ]


def test_festivals_days_off_and_days_worked_for_them_are_marked(lin: Client) -> None:
    lin.cookies["django_language"] = "en"
    body = text_of(lin, "/due/month/?month=2026-02")
    marks = re.findall(r'class="t-fest">([^<]+)<', body)
    assert {"Spring Festival", "worked for Spring Festival", "day off"} <= set(marks)
    assert "Spring Festival" in text_of(lin, "/due/day/?day=2026-02-17")


def test_a_day_of_two_thousand_is_paged_and_a_month_says_how_many(small_bank: bank.Bank, lin: Client) -> None:
    many(small_bank, 2000, TOMORROW)
    task(small_bank, 1, due_at=dt.time(9))
    for address in ("/due/month/", f"/due/day/?day={TOMORROW}"):
        lin.get(address)
    with at_most(12):
        assert leaf(text_of(lin, "/due/month/"))[TOMORROW.isoformat()] == (2001, 3)
    with at_most(12):
        body = text_of(lin, f"/due/day/?day={TOMORROW}")
    assert 'data-number="2001"' in body
    assert (hours(body)["09:00"], hours(body)[""]) == (1, 99)
    following = re.search(r'rel="next" href="([^"]+)"', body)
    assert following is not None
    second = text_of(lin, following[1].replace("&amp;", "&"))
    assert (hours(second), f'href="/due/day/?day={TOMORROW}"' in second) == ({"": 100}, True)


def test_whoever_leads_names_somebody_and_moves_nothing(small_bank: bank.Bank) -> None:
    row = task(small_bank, 1)
    head = signed_in(small_bank.head)
    for page in ("day", "month"):
        assert "t-empty" in text_of(head, f"/due/{page}/")
        assert "data-card" not in text_of(signed_in(small_bank.officer), f"/due/{page}/?owner=S1")
    body = text_of(head, f"/due/day/?day={TOMORROW}&owner=S1")
    assert ("data-card" in body, "data-move" in body) == (True, False)
    assert sent(head, row, "day", to=f"{TOMORROW}T14:00")[:3] in ("403", "404")
