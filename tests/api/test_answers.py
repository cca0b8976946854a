"""What every endpoint answers to somebody who may ask, and how it says no."""

import datetime as dt

import pytest
from django.test import Client

from doors import bank
from integration.doors.town import CANARY
from tilth.data import models
from tilth.policy import masks

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
API = "/api/v1"
OWN, FOREIGN = "B1-rm1-c1", "B2-rm1-c1"
CONTACT = {
    "key": "first-of-april",
    "channel": "phone",
    "outcome": "connected",
    "two_way": True,
    "purpose": "service",
}


@pytest.fixture
def lin(doors: bank.Doors) -> Client:
    """The manager B1-rm1."""
    return doors.clients["rm"]


def send(client: Client, address: str, body: object) -> object:
    return client.post(f"{API}/{address}", body, content_type="application/json")


def entries(action: str) -> list[models.AuditEntry]:
    return list(models.AuditEntry.objects.unscoped().filter(action=action).order_by("id"))


def test_me_says_who_i_am_and_what_i_may(lin: Client) -> None:
    told = lin.get(f"{API}/me").json()
    assert (told["role"], told["staff_id"], told["scope"], told["branch_name"]) == (
        "rm",
        "B1-rm1",
        "own",
        "B1",
    )
    assert told["grants"]["consent"] == ["create", "list", "view"]
    assert "audit_entry" not in told["grants"]


def test_the_list_holds_the_own_book_masked(lin: Client) -> None:
    answer = lin.get(f"{API}/customers")
    line, *others = answer.json()["items"]
    told = bank.person(OWN)
    assert line["customer_id"] == OWN
    assert line["name"] == told["name"]
    assert line["mobile"] == masks.phone(told["mobile"])
    assert answer["Cache-Control"].count("no-store") == 1
    beside = {one["customer_id"] for one in others}
    assert beside == {bank.SPARE, bank.PARTNER}, "a number that is one with another is in no list"
    [noted] = entries("list")
    assert noted.customer_ids == [OWN, bank.PARTNER, bank.SPARE]


def test_one_customer_has_month_and_day_of_birth_only(lin: Client) -> None:
    told = lin.get(f"{API}/customers/{OWN}").json()
    assert told["birthday"] == "02-29"
    assert told["aum"] == "1000.00"
    assert "1980" not in str(told)
    assert [noted.subject_id for noted in entries("view")] == [OWN]


def test_a_contact_is_stored_once_and_uses_the_clearance(lin: Client) -> None:
    given = send(lin, f"customers/{OWN}/clearance", {"channel": "phone", "purpose": "service"}).json()
    assert given["allowed"]
    assert given["number"] == bank.person(OWN)["mobile"]
    first, again = (send(lin, f"customers/{OWN}/contacts", CONTACT) for _ in range(2))
    assert (first.status_code, again.json()) == (201, first.json())
    stored = models.Contact.objects.unscoped().get(pk=first.json()["id"])
    assert str(stored.clearance_id) == given["clearance_id"]
    items = lin.get(f"{API}/customers/{OWN}/contacts").json()["items"]
    assert [item["outcome"] for item in items] == ["other", "connected", "connected"]
    assert [item["id"] for item in items].count(first.json()["id"]) == 1
    assert CANARY not in str(items)


def test_the_gate_says_why_not_and_until_when(lin: Client) -> None:
    wish = send(lin, f"customers/{OWN}/do-not-disturb", {"channel": "phone", "ends_on": "2026-04-03"})
    assert wish.status_code == 201
    told = send(lin, f"customers/{OWN}/clearance", {"channel": "phone", "purpose": "greeting"}).json()
    assert (told["allowed"], told["reason"], told["number"]) == (False, "do_not_disturb", None)
    assert dt.datetime.fromisoformat(told["until"]) == dt.datetime(2026, 4, 3, 16, tzinfo=dt.UTC)
    [wished] = [
        one for one in lin.get(f"{API}/customers/{OWN}/do-not-disturb").json() if one["channel"] == "phone"
    ]
    assert wished["ends_on"] == "2026-04-03"


def test_a_withdrawal_counts_at_the_next_question(lin: Client) -> None:
    body = {"purpose": "greeting", "decision": "withdrawn"}
    assert send(lin, f"customers/{OWN}/consents", body).status_code == 201
    [stands] = lin.get(f"{API}/customers/{OWN}/consents").json()
    assert stands["decision"] == "withdrawn"
    again = send(lin, f"customers/{OWN}/consents", body | {"decision": "granted", "text_version": "2"})
    assert (again.status_code, again.json()["error"]) == (409, "may_not_ask")


def test_lookers_name_who_looked(doors: bank.Doors, lin: Client) -> None:
    assert doors.clients["compliance"].get(f"{API}/customers/{OWN}").status_code == 200
    seen = lin.get(f"{API}/customers/{OWN}/lookers").json()
    assert {"view"} <= {look["action"] for look in seen if look["role"] == "compliance"}


def test_signals_come_with_their_figures_and_only_of_those_in_sight(lin: Client) -> None:
    [told] = lin.get(f"{API}/customers/{OWN}/signals").json()
    assert (told["kind"], told["acted_on"], told["closed_because"]) == ("never_contacted", False, "")
    assert isinstance(told["evidence"], list)
    assert [noted.subject_id for noted in entries("view")] == [OWN]
    assert lin.get(f"{API}/customers/{FOREIGN}/signals").status_code == 404


