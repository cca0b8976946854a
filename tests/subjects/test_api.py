"""Subjects by the API: the same acts, the same refusals, no note in an answer."""

import json
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from integration.doors import town
from web.conftest import compiled_messages, day, signed_in  # noqa: F401 - fixtures

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
MINE = "/api/v1/customers/B1-rm1-c1/gifts"
GOOD = {"kind": "meal", "value": "600.00", "given_on": "2026-03-31", "note": "lunch"}


def post(client: Client, path: str, told: dict[str, Any]) -> HttpResponse:
    return client.post(path, json.dumps(told), content_type="application/json")


@pytest.fixture
def rm(bank: town.Town) -> Client:
    return signed_in(bank.users["rm"])


def test_a_gift_is_given_listed_decided_and_not_taken_back_twice(rm: Client, bank: town.Town) -> None:
    made = post(rm, f"{MINE}/give", GOOD)
    assert made.status_code == 201
    told = made.json()
    assert (told["state"], told["value"], told["staff_id"]) == ("asked", "600.00", "B1-rm1")
    assert "note" not in told
    assert rm.get(MINE).json() == [told]
    head = signed_in(bank.users["branch_head"])
    done = post(head, f"{MINE}/{told['id']}/decide", {"yes": True})
    assert (done.status_code, done.json()["state"]) == (200, "approved")
    again = post(head, f"{MINE}/{told['id']}/decide", {"yes": False})
    assert (again.status_code, again.json()["error"]) == (422, "unclear")
    stands = post(rm, f"{MINE}/{told['id']}/take-back", {})
    assert (stands.status_code, stands.json()["error"]) == (409, "too_late"), "somebody decided on it"
    small = post(rm, f"{MINE}/give", GOOD | {"value": "1.00", "kind": "flowers"}).json()
    assert post(rm, f"{MINE}/{small['id']}/take-back", {}).status_code == 200
    assert [one["id"] for one in rm.get(MINE).json()] == [told["id"]]


@pytest.mark.parametrize(
    ("change", "status", "error"),
    [
        ({"kind": "car"}, 422, "invalid"),
        ({"value": "x"}, 422, "invalid"),
        ({"value": "1.005"}, 422, "unclear"),
        ({"value": "0"}, 422, "unclear"),
        ({"shoe_size": 1}, 422, "invalid"),
        ({"note": "密码是 83746152"}, 422, "authentication_data"),
        ({"note": "x" * 2001}, 422, "invalid"),
        ({"given_on": "0001-01-01"}, 422, "invalid"),
    ],
)
def test_what_does_not_read_is_refused(rm: Client, change: dict[str, Any], status: int, error: str) -> None:
    answer = post(rm, f"{MINE}/give", GOOD | change)
    assert (answer.status_code, answer.json()["error"]) == (status, error)
    assert rm.get(MINE).json() == []


def test_what_is_sent_twice_is_written_once(rm: Client) -> None:
    told = GOOD | {"key": "01990000-0000-7000-8000-000000000001"}
    first, again = (post(rm, f"{MINE}/give", told) for _ in range(2))
    assert first.json() == again.json()
    assert len(rm.get(MINE).json()) == 1


def test_others_and_others_customers(rm: Client, bank: town.Town) -> None:
    assert post(signed_in(bank.users["compliance"]), f"{MINE}/give", GOOD).status_code == 403
    assert post(rm, "/api/v1/customers/B2-rm1-c1/gifts/give", GOOD).status_code == 404
    assert rm.get("/api/v1/customers/B2-rm1-c1/gifts").status_code == 404
