"""No answer may be kept on its way or in a browser, whatever it is; but for what is about nobody (B1)."""

import pytest
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse

from doors import bank, calls, exempt, surfaces

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("unlimited")]
WHO = ("rm", "branch_head", "compliance", "teller", bank.ANONYMOUS)
KEPT = {"manifest": "max-age=3600", "worker": "no-cache", "offline_alone": "no-cache"}
"""About nobody: what these addresses say themselves."""
CUSTOMERS = ("B1-rm1-c1", "B2-rm1-c1", "B9-rm9-c9")
IDS = {
    "calendar_feed": {"secret": "none"},
    "due_invitation": {"customer_id": "B1-rm1-c1", "row": bank.row_id("task", "B1-rm1-c1")},
}
"""What stands in an address besides, where one holds more than its name."""


def test_every_answer_of_every_door_says_no_store(doors: bank.Doors) -> None:
    every = {(surface, repr(call)): (surface, call) for _, surface, call in surfaces.every()}
    kept, seen = [], {}
    for who in WHO:
        for surface, call in every.values():
            for customer in CUSTOMERS if call.about == "one" and who == "rm" else CUSTOMERS[:1]:
                answer = calls.send(doors.clients[who], call, surface, customer)
                seen[answer.status_code] = seen.get(answer.status_code, 0) + 1
                if "no-store" not in answer.headers.get("Cache-Control", ""):
                    kept.append(f"{who} {surface} {call.method} {call.url}: {answer.status_code}")
    print(f"FIGURE kept: {sum(seen.values())} answers {dict(sorted(seen.items()))}, {len(kept)} may be kept")
    assert kept == []
    assert {200, 302, 403, 404, 422} <= set(seen)


@pytest.mark.parametrize("who", ["rm", bank.ANONYMOUS])
def test_pages_open_to_all_are_kept_only_where_they_are_about_nobody(doors: bank.Doors, who: str) -> None:
    for name in exempt.ADDRESSES:
        if name in ("rename_view", "remove_view", "undo_view", "api_unknown"):
            continue
        told = doors.clients[who].get(reverse(name, kwargs=IDS.get(name))).headers["Cache-Control"]
        assert told == KEPT[name] if name in KEPT else "no-store" in told, name


@pytest.mark.parametrize(
    ("address", "method", "status"),
    [
        ("/no/such/page/", "get", 404),
        ("/api/v1/nothing", "get", 404),
        ("/customers", "get", 301),
        ("/audit/", "delete", 405),
        ("/sw.js", "post", 405),
        ("/preferences/", "post", 400),
    ],
)
def test_what_goes_wrong_is_not_kept_either(
    doors: bank.Doors, address: str, method: str, status: int
) -> None:
    client = doors.clients["compliance"]
    answer = getattr(client, method)(address, {"choice": "theme", "value": "pink"})
    assert answer.status_code == status
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_forged_form_a_wrong_host_and_a_failure_are_not_kept(
    doors: bank.Doors, monkeypatch: pytest.MonkeyPatch
) -> None:
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    strict.force_login(doors.town.users["rm"])
    forged = strict.post("/sign-out/")
    with override_settings(ALLOWED_HOSTS=["localhost"]):
        elsewhere = strict.get("/customers/", headers={"host": "elsewhere.example"})
    monkeypatch.setattr("tilth.domain.runs.queries.nights", lambda **_given: 1 / 0)
    broken = strict.get("/runs/")
    assert [one.status_code for one in (forged, elsewhere, broken)] == [403, 400, 500]
    assert all("no-store" in one.headers["Cache-Control"] for one in (forged, elsewhere, broken))


def test_files_keep_their_long_lives(doors: bank.Doors) -> None:
    answer = doors.clients["rm"].get("/static/dist/logo.svg")
    answer.close()
    assert answer.status_code == 200
    assert "no-store" not in answer.headers["Cache-Control"]


def test_signing_out_forgets_all_but_the_storage(doors: bank.Doors) -> None:
    answer = doors.clients["rm"].post("/sign-out/")
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert "no-store" in answer.headers["Cache-Control"]
