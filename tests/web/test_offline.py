"""Without a network: what a browser may keep, and records that come later, once and by the server's clock."""

import datetime as dt
import json
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from tilth.access import readers
from tilth.data import models
from tilth.domain import bank as clock
from tilth.policy import bank as banks
from tilth.web.offline import records
from web import bank
from web.conftest import signed_in
from web.support import at_most, text

SYNC = "/customers/C00001/record/sync/"
GOOD = {
    "key": "kept-1",
    "channel": "phone",
    "outcome": "connected",
    "intention": "weak",
    "step": "none",
    "two_way": "yes",
    "purpose": "due_notice",
    "content": "打算续存。",
}


@pytest.fixture(autouse=True)
def offline(day: None, tmp_path: Path) -> None:
    """Let the bank's browsers work without a network."""
    banks.write(tmp_path, banks.Bank(offline=True))


def contacts() -> list[models.Contact]:
    return list(models.Contact.objects.unscoped().order_by("id"))


def test_the_manifest_names_the_application_in_the_reader_s_language(client: Client, db: None) -> None:
    answer = client.get("/manifest.webmanifest", headers={"accept-language": "en"})
    assert answer.headers["Content-Type"] == "application/manifest+json"
    told = json.loads(answer.content)
    assert (told["short_name"], told["scope"], told["display"]) == ("Tilth", "/", "standalone")
    assert {icon["purpose"] for icon in told["icons"]} == {"any", "maskable"}
    assert json.loads(client.get("/manifest.webmanifest").content)["short_name"] == "深耕"


def test_the_worker_governs_all_pages_and_is_asked_for_anew(client: Client, db: None) -> None:
    answer = client.get("/sw.js")
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert answer.headers["Service-Worker-Allowed"] == "/"
    assert answer.headers["Cache-Control"] == "no-cache"
    first = answer.content.decode().split("\n", 1)[0]
    told = json.loads(first.removeprefix("self.TILTH = ").removesuffix(";"))
    assert "/static/dist/app.js" in told["files"]
    assert told["today"] == "/"
    assert "worker-src 'self'" in answer.headers["Content-Security-Policy"]


def test_a_bank_that_wants_nothing_kept_takes_everything_back(lin: Client) -> None:
    banks.write(settings.TILTH_DATA, banks.Bank(offline=False))
    assert "unregister" in lin.get("/sw.js").content.decode()
    page = lin.get("/")
    assert 'data-reader=""' in page.content.decode()
    assert "Tilth-Reader" not in page.headers


def test_pages_name_their_reader_by_a_word_that_tells_nobody_who_it_is(
    lin: Client, small_bank: bank.Bank
) -> None:
    reader = lin.get("/").headers["Tilth-Reader"]
    assert reader == readers.of(small_bank.manager) != readers.of(small_bank.neighbour)
    assert small_bank.manager.username not in reader
    assert "Tilth-Reader" not in signed_in(small_bank.officer).get("/customers/").headers


def test_the_kept_form_is_about_nobody(lin: Client) -> None:
    with at_most(7):
        answer = lin.get("/offline/form/", headers={"hx-request": "true"})
    page = answer.content.decode()
    assert 'action="/customers/OFFLINE/record/"' in page
    assert not any(name in page for name in bank.NAMES)


def test_the_page_without_a_network_needs_no_account(client: Client, db: None) -> None:
    assert "这一页需要网络" in text(client.get("/offline/"))


def test_a_ticket_brings_a_token_and_the_server_s_time(lin: Client, small_bank: bank.Bank) -> None:
    with at_most(7):
        answer = lin.get("/offline/ticket/")
    told = answer.json()
    assert told["reader"] == readers.of(small_bank.manager)
    assert told["csrf"]
    assert told["now"] > 0
    assert "no-store" in answer.headers["Cache-Control"]
    assert Client().get("/offline/ticket/").status_code == 302


@pytest.mark.requirement("REC-01")
def test_a_kept_record_is_stored_once_at_the_time_it_was_made(lin: Client) -> None:
    given = GOOD | {"ago": "5400"}
    with at_most(20):
        assert lin.post(SYNC, given).json() == {"state": "stored"}
    assert lin.post(SYNC, given).json() == {"state": "stored"}
    [found] = contacts()
    assert found.contacted_at == bank.MORNING - dt.timedelta(minutes=90)
    assert found.content == "打算续存。"


def test_a_form_that_was_stored_and_then_kept_is_the_same_record(lin: Client) -> None:
    lin.post("/customers/C00001/record/", GOOD)
    assert lin.post(SYNC, GOOD | {"ago": "30"}).status_code == 200
    assert len(contacts()) == 1


@pytest.mark.parametrize(
    ("given", "seconds"),
    [("90", 90), ("", 0), ("-5", 0), ("later", 0), ("9" * 8, 7 * 86_400), ("9" * 40, 0), ("1e3", 0)],
)
def test_an_age_is_never_in_the_future_and_at_most_a_week(given: str, seconds: int) -> None:
    assert records.age(given) == dt.timedelta(seconds=seconds)


