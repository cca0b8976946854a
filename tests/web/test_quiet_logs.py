"""A request that is not answered as asked is one line of the log, and the line tells nobody's data."""

import io
import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import override_settings

from tilth.access.quiet import Stderr
from tilth.access.scrubbing import Scrubber
from tilth.data import models
from tilth.web import errors
from web import bank

TYPED = "typed-by-somebody"
PHONE, NAME = bank.mobile(1), bank.NAMES[1]
LINE = re.compile(
    r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} (?P<level>[A-Z]+) django\.(?:request|security\.\w+):"
    r" (?P<method>[A-Z]+|-) (?P<route>\S+) (?P<status>\d{3})"
    r" request=(?P<request>[0-9a-f-]{36}|-) account=(?P<account>\d+|-)(?: staff=(?P<staff>\S+))?"
)
Ask = Callable[[Client], HttpResponse]


@contextmanager
def log() -> Iterator[io.StringIO]:
    """Catch what the settings' own handler writes."""
    [handler] = [one for one in logging.getLogger().handlers if isinstance(one.formatter, Scrubber)]
    caught = io.StringIO()
    before = handler.setStream(caught)
    try:
        yield caught
    finally:
        handler.setStream(before)


def secrets() -> Iterator[str]:
    """Yield what stands in no line: names and numbers of all customers, and what was typed."""
    yield TYPED
    for customer_id, name in models.PublishedCustomer.objects.unscoped().values_list("customer_id", "name"):
        yield from (customer_id, name)
    for number in (*range(len(bank.NAMES)), 900):
        yield from (bank.mobile(number), bank.identity(number))


def told(caught: io.StringIO) -> dict[str, str]:
    """Return the parts of the only line, in which nobody is named."""
    text = caught.getvalue()
    assert text.count("\n") == 1, text
    found = LINE.fullmatch(text.rstrip("\n"))
    assert found is not None, text
    assert [one for one in secrets() if one in text] == []
    return found.groupdict(default="")


def _json(client: Client, body: str) -> HttpResponse:
    return client.post("/api/v1/customers/C00001/contacts", body, content_type="application/json")


LONG = "/customers/" + "9" * 3000 + "/"
KINDS: dict[str, tuple[Ask, int, str]] = {
    "a role that may not": (lambda one: one.get(f"/audit/?text={TYPED}"), 403, "audit/"),
    "an address that is none": (lambda one: one.get(f"/{NAME}/{PHONE}/?q={TYPED}"), 404, "-"),
    "a line break": (lambda one: one.get(f"/no/such%0a2026 ERROR {TYPED}/"), 404, "-"),
    "a customer out of sight": (
        lambda one: one.get(f"/customers/C00900/?text={PHONE}"),
        404,
        "customers/<customer:customer_id>/",
    ),
    "a number that is typed": (
        lambda one: one.get(f"/customers/{PHONE}/timeline/"),
        404,
        "customers/<customer:customer_id>/timeline/",
    ),
    "a wrong method": (
        lambda one: one.delete("/customers/C00001/?text=" + TYPED),
        405,
        "customers/<customer:customer_id>/",
    ),
    "a method of one's own": (lambda one: one.generic(TYPED.upper(), "/customers/"), 405, "customers/"),
    "a bad choice": (
        lambda one: one.post("/preferences/", {"choice": "theme", "value": TYPED}),
        400,
        "preferences/",
    ),
    "a form that does not read": (
        lambda one: one.post("/customers/C00001/skip/", {"reason": TYPED}),
        422,
        "customers/<customer:customer_id>/skip/",
    ),
    "too many fields": (
        lambda one: one.post("/preferences/", {f"{TYPED}{n}": "x" for n in range(300)}),
        400,
        "preferences/",
    ),
    "a body that does not end": (
        lambda one: one.generic("POST", "/preferences/", b"--x", "multipart/form-data; boundary="),
        400,
        "preferences/",
    ),
    "the API, an address that is none": (lambda one: one.get(f"/api/v1/{NAME}?text={TYPED}"), 404, "^api/"),
    "the API, a number out of sight": (
        lambda one: one.get("/api/v1/customers/C00900"),
        404,
        "api/v1/customers/<customer_id>",
    ),
    "the API, a role that may not": (
        lambda one: one.get(f"/api/v1/audit/entries?customer={TYPED}"),
        403,
        "api/v1/audit/entries",
    ),
    "the API, a search that does not read": (
        lambda one: one.get(f"/api/v1/customers?text={NAME}&tier={TYPED}"),
        422,
        "api/v1/customers",
    ),
    "the API, a body that does not read": (
        lambda one: _json(one, f'{{"{TYPED}"'),
        400,
        "api/v1/customers/<customer_id>/contacts",
    ),
    "the API, a body too big": (
        lambda one: _json(one, TYPED * 100_000),
        413,
        "api/v1/customers/<customer_id>/contacts",
    ),
}
"""What goes wrong → how, with which status, at what kind of address."""


