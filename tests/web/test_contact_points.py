"""How to reach a customer: written in place, called first, found wrong, shown in clear for a minute only."""

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client

from support import keys
from tilth.data import models
from web import bank
from web.conftest import signed_in
from web.support import at_most, text

HERE = "/customers/C00001/profile/"
TELL = "/customers/C00001/contact_points/tell/"
RECORD = "/customers/C00001/record/"
CALL = {"channel": "phone", "purpose": "maintain"}
WRONG = {"key": "0190-w", "outcome": "wrong_number", "step": "none", **CALL}
HTMX = {"HX-Request": "true"}
NEW = {"kind": "mobile", "place": "work", "source": "customer", "first": ""}


def told(client: Client, value: str, **more: Any) -> models.ContactPoint:
    answer = client.post(TELL, NEW | {"value": value} | more)
    assert answer.status_code == 302, text(answer)
    return models.ContactPoint.objects.unscoped().order_by("id").last()  # type: ignore[return-value]


def act(client: Client, point: models.ContactPoint, name: str) -> int:
    return client.post(f"/customers/C00001/contact_points/{point.pk}/{name}/").status_code


def called(client: Client) -> list[str]:
    answer = client.post("/customers/C00001/clearance/", CALL, headers=HTMX)
    return re.findall(r'href="tel:([^"]+)"', answer.content.decode())


@pytest.mark.requirement("PROF-03")
def test_what_people_were_told_stands_masked_beside_what_the_core_system_says(lin: Client) -> None:
    told(lin, "13900001234", note="六点以后")
    address = "浙江省杭州市西湖区样板路8号"
    told(lin, address, kind="address", postcode="310000")
    page = lin.get(HERE).content.decode()
    for shown in (
        "139****1234",
        "浙江省杭州市西湖区***",
        "六点以后",
        "办公室",
        "核心系统",
    ):
        assert shown in page, shown
    for clear in ("13900001234", "样板路", "310000"):
        assert clear not in page, clear
    assert "139****1234" in lin.get("/api/v1/customers/C00001/contact_points").content.decode()
    assert b"13900001234" not in lin.get("/api/v1/customers/C00001/contact_points").content


def test_the_tab_costs_one_question_more_and_the_others_none(lin: Client) -> None:
    for number in range(5):
        told(lin, f"1390000123{number}")
    with at_most(14):
        lin.get(HERE)


def test_a_form_opens_by_its_address_and_what_is_refused_stands_in_it(lin: Client) -> None:
    first = told(lin, "13900001234")
    assert "data-draft" in lin.get(f"{HERE}?point=new").content.decode()
    page = lin.get(f"{HERE}?point={first.pk}").content.decode()
    assert f'name="instead" value="{first.pk}"' in page
    assert "13900001234" not in page
    answer = lin.post(TELL, NEW | {"value": "1390", "instead": str(first.pk)})
    assert (answer.status_code, "11 位" in text(answer)) == (422, True)
    told(lin, "13900001235", instead=str(first.pk))
    answer = lin.post(TELL, NEW | {"value": "13900001236", "instead": str(first.pk)})
    assert (answer.status_code, "139****1235" in text(answer)) == (422, True), "what stands now is shown"
    assert act(lin, first, "outdate") == 422
    huge = lin.post(TELL, NEW | {"value": "1" * 100_000})
    assert (huge.status_code, "太长" in text(huge)) == (422, True)


def test_the_first_number_is_called_and_the_others_are_offered(lin: Client) -> None:
    one = told(lin, "13900001234")
    core = bank.mobile(1)
    assert called(lin) == [core, "13900001234"]
    two = told(lin, "0571-86421350", kind="phone")
    assert called(lin) == [core, "13900001234", "057186421350"]
    assert act(lin, one, "prefer") == 302
    assert called(lin) == ["13900001234", core, "057186421350"]
    for page in ("/customers/C00001/", RECORD):
        assert "139****1234" in lin.get(page).content.decode(), page
    assert act(lin, one, "step-back") == 302
    assert act(lin, two, "outdate") == 302
    assert called(lin) == [core, "13900001234"]


API = "/api/v1/customers/C00001/contact_points"
BEST = {"first": "yes", "best_days": "4", "best_from": "14:00", "best_until": "16:00"}


@pytest.mark.requirement("PROF-05")
def test_the_next_call_is_proposed_for_when_the_number_reaches_best(lin: Client) -> None:
    told(lin, "13900001234", **BEST)
    assert "最佳联络时段 周四 14:00–16:00" in text(lin.get(HERE))
    page = lin.get(RECORD, HTMX)
    assert text(page).count("最佳联络时段 周四 14:00–16:00") == 2, "on the card, and beside the next step"
    assert 'data-again="2026-04-02" data-again-at="14:00"' in page.content.decode()
    free = lin.get("/appointments/free/?for=C00001").content.decode()
    assert re.findall(r'data-date="([^"]+)" data-hour="([^"]+)"', free) == [
        ("2026-04-02", "14:00"),
        ("2026-04-09", "14:00"),
    ]
    lin.post(RECORD, {"key": "0190-b", "outcome": "no_answer", **CALL})
    again = models.Task.objects.unscoped().get()
    assert (again.step, again.due_on, again.due_at) == ("call_again", dt.date(2026, 4, 2), dt.time(14))


