"""Skip, put off and undo that waited in a browser: each done once, by the list it was meant for."""

import datetime as dt
from pathlib import Path
from uuid import UUID

import pytest
from django.test import Client

from tilth.access import readers
from tilth.data import models
from tilth.domain import bank as clock
from tilth.policy import bank as banks
from web import bank
from web.conftest import signed_in
from web.support import at_most
from web.test_acts import HTMX, colleague, undo
from web.test_record import GOOD

FIRST = "/customers/C00000/"
KEY = "0195ee00-0000-7000-8000-00000000000a"
WAITED = {"key": KEY, "night": bank.DAY.isoformat(), "ago": "600"}
SKIP = WAITED | {"reason": "away"}
LATER = WAITED | {"when": "2026-04-01 15:30"}
AGO = bank.MORNING - dt.timedelta(minutes=10)


@pytest.fixture(autouse=True)
def offline(day: None, tmp_path: Path) -> None:
    """Let the bank's browsers work without a network."""
    banks.write(tmp_path, banks.Bank(offline=True))


def skips() -> list[models.Skip]:
    return list(models.Skip.objects.unscoped().order_by("made_at", "id"))


def calls() -> list[models.Task]:
    return list(models.Task.objects.unscoped().filter(kind="call").order_by("made_at", "id"))


def why(answer) -> str:
    """Return the one sentence of a refusal."""
    assert answer.status_code == 422
    [[sentence]] = answer.json()["errors"].values()
    return sentence


def test_a_skip_that_waited_is_done_once_at_its_moment(lin: Client) -> None:
    with at_most(20):
        assert lin.post(f"{FIRST}skip/sync/", SKIP).json() == {"state": "stored"}
    assert lin.post(f"{FIRST}skip/sync/", SKIP | {"ago": "900"}).json() == {"state": "stored"}
    [made] = skips()
    assert (made.reason, made.made_at, made.business_date) == ("away", AGO, bank.DAY)


def test_one_that_was_stored_though_its_answer_was_lost_is_the_same(lin: Client) -> None:
    lin.post(f"{FIRST}skip/", {"key": KEY, "reason": "away"}, headers=HTMX)
    lin.post(f"{FIRST}put-off/", {"key": KEY, "when": "2026-04-01 15:30"}, headers=HTMX)
    assert lin.post(f"{FIRST}skip/sync/", SKIP).status_code == 200
    assert lin.post(f"{FIRST}put-off/sync/", LATER).status_code == 200
    assert (len(skips()), len(calls())) == (1, 1)


def test_two_names_under_one_mark_are_two(lin: Client) -> None:
    for customer in ("C00000", "C00001"):
        assert lin.post(f"/customers/{customer}/skip/sync/", SKIP).status_code == 200
    assert {one.customer_id for one in skips()} == {"C00000", "C00001"}


def test_a_call_put_off_counts_once_and_is_due_where_its_moment_passed(
    lin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda _day: bank.MORNING.replace(hour=16))
    given = LATER | {"ago": str(2 * 3600)}
    for _time in range(2):
        assert lin.post(f"{FIRST}put-off/sync/", given).status_code == 200
    [made] = calls()
    assert (made.due_on, made.due_at, made.business_date) == (bank.TODAY, dt.time(15, 30), bank.DAY)
    assert "到点该拨" in lin.get("/").content.decode()


@pytest.mark.parametrize(("address", "given"), [("skip", SKIP), ("put-off", LATER)])
def test_undone_before_an_answer_came_it_counts_nowhere_in_whichever_order(
    lin: Client, address: str, given: dict[str, str]
) -> None:
    undone = given | {"undone": "500"}
    for sent in (undone, given, undone):  # the first sending overtaken by what undoes it
        assert lin.post(f"{FIRST}{address}/sync/", sent).status_code == 200
    [made] = skips() or calls()
    assert made.voided_at is not None
    assert made.voided_by == made.user


@pytest.mark.parametrize(("address", "given"), [("skip", SKIP), ("put-off", LATER)])
def test_undone_after_it_was_stored_it_is_taken_back(
    lin: Client, address: str, given: dict[str, str]
) -> None:
    lin.post(f"{FIRST}{address}/sync/", given)
    assert lin.post(f"{FIRST}{address}/sync/", given | {"undone": "500"}).status_code == 200
    [made] = skips() or calls()
    assert made.voided_at == AGO + dt.timedelta(seconds=100)


def test_an_undo_that_overtakes_leaves_what_stood_before(lin: Client) -> None:
    lin.post(f"{FIRST}put-off/", {"when": "2026-04-02 09:30"}, headers=HTMX)
    lin.post(f"{FIRST}put-off/sync/", LATER | {"undone": "0"})
    [stands] = [one for one in calls() if one.voided_at is None]
    assert stands.due_on == dt.date(2026, 4, 2)