@pytest.mark.parametrize("kind", KINDS)
def test_what_goes_wrong_is_one_line_without_anybody_s_data(
    lin: Client, small_bank: bank.Bank, kind: str
) -> None:
    ask, status, route = KINDS[kind]
    with log() as caught:
        assert ask(lin).status_code == status
    line = told(caught)
    assert (line["level"], line["route"], line["status"]) == ("WARNING", route, str(status))
    assert (line["account"], line["staff"]) == (str(small_bank.manager.pk), "S1")
    assert len(line["request"]) == 36


def test_a_path_that_is_too_long_is_one_short_line(lin: Client) -> None:
    with log() as caught:
        assert lin.get(LONG).status_code in (404, 414)
    assert told(caught)["method"] == "GET"
    assert len(caught.getvalue()) < 300


def test_a_forged_form_is_one_line(small_bank: bank.Bank) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(small_bank.manager)
    with log() as caught:
        assert strict.post("/customers/C00001/skip/", {"note": TYPED}).status_code == 403
    line = told(caught)
    assert (line["route"], line["staff"]) == ("customers/<customer:customer_id>/skip/", "S1")
    with log() as caught:
        address = "/api/v1/customers/C00001/contacts"
        assert strict.post(address, {}, content_type="application/json").status_code == 403
    assert told(caught)["status"] == "403"


@override_settings(ALLOWED_HOSTS=["localhost"])
def test_a_foreign_host_is_one_line_that_does_not_repeat_it(lin: Client) -> None:
    with log() as caught:
        answer = lin.get(f"/customers/C00001/?q={TYPED}", headers={"host": f"{TYPED}.example"})
        assert answer.status_code == 400
    line = told(caught)
    assert (line["level"], line["route"], line["account"]) == ("WARNING", "-", "-")


def test_nobody_in_particular_is_one_line_too(small_bank: bank.Bank) -> None:
    with log() as caught:
        assert Client().get("/api/v1/customers/C00001").status_code == 401
    assert told(caught)["account"] == "-"


def test_a_failure_of_ours_keeps_its_traceback_behind_the_line(
    lin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_given: object) -> None:
        raise RuntimeError(f"call {PHONE}")

    monkeypatch.setattr("tilth.domain.runs.queries.nights", broken)
    lin.raise_request_exception = False
    with log() as caught:
        assert lin.get(f"/runs/?before={TYPED}").status_code == 500
    first, *traceback = caught.getvalue().splitlines()
    found = LINE.fullmatch(first)
    assert found is not None, first
    assert (found["level"], found["route"], found["staff"]) == ("ERROR", "runs/", "S1")
    assert traceback[0].startswith("Traceback")
    assert traceback[-1] == "RuntimeError: call 138****8001"
    assert sum(one.startswith("Traceback") for one in traceback) == 1
    assert [one for one in secrets() if one in caught.getvalue()] == []


def test_a_page_of_failure_that_fails_is_told_once_too(lin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_given: object, **_more: object) -> HttpResponse:
        raise RuntimeError("the page of failure")

    monkeypatch.setattr(errors, "_page", broken)
    lin.raise_request_exception = False
    with log() as caught:
        assert lin.get(f"/{NAME}/").status_code == 500
    assert len(re.findall(LINE, caught.getvalue())) == 1
    assert [one for one in secrets() if one in caught.getvalue()] == []


def test_lines_about_other_things_stay_as_they_are() -> None:
    with log() as caught:
        logging.getLogger("tilth.audit").warning("the heads are %s behind", 3)
        logging.getLogger("django.request").warning("about no request", extra={"request": HttpRequest})
    first, second = caught.getvalue().splitlines()
    assert first.endswith("WARNING tilth.audit: the heads are 3 behind")
    assert second.endswith("about no request")


def test_where_standard_error_was_closed_lines_go_to_that_of_now(capsys: pytest.CaptureFixture[str]) -> None:
    gone = io.StringIO()
    gone.close()
    handler = Stderr(gone)
    handler.flush()
    handler.emit(logging.LogRecord("tilth", logging.WARNING, "", 0, "still heard", (), None))
    assert capsys.readouterr().err == "still heard\n"