def test_today_and_book_are_the_own_ones(doors: bank.Doors, lin: Client) -> None:
    told = lin.get(f"{API}/today").json()
    assert [item["customer_id"] for item in told["items"]] == [OWN]
    assert lin.get(f"{API}/book").json()["branch_id"] == "B1"
    assert doors.clients["compliance"].get(f"{API}/today").json()["items"] == []
    assert doors.clients["compliance"].get(f"{API}/book").status_code == 404


def test_the_audit_answers_those_who_watch(doors: bank.Doors, lin: Client) -> None:
    lin.get(f"{API}/customers/{OWN}")
    watching = doors.clients["audit_admin"]
    found = watching.get(f"{API}/audit/entries", {"customer": OWN}).json()["items"]
    assert ("view", "B1-rm1") in {(one["action"], one["staff_id"]) for one in found}
    did = watching.get(f"{API}/audit/entries", {"user": doors.town.users["rm"].pk}).json()["items"]
    assert {"view"} <= {one["action"] for one in did}
    both = watching.get(f"{API}/audit/entries", {"user": 1, "customer": OWN})
    assert (both.status_code, both.json()["error"]) == (422, "unclear")


@pytest.mark.parametrize(
    ("address", "status", "error"),
    [
        ("customers?size=100000", 422, "parameter_unknown"),
        ("customers?tier=gold", 422, "invalid"),
        ("customers?text=%00", 422, "invalid"),
        (f"customers/{FOREIGN}", 404, "not_found"),
        (f"customers/{bank.RESTRICTED}", 404, "not_found"),
        ("customers/%00", 404, "not_found"),
        ("customers/" + "9" * 300, 404, "not_found"),
        ("audit/entries", 403, "forbidden"),
        ("nothing", 404, "not_found"),
        ("", 404, "not_found"),
    ],
)
def test_every_no_has_one_shape(lin: Client, address: str, status: int, error: str) -> None:
    answer = lin.get(f"{API}/{address}")
    told = answer.json()
    assert (answer.status_code, told["error"]) == (status, error)
    assert answer["Content-Type"] == "application/problem+json"
    assert set(told) == {"type", "title", "status", "detail", "instance", "error", "places"}
    assert (told["type"], told["status"]) == (f"urn:tilth:problem:{error}", status)
    assert told["title"].replace(" ", "_").lower() == error


def test_a_problem_names_the_request_as_the_log_does(lin: Client, caplog: pytest.LogCaptureFixture) -> None:
    first, second = (lin.get(f"{API}/customers/{FOREIGN}").json() for _ in range(2))
    assert first["instance"] != second["instance"]
    assert f"request={first['instance'].removeprefix('urn:uuid:')} " in caplog.text


def test_a_failure_of_ours_is_a_problem_too(lin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tilth.api.today.Asker", None)
    answer = lin.get(f"{API}/today")
    assert (answer.status_code, answer["Content-Type"]) == (500, "application/problem+json")
    assert (answer.json()["error"], answer.json()["status"]) == ("fault", 500)
    assert "NoneType" not in answer.content.decode()


@pytest.mark.parametrize(("address", "status"), [("x" * 40_000, 414), ("today", 400)])
def test_what_is_refused_before_everything_else_is_a_problem_too(
    lin: Client, address: str, status: int
) -> None:
    headers = {"content-type": "x; " * 2_000} if status == 400 else {}
    answer = lin.get(f"{API}/{address}", headers=headers)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert answer.json()["instance"] is None


def test_a_refusal_is_noted(lin: Client) -> None:
    lin.get(f"{API}/audit/entries")
    [noted] = entries("refusal")
    assert (noted.staff_id, noted.subject_id) == ("B1-rm1", "api/v1/audit/entries")


@pytest.mark.parametrize("nobody", [bank.ANONYMOUS, bank.GONE])
def test_nobody_gets_nothing(doors: bank.Doors, nobody: str) -> None:
    answer = doors.clients[nobody].get(f"{API}/customers/{OWN}")
    assert (answer.status_code, answer.json()["error"]) == (401, "signed_out")


def test_a_write_needs_the_token(doors: bank.Doors) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(doors.town.users["rm"])
    answer = send(strict, f"customers/{OWN}/contacts", CONTACT)
    assert (answer.status_code, answer.json()["error"]) == (403, "csrf")
    strict.cookies["csrftoken"] = "t" * 32
    address = f"{API}/customers/{OWN}/contacts"
    told = strict.post(address, CONTACT, content_type="application/json", headers={"x-csrftoken": "t" * 32})
    assert told.status_code == 201


@pytest.mark.parametrize(
    ("body", "status", "error"),
    [
        ("{", 400, "unreadable"),
        ("[]", 422, "invalid"),
        (CONTACT | {"more": 1}, 422, "invalid"),
        (CONTACT | {"outcome": "no_answer"}, 422, "not_two_way"),
        (CONTACT | {"next_step": "call"}, 422, "next_step_unclear"),
        (CONTACT | {"content": "a\x00b"}, 422, "invalid"),
        (CONTACT | {"content": "密码 834512"}, 422, "authentication_data"),
        (CONTACT | {"content": "x" * 1_100_000}, 413, "too_big"),
    ],
)
def test_a_bad_body_is_told_and_stores_nothing(lin: Client, body: object, status: int, error: str) -> None:
    before = models.Contact.objects.unscoped().count()
    answer = send(lin, f"customers/{OWN}/contacts", body)
    assert (answer.status_code, answer.json()["error"]) == (status, error)
    assert models.Contact.objects.unscoped().count() == before
