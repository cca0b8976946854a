"""The private calendar: its secret is its only door, it names nobody, and other programs read it."""

import datetime as dt
import re

import icalendar
import pytest
from django.test import Client

from tilth.data import models
from tilth.domain.calendar_feeds.operations import digest
from tilth.domain.days import ZONE
from web import bank
from web.conftest import signed_in

pytestmark = [pytest.mark.django_db]
C = "C00001"


def made(client: Client) -> str:
    """Make an address on the page and return its path."""
    body = client.post("/account/calendar/").content.decode()
    found = re.search(r'id="feed-address">http://testserver(/calendar/[\w-]{40,}\.ics)<', body)
    assert found is not None
    return found[1]


def task(house: bank.Bank, days: int, *, staff: str = "S1", **given: object) -> None:
    values = {"step": "send_material", "text": "the brochure about 500,000", "kind": "task"} | given
    models.Task.objects.create(
        customer_id=C,
        staff_id=staff,
        due_on=bank.TODAY + dt.timedelta(days=days),
        made_at=bank.MORNING,
        user=house.manager,
        **values,
    )


def test_a_calendar_library_reads_kinds_and_hours_and_nobodys_name(
    small_bank: bank.Bank, lin: Client
) -> None:
    task(small_bank, 1, due_at=dt.time(15))
    task(small_bank, 20)
    task(small_bank, 1, staff="S2")
    address = made(lin)
    answer = Client().get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/calendar")
    assert "no-store" in answer["Cache-Control"]
    read = icalendar.Calendar.from_ical(answer.content)
    events = sorted(read.walk("VEVENT"), key=lambda one: str(one.decoded("DTSTART")))
    assert [str(one["SUMMARY"]) for one in events] == ["任务", "任务"]
    assert events[0].decoded("DTSTART").astimezone(ZONE).time() == dt.time(15)
    assert events[1].decoded("DTSTART") == bank.TODAY + dt.timedelta(days=20)
    assert len({str(one["UID"]) for one in events}) == 2
    name = models.PublishedCustomer.objects.unscoped().filter(customer_id=C).values_list("name", flat=True)[0]
    for secret in (C, name, "brochure", "500"):
        assert secret not in answer.content.decode()


def test_the_secret_is_shown_once_and_kept_as_a_digest(small_bank: bank.Bank, lin: Client) -> None:
    address = made(lin)
    secret = address.split("/")[-1].removesuffix(".ics")
    kept = models.CalendarFeed.objects.get()
    assert kept.digest == digest(secret)
    page = lin.get("/account/").content.decode()
    assert secret not in page
    assert "calendar/withdraw" in page
    noted = models.AuditEntry.objects.unscoped().filter(subject_type="tilth_calendar_feed")
    assert noted.count() == 1
    assert secret not in str(list(noted.values()))


def test_a_withdrawn_replaced_or_wrong_address_is_not_there(small_bank: bank.Bank, lin: Client) -> None:
    first = made(lin)
    second = made(lin)
    program = Client()
    assert (program.get(first).status_code, program.get(second).status_code) == (404, 200)
    assert lin.post("/account/calendar/withdraw/").status_code == 302
    assert program.get(second).status_code == 404
    assert program.get("/calendar/guess.ics").status_code == 404
    third = made(lin)
    small_bank.manager.is_active = False
    small_bank.manager.save(update_fields=["is_active"])
    assert program.get(third).status_code == 404


def test_it_opens_nothing_else_and_not_for_a_browser_that_is_signed_in(
    small_bank: bank.Bank, lin: Client
) -> None:
    address = made(lin)
    program = Client()
    assert program.get(address).status_code == 200
    assert not program.cookies
    assert program.get("/due/").status_code == 302
    assert program.post(address).status_code == 405
    assert signed_in(small_bank.head).get(address).status_code == 404
    assert signed_in(small_bank.teller).post("/account/calendar/").status_code == 403