def test_a_list_made_since_is_not_skipped_on_but_a_call_put_off_is_kept(lin: Client) -> None:
    before = {"night": "2026-03-30", "ago": "86400"}
    sentence = why(lin.post(f"{FIRST}skip/sync/", SKIP | before))
    assert "2026-03-30" in sentence
    assert skips() == []
    assert lin.post(f"{FIRST}put-off/sync/", LATER | before).status_code == 200
    assert len(calls()) == 1


def test_a_name_that_left_the_list_has_nothing_to_skip(lin: Client) -> None:
    assert "名单" in why(lin.post("/customers/C00025/skip/sync/", SKIP))
    assert skips() == []


@pytest.mark.parametrize(("address", "given"), [("skip", SKIP), ("put-off", LATER)])
def test_who_was_quicker_is_named_and_nothing_is_doubled(
    lin: Client, small_bank: bank.Bank, address: str, given: dict[str, str]
) -> None:
    signed_in(colleague(small_bank)).post(f"{FIRST}record/", GOOD)
    sentence = why(lin.post(f"{FIRST}{address}/sync/", given))
    assert "方知遥" in sentence
    assert "2026-04-01 10:30" in sentence
    assert (skips(), calls()) == ([], [])


def test_a_newer_moment_stands_against_an_older_one(lin: Client) -> None:
    lin.post(f"{FIRST}put-off/", {"when": "2026-04-07"}, headers=HTMX)
    assert "2026-04-07" in why(lin.post(f"{FIRST}put-off/sync/", LATER))
    assert "2026-04-07" in why(lin.post(f"{FIRST}skip/sync/", SKIP))
    assert [one.voided_at for one in calls()] == [None]


def test_what_is_wrong_is_said_and_nothing_is_stored(lin: Client) -> None:
    secret = lin.post(f"{FIRST}skip/sync/", SKIP | {"reason": "other", "note": "密码是 123456"})
    assert "密码" in why(secret)
    assert lin.post(f"{FIRST}put-off/sync/", LATER | {"when": "2026-03-30"}).status_code == 422
    for wrong in ({"key": "x"}, {"night": ""}, {"night": "soon"}):
        assert lin.post(f"{FIRST}skip/sync/", SKIP | wrong).status_code == 422
    assert (skips(), calls()) == ([], [])


def test_another_person_never_sends_what_was_kept(lin: Client, small_bank: bank.Bank) -> None:
    mine = {"reader": readers.of(small_bank.manager)}
    other = signed_in(colleague(small_bank))
    for address, given in (("skip", SKIP), ("put-off", LATER)):
        answer = other.post(f"{FIRST}{address}/sync/", given | mine)
        assert (answer.status_code, answer.json()) == (409, {"state": "other"})
    assert lin.post("/customers/C00900/skip/sync/", SKIP | mine).status_code == 404
    assert (skips(), calls()) == ([], [])


@pytest.mark.parametrize(
    ("address", "given"),
    [("skip", {"reason": "away"}), ("put-off", {"when": "2026-04-02 09:30"}), ("record", GOOD)],
)
def test_an_undo_that_waited_counts_at_its_moment(
    lin: Client, monkeypatch: pytest.MonkeyPatch, address: str, given: dict[str, str]
) -> None:
    back = undo(lin.post(f"{FIRST}{address}/", given, headers=HTMX))
    monkeypatch.setattr(clock, "now", lambda _day: bank.MORNING + dt.timedelta(hours=1))
    late = WAITED | {"ago": "3000"}
    assert "两分钟" in why(lin.post(f"{back}sync/", late))
    for _time in range(2):
        assert lin.post(f"{back}sync/", WAITED | {"ago": "3550"}).status_code == 200
    stands = models.Contact.objects.unscoped().filter(voided_at=None)
    assert [*stands, *(one for one in [*skips(), *calls()] if one.voided_at is None)] == []


def test_what_a_night_has_counted_stands(lin: Client) -> None:
    back = undo(lin.post(f"{FIRST}record/", GOOD, headers=HTMX))
    lin.post(f"{back}sync/", WAITED | {"night": "2026-03-30", "ago": "0"})
    assert [one.voided_at for one in models.Contact.objects.unscoped()] == [None]


def test_nobody_undoes_what_another_wrote(lin: Client, small_bank: bank.Bank) -> None:
    back = undo(lin.post(f"{FIRST}skip/", {"reason": "away"}, headers=HTMX))
    assert signed_in(colleague(small_bank)).post(f"{back}sync/", WAITED | {"ago": "0"}).status_code == 404
    missing = f"{FIRST}skip/{UUID(int=7)}/undo/sync/"
    assert lin.post(missing, WAITED | {"ago": "0"}).status_code == 404
