"""A wrong number is marked until the feed brings another; a call without a number is none (A20)."""

import json

import pytest
from django.db import connection
from django.test import Client

from support import figures, keys
from tilth.connectors.warehouse import extract
from tilth.data import models
from web import bank
from web.conftest import signed_in
from web.support import text

RECORD = "/customers/C00001/record/"
CALL = {"channel": "phone", "purpose": "maintain"}
WRONG = {"key": "0190-w", "outcome": "wrong_number", "step": "none", **CALL}
HTMX = {"HX-Request": "true"}
LANDLINE = "0571-86421350"


def landline() -> None:
    """Give the customer a landline beside the mobile."""
    sealed = keys.sealed("C00001", phone=LANDLINE)
    models.PublishedCustomer.objects.unscoped().filter(customer_id="C00001").update(**sealed)


def marks() -> list[models.NumberMark]:
    return list(models.NumberMark.objects.unscoped().filter(voided_at=None))


def test_it_is_crossed_out_everywhere_and_the_gate_says_what_to_do(lin: Client) -> None:
    lin.post(RECORD, WRONG)
    [mark] = marks()
    assert (mark.field, mark.customer_id) == ("mobile", "C00001")
    for address in ("/", "/customers/", "/customers/C00001/", RECORD):
        assert "<s " in lin.get(address).content.decode(), address
    answer = lin.post("/customers/C00001/clearance/", CALL, headers=HTMX)
    assert "tel:" not in answer.content.decode()
    assert "号码均已标为有误，请在下次见面时询问新号码" in text(answer)
    assert models.Clearance.objects.unscoped().count() == 0


def numberless(client: Client, page: str) -> int:
    """Return how many a page says have no number, which is the number of the rows behind it."""

    def get(address: str) -> str:
        return client.get(address).content.decode()

    [(shown, wrong)] = [one for one in figures.walk(get, [page]) if one[0].code == "numberless"]
    assert wrong is None, wrong
    return int(shown.value)


@pytest.mark.requirement("LIST-01")
def test_whoever_has_no_number_stands_in_a_queue_of_its_own(lin: Client, small_bank: bank.Bank) -> None:
    rows = models.PublishedCustomer.objects.unscoped().filter(rm_id="S1")
    rows.filter(customer_id="C00003").update(mobile=None, mobile_index=None, mobile_tail_index=None)
    assert numberless(lin, "/book/") == 1
    lin.post(RECORD, WRONG)
    assert numberless(lin, "/book/") == 2
    head = signed_in(small_bank.head)
    assert numberless(head, "/branch/") == 2
    page = text(lin.get("/customers/?numberless=1"))
    assert "号码缺失或有误" in page
    rows.filter(customer_id="C00003").update(**keys.sealed("C00003", phone=LANDLINE))
    assert numberless(lin, "/book/") == 1
    rows.filter(customer_id="C00001").update(**keys.sealed("C00001", mobile="13900001234"))
    assert "numberless" not in lin.get("/book/").content.decode()


def test_another_number_is_offered_where_there_is_one(lin: Client) -> None:
    landline()
    lin.post(RECORD, WRONG)
    answer = lin.post("/customers/C00001/clearance/", CALL, headers=HTMX).content.decode()
    assert "tel:057186421350" in answer
    lin.post(RECORD, WRONG | {"key": "0190-x"})
    assert sorted(one.field for one in marks()) == ["mobile", "phone"]
    assert "tel:" not in lin.post("/customers/C00001/clearance/", CALL, headers=HTMX).content.decode()


def test_the_writer_may_say_which_number_it_was(lin: Client) -> None:
    landline()
    lin.post(RECORD, WRONG | {"number": "phone"})
    assert [one.field for one in marks()] == ["phone"]


def test_the_feed_brings_another_and_the_mark_says_nothing_any_more(lin: Client) -> None:
    lin.post(RECORD, WRONG)
    rows = models.PublishedCustomer.objects.unscoped().filter(customer_id="C00001")
    rows.update(**keys.sealed("C00001", mobile="13900001234"))
    answer = lin.post("/customers/C00001/clearance/", CALL, headers=HTMX).content.decode()
    assert "tel:13900001234" in answer


def test_undone_with_its_record_and_taken_back_later(lin: Client) -> None:
    lin.post(RECORD, WRONG)
    contact = models.Contact.objects.unscoped().get()
    lin.post(f"/customers/C00001/contacts/{contact.pk}/undo/")
    assert marks() == []
    lin.post(RECORD, WRONG | {"key": "0190-y"})
    [mark] = marks()
    lin.post(f"/customers/C00001/numbers/{mark.pk}/right/")
    assert marks() == []


@pytest.mark.parametrize("channel", ["phone", "sms"])
def test_without_any_number_nothing_is_reserved_by_the_api_either(lin: Client, channel: str) -> None:
    models.PublishedCustomer.objects.unscoped().update(mobile=None, phone=None)
    address, asked = "/api/v1/customers/C00001/clearance", {"channel": channel, "purpose": "service"}
    answer = lin.post(address, json.dumps(asked), content_type="application/json").json()
    assert (answer["allowed"], answer["reason"], answer["number"]) == (False, "no_number", None)
    assert models.Clearance.objects.unscoped().count() == 0


def test_asked_for_another_purpose_it_is_the_same_attempt(lin: Client) -> None:
    for purpose in ("maintain", "due_notice", "service", "maintain", "greeting"):
        answer = lin.post("/customers/C00001/clearance/", CALL | {"purpose": purpose}, headers=HTMX)
        assert "tel:" in answer.content.decode(), purpose
    assert models.Clearance.objects.unscoped().count() == 1


def test_the_night_reads_the_marks(lin: Client) -> None:
    lin.post(RECORD, WRONG)
    query = extract.SELECTS["number_marks"].replace("$1::date", "%s")
    with connection.cursor() as cursor:
        cursor.execute(query, [bank.TODAY])
        [row] = cursor.fetchall()
        cursor.execute(query, [bank.DAY])
        assert cursor.fetchall() == []
    index = keys.RING.index("mobile", bank.mobile(1))
    assert row == ("C00001", "mobile", index, bank.TODAY)


def test_the_gate_s_table_says_that_there_is_no_number(lin: Client) -> None:
    assert "号码均已标为有误" not in text(lin.get("/customers/C00001/rules/"))
    lin.post(RECORD, WRONG)
    for page in ("/customers/C00001/", "/customers/C00001/rules/"):
        assert "号码均已标为有误" in text(lin.get(page)), page
