"""Two free hours of the own calendar, offered in the form of a record (B2)."""

import datetime as dt
import re

from django.test import Client

from tilth.data import models
from web import bank
from web.conftest import signed_in
from web.support import at_most, text
from web.test_appointments import MADE, RECORD

FREE = "/appointments/free/"
BUTTON = re.compile(r'data-date="([^"]+)" data-hour="([^"]+)"')


def offered(client: Client) -> list[tuple[str, str]]:
    return BUTTON.findall(client.get(FREE, headers={"HX-Request": "true"}).content.decode())


def task(house: bank.Bank, hour: int, **given) -> None:
    values = {"staff_id": "S1", "user": house.manager, "kind": "task", "made_at": bank.MORNING}
    values |= {"due_on": bank.TODAY, "due_at": dt.time(hour)}
    models.Task.objects.create(customer_id="C00001", **values | given)


def test_they_are_free_in_the_own_diary_and_lie_on_different_half_days(
    lin: Client, small_bank: bank.Bank
) -> None:
    today = bank.TODAY.isoformat()
    assert offered(lin) == [(today, "11:00"), (today, "13:30")]
    task(small_bank, 11), task(small_bank, 14, kind="appointment", step="visit")
    task(small_bank, 15, done_at=bank.MORNING), task(small_bank, 16, staff_id="S2")
    assert offered(lin) == [(today, "15:00"), ("2026-04-02", "09:30")]


def test_they_are_said_in_the_reader_s_language(lin: Client) -> None:
    assert "您日程中的空档 今天 11:00 今天 13:30" in text(lin.get(FREE))
    lin.cookies["django_language"] = "en"
    assert "Free in your calendar today 11:00 today 13:30" in text(lin.get(FREE))


def test_a_full_calendar_says_so(lin: Client, small_bank: bank.Bank) -> None:
    for day in range(30):
        for hour in (9, 10, 11, 13, 14, 15, 16):
            task(small_bank, hour, due_on=bank.TODAY + dt.timedelta(days=day))
    assert offered(lin) == []
    assert "没有空档" in text(lin.get(FREE))


def test_the_form_reads_them_only_when_they_are_asked_for(lin: Client) -> None:
    page = lin.get(RECORD, headers={"HX-Request": "true"}).content.decode()
    assert f'hx-get="{FREE}?for=C00001" hx-trigger="tilth:meeting once"' in page
    assert not BUTTON.search(page)
    with at_most(6):
        lin.get(FREE, headers={"HX-Request": "true"})


def test_what_a_button_fills_is_stored_and_no_longer_offered(lin: Client) -> None:
    [(day, hour), _second] = offered(lin)
    assert lin.post(RECORD, MADE | {"next_step_on": day, "next_step_at": hour}).status_code == 302
    assert (day, hour) not in offered(lin)


def test_who_records_nothing_is_offered_nothing(small_bank: bank.Bank) -> None:
    assert signed_in(small_bank.teller).get(FREE).status_code == 403


def invitation(client: Client, task_id: object, customer: str = "C00001") -> tuple[int, str]:
    answer = client.get(f"/customers/{customer}/due/task/{task_id}/invitation/")
    return answer.status_code, answer.content.decode()


def test_the_customer_is_given_a_file_that_says_whom_where_and_when_alone(
    lin: Client, small_bank: bank.Bank
) -> None:
    lin.post(RECORD, MADE | {"next_step": "带存单"})
    made = models.Task.objects.unscoped().get(kind="appointment")
    status, told = invitation(lin, made.pk)
    assert status == 200
    assert "SUMMARY:与林晓岚的预约\r\nLOCATION:网点\r\n" in told
    assert "DTSTART:20260401T070000Z\r\n" in told
    assert not [word for word in ("C00001", bank.NAMES[1], "女儿", "存单") if word in told]
    assert f"/due/task/{made.pk}/invitation/" in lin.get("/customers/C00001/").content.decode()
    assert models.AuditEntry.objects.unscoped().filter(action="export", customer_ids=["C00001"]).exists()
    assert invitation(signed_in(small_bank.head), made.pk)[0] == 404
    assert invitation(lin, made.pk, "C00002")[0] == 404
    task(small_bank, 16)
    other = models.Task.objects.unscoped().get(kind="task")
    assert invitation(lin, other.pk)[0] == 404