def test_best_hours_begin_before_they_end(lin: Client) -> None:
    for hours, said in (
        ({"best_from": "16:00", "best_until": "14:00"}, "结束时间要晚于开始时间"),
        ({"best_from": "14:00", "best_until": "14:00"}, "结束时间要晚于开始时间"),
        ({"best_from": "14:00"}, "都不填"),
        ({"best_from": "25:00", "best_until": "26:00"}, "HH:MM"),
    ):
        answer = lin.post(TELL, NEW | {"value": "13900001234"} | hours)
        assert (answer.status_code, said in text(answer)) == (422, True), text(answer)
    assert not models.ContactPoint.objects.unscoped().exists()
    body = {"kind": "mobile", "value": "13900001234", "best_from": "16:00Z", "best_until": "15:00"}
    answer = lin.post(f"{API}/tell", body, content_type="application/json")
    assert (answer.status_code, answer.json()["error"]) == (422, "unclear")
    lin.post(
        f"{API}/tell",
        body | {"best_from": "09:00:30"},
        content_type="application/json",
    )
    [made] = lin.get(API).json()
    assert (made["best_days"], made["best_from"], made["best_until"]) == ("", "09:00:00", "15:00:00")


def test_whom_the_core_system_has_no_number_of_can_be_called_by_what_was_told(lin: Client) -> None:
    models.PublishedCustomer.objects.unscoped().update(mobile=None, phone=None)
    assert called(lin) == []
    told(lin, "13900001234")
    assert called(lin) == ["13900001234"]


def test_a_told_number_that_is_wrong_works_no_more_until_the_record_is_undone(lin: Client) -> None:
    point = told(lin, "13900001234", first="yes")
    other = told(lin, "13900001235")
    lin.post(RECORD, WRONG)
    point.refresh_from_db()
    assert (point.outdated_on, called(lin)) == (bank.TODAY, [bank.mobile(1), "13900001235"])
    contact = models.Contact.objects.unscoped().get()
    lin.post(f"/customers/C00001/contacts/{contact.pk}/undo/")
    point.refresh_from_db()
    assert point.outdated_on is None
    assert str(other.pk) in lin.get(RECORD).content.decode()
    lin.post(RECORD, WRONG | {"key": "0190-x", "number": str(other.pk)})
    other.refresh_from_db()
    assert other.outdated_on == bank.TODAY
    assert models.NumberMark.objects.unscoped().count() == 0


def test_who_wishes_no_calls_is_not_called_by_another_number(lin: Client, small_bank: bank.Bank) -> None:
    told(lin, "13900001234", first="yes")
    models.Suppression.objects.create(
        customer_id="C00001", kind="complaint_open", starts_on=bank.DAY, recorded_by=small_bank.officer
    )
    assert called(lin) == []


def test_it_is_shown_in_clear_for_a_minute_with_a_reason(lin: Client) -> None:
    point = told(lin, "13900001234")
    ask = {"columns": [str(point.pk), "mobile"], "why": "correction", "more": ""}
    answer = lin.post("/customers/C00001/reveal/", ask, headers=HTMX)
    assert "13900001234" in answer.content.decode()
    assert "手机 办公室 139****1234" in text(answer)
    noted = models.AuditEntry.objects.unscoped().filter(action="unmask").values_list("detail", flat=True)
    assert {"field": "contact_point", "point": str(point.pk)} in list(noted)
    foreign = lin.post("/customers/C00002/reveal/", ask, headers=HTMX)
    assert (foreign.status_code, "13900001234" in foreign.content.decode()) == (422, False)


def test_leaders_read_it_masked_and_write_nothing(lin: Client, small_bank: bank.Bank) -> None:
    point = told(lin, "13900001234")
    head = signed_in(small_bank.head)
    page = head.get(HERE).content.decode()
    assert ("139****1234" in page, "contact_points/tell" in page, "13900001234" in page) == (
        True,
        False,
        False,
    )
    assert head.post(TELL, NEW | {"value": "13900001235"}).status_code == 403
    assert head.post(f"/customers/C00001/contact_points/{point.pk}/outdate/").status_code == 403


def test_the_palette_and_the_list_find_by_a_told_number(lin: Client) -> None:
    told(lin, "13900001234")
    assert "C00001" in lin.get("/customers/?q=13900001234").content.decode()
    assert "C00001" in lin.get("/palette/?q=139%200000%201234", headers=HTMX).content.decode()
    assert keys.RING.index("mobile", "13900001234") not in lin.get(HERE).content.decode()
