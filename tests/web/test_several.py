"""Several things of the queue at once: chosen, done, moved, handed over; one answer says what did not go."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse

from tilth.data import models
from web import bank
from web.conftest import signed_in
from web.support import words
from web.test_due import C, lines, memo, task, text_of

pytestmark = [pytest.mark.django_db]
DUE = "/due/"
SEVERAL = "/due/several/"
HTMX = {"HX-Request": "true", "HX-Current-URL": "http://testserver/due/"}


def picks(body: str) -> list[str]:
    return re.findall(r'name="pick" form="several" value="([^"]+)"', body)


def sent(client: Client, do: str, *chosen: str, **form: str) -> tuple[int, str]:
    client.cookies["django_language"] = "en"
    answer = client.post(SEVERAL, {"do": do, "pick": chosen, **form}, headers=HTMX)
    return answer.status_code, answer.content.decode()


def told(body: str) -> str:
    part = body[body.index('id="told"') :]
    return words("<div " + part[: part.index('class="t-h1"')] if 'class="t-h1"' in part else part)


def plan(house: bank.Bank, customer: str = C) -> models.CarePlan:
    return models.CarePlan.objects.create(
        customer_id=customer,
        staff_id="S1",
        made_by=house.manager,
        made_at=bank.MORNING,
        every="week_1",
        channel="phone",
        starts_on=bank.TODAY,
        next_on=bank.TODAY,
        state="running",
    )


def test_several_are_done_each_by_its_own_act_and_the_rest_says_why(
    small_bank: bank.Bank, lin: Client
) -> None:
    first, second = task(small_bank, -1), task(small_bank, 0, "C00002")
    met = task(small_bank, -1, "C00003", kind="appointment", step="visit", due_at=dt.time(10))
    wish, regular = memo(small_bank, 0), plan(small_bank, "C00004")
    given = picks(text_of(lin))
    assert given == [
        f"task~{C}~{first.pk}",
        f"care_plan~C00004~{regular.pk}",
        f"task~C00002~{second.pk}",
    ]
    others = (f"memo~{C}~{wish.pk}", f"task~C00003~{met.pk}", f"task~C00900~{first.pk}", "nonsense")
    status, body = sent(lin, "done", *given, *others)
    assert status == 200
    said = told(body)
    assert "3 done" in said
    assert "3 stay as they were" in said
    assert f"{bank.NAMES[1]} It is ended in its line" in said
    assert f"{bank.NAMES[3]} Say in its line whether the customer came" in said
    assert "C00900 It is no longer open" in said
    assert lines(body) == ["task", "memo", "care_plan"]
    back = re.findall(r'type="hidden" name="pick" value="([^"]+)"', body)
    assert back == [given[0], given[2]]
    regular.refresh_from_db()
    assert (regular.done_on, regular.next_on) == (bank.TODAY, bank.TODAY + dt.timedelta(days=7))
    again, body = sent(lin, "done", given[1], f"task~{C}~{wish.pk}")
    assert (again, "1 done" in told(body)) == (200, True)
    assert "2 taken back" in told(sent(lin, "reopen", *back)[1])
    first.refresh_from_db()
    assert first.done_at is None


def test_several_are_moved_to_a_day_and_back(small_bank: bank.Bank, lin: Client) -> None:
    rows = [task(small_bank, number, due_at=dt.time(15)) for number in (-2, 0)]
    regular, day = plan(small_bank), bank.TODAY + dt.timedelta(days=2)
    chosen = [f"task~{C}~{row.pk}" for row in rows]
    status, body = sent(lin, "move", *chosen, f"care_plan~{C}~{regular.pk}", day=day.isoformat())
    assert (status, "2 moved to" in told(body), "Its day comes by a rule" in told(body)) == (200, True, True)
    for row in rows:
        row.refresh_from_db()
        assert (row.due_on, row.due_at) == (day, dt.time(15))
    assert "2 taken back" in told(sent(lin, "move_back", *chosen)[1])
    for wrong in ({"day": "2001-01-01"}, {"day": "x"}, {}):
        status, body = sent(lin, "move", *chosen, **wrong)
        assert (status, "Nothing was changed" in told(body)) == (422, True)
    status, body = sent(lin, "done")
    assert (status, "Nothing was chosen" in told(body)) == (422, True)
    assert lin.post(SEVERAL, {"do": "done"}).headers["Location"] == DUE
    assert lin.post(SEVERAL, {"do": "done", "pick": chosen}).status_code == 200


def test_nobody_ends_several_of_others(small_bank: bank.Bank) -> None:
    row = task(small_bank, 0)
    neighbour = signed_in(small_bank.neighbour)
    assert sent(neighbour, "done", f"task~{C}~{row.pk}")[0] == 422
    assert sent(signed_in(small_bank.head), "done", f"task~{C}~{row.pk}")[0] == 403
    row.refresh_from_db()
    assert row.done_at is None


def test_whoever_leads_chooses_customers_of_one_queue_and_hands_them_over(small_bank: bank.Bank) -> None:
    task(small_bank, 0), memo(small_bank, 1, "C00002")
    head = signed_in(small_bank.head)
    assert picks(text_of(head)) == []
    body = text_of(head, f"{DUE}?owner=S1")
    assert picks(body) == [C, "C00002"]
    assert f'action="{reverse("hand_over")}"' in body
    asked = text_of(head, f"{reverse('hand_over')}?from=S1&pick={C}&pick=C00002")
    assert len(re.findall(r'name="pick" value="C0000[12]" checked', asked)) == 2
    assert re.search(r'name="which" value="some" checked', asked)