def test_a_record_of_an_earlier_day_does_not_answer_today_s_list(lin: Client) -> None:
    lin.post(SYNC, GOOD | {"ago": str(6 * 86_400)})
    [found] = contacts()
    assert (found.business_date, found.list_rank) == (None, None)
    assert found.contact_on == (bank.MORNING - dt.timedelta(days=6)).date()


def test_what_is_wrong_is_said_and_nothing_is_stored(lin: Client) -> None:
    answer = lin.post(SYNC, GOOD | {"step": "", "next_step": "到店"})
    assert answer.status_code == 422
    assert answer.json()["errors"] == {"next_step_on": ["给下一步选个日期。"]}
    secret = lin.post(SYNC, GOOD | {"content": "密码是 123456"})
    assert "密码" in secret.json()["errors"]["content"][0]
    assert contacts() == []


def test_another_person_never_sends_what_was_kept(lin: Client, small_bank: bank.Bank) -> None:
    mine = readers.of(small_bank.manager)
    other = signed_in(small_bank.neighbour).post("/customers/C00900/record/sync/", GOOD | {"reader": mine})
    assert (other.status_code, other.json()) == (409, {"state": "other"})
    assert contacts() == []
    assert lin.post(SYNC, GOOD | {"reader": mine}).status_code == 200


def test_a_customer_who_went_to_somebody_else_does_not_exist(lin: Client) -> None:
    assert lin.post("/customers/C00900/record/sync/", GOOD).status_code == 404
    assert contacts() == []


def test_part_of_a_page_leads_its_page_to_the_sign_in_and_back(client: Client, db: None) -> None:
    headers = {"hx-request": "true", "hx-current-url": "http://testserver/customers/?tier=private"}
    answer = client.get("/customers/C00001/record/", headers=headers)
    assert answer.headers["HX-Redirect"] == "/sign-in/?next=/customers/%3Ftier%3Dprivate"
    assert answer.content == b""
    elsewhere = headers | {"hx-current-url": "https://evil.example/customers/"}
    led = client.get("/customers/C00001/record/", headers=elsewhere).headers["HX-Redirect"]
    assert led == "/sign-in/?next=/customers/"


def test_the_sheet_shows_masked_numbers_reasons_and_openings_and_is_on_record(lin: Client) -> None:
    with at_most(16):
        answer = lin.get("/print/")
    words = text(answer)
    assert all(name in words for name in bank.NAMES[:20])
    assert "138****8000" in words
    assert "13800008000" not in words
    assert "定存 今天 到期" in words
    [entry] = models.AuditEntry.objects.unscoped().filter(action="export")
    assert entry.detail == {"channel": "print"}
    assert entry.customer_ids == [f"C{number:05d}" for number in range(20)]


def test_the_sheet_keeps_the_marks_of_the_screen(lin: Client, small_bank: bank.Bank) -> None:
    """An assumed segment, the side, and a number that is marked wrong read on paper as on the screen."""
    known = models.PublishedCustomer.objects.unscoped().filter(customer_id="C00001")
    known.update(segment="balanced_builder", segment_assumed=True, segment_distance=0.31)
    row = known.get()
    models.NumberMark.objects.create(
        customer_id="C00001",
        field="mobile",
        number_index=row.mobile_index,
        staff_id="S1",
        user=small_bank.manager,
        marked_at=bank.MORNING,
    )
    screen, sheet = lin.get("/").content.decode(), text(lin.get("/print/"))
    assert "推定，距离 0.31" in screen
    assert "推定，距离 0.31" in sheet
    assert "· 熟客" in sheet
    assert "· 不熟客" in sheet
    assert "标为有误 04-01 林晓岚" in sheet
    assert "标为有误 04-01 林晓岚" in screen
    assert "2026-04-01 林晓岚" not in screen


def test_who_was_contacted_is_not_on_the_sheet(lin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda _day: bank.MORNING)
    lin.post(SYNC, GOOD)
    assert bank.NAMES[1] not in text(lin.get("/print/"))


def test_a_waiting_record_whose_key_went_with_another_customer_keeps_waiting(
    lin: Client, small_bank: bank.Bank
) -> None:
    """The device keeps what it wrote (422), as with every record that the server does not take."""
    given = GOOD | {"reader": readers.of(small_bank.manager)}
    assert lin.post(SYNC, given).status_code == 200
    moved = models.PublishedCustomer.objects.unscoped().filter(customer_id="C00001")
    moved.update(rm_id=small_bank.neighbour.staff_id)
    answer = lin.post("/customers/C00002/record/sync/", given)
    assert (answer.status_code, answer.json()["state"]) == (422, "refused")
    assert "此表单已以不同内容保存过" in answer.json()["errors"]["content"][0]
    assert [one.customer_id for one in contacts()] == ["C00001"]
