"""What is too long to be read is refused before anybody reads it: addresses, cookies, and what a body is."""

import io
import logging

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client

from support import growth
from tilth.access.scrubbing import Scrubber
from tilth.config import limits
from web import bank
from web.support import text

PAGE_OR_PROGRAM = pytest.mark.parametrize("path", ["/", "/api/v1/customers/"])
LONG = {
    "an address of digits": ({"PATH_INFO": "/" + "9" * 40_000}, 414),
    "an address of letters and a sign": ({"PATH_INFO": "/" + "a" * 20_000 + "@"}, 414),
    "an address of broken bytes": ({"PATH_INFO": "/" + "\xff" * 60_000}, 414),
    "a query": ({"PATH_INFO": "/customers/", "QUERY_STRING": "q=" + "9" * 20_000}, 414),
    "cookies": ({"HTTP_COOKIE": 'sessionid="' + "\\" * 60_000 + '"'}, 431),
    "a kind of body": ({"CONTENT_TYPE": 'a;"' + ";" * 60_000}, 400),
    "an encoding that nobody knows": ({"CONTENT_TYPE": "text/plain; name*=bogus''x"}, 400),
    "a page that is no address": ({"HTTP_HX_REQUEST": "true", "HTTP_HX_CURRENT_URL": "http://["}, 400),
    "a page that is none once it is read": (
        {"HTTP_HX_CURRENT_URL_URI_AUTOENCODED": "true", "HTTP_HX_CURRENT_URL": "http://%5B"},
        400,
    ),
}
"""What a request says of itself, each with what made it slow or broke it before any page."""


def asked(environ: dict[str, str]) -> tuple[int, str, bytes]:
    """Send a request to the application as the server does: behind the door, before all middleware."""
    found: list[tuple[str, list[tuple[str, str]]]] = []
    base = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/sign-in/",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
    }
    stream = {"wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(), "HTTP_ACCEPT_LANGUAGE": "en"}
    application = limits.bounded(WSGIHandler())
    body = b"".join(application({**base, **stream, **environ}, lambda *told: found.append(told[:2])))
    status, headers = found[0]
    return int(status.split()[0]), dict(headers)["Content-Type"], body


@pytest.mark.django_db
@pytest.mark.parametrize("kind", list(LONG))
def test_what_is_too_long_is_refused_at_the_door(kind: str) -> None:
    environ, status = LONG[kind]
    answers: list[tuple[int, str, bytes]] = []
    took = growth.seconds(lambda _text: answers.append(asked(environ)), "")
    assert answers[0][:2] == (status, "text/html; charset=utf-8")
    assert b"Back to my first page" in answers[0][2]
    print(f"FIGURE text: {kind} of a signed-out request: {took:.3f} s CPU")


@pytest.mark.django_db
@pytest.mark.parametrize("kind", list(LONG))
def test_a_program_is_refused_in_its_own_kind(kind: str) -> None:
    environ, status = LONG[kind]
    path = "/api/v1/customers" + environ.get("PATH_INFO", "").removeprefix("/customers")
    answer = asked({**environ, "PATH_INFO": path})
    assert answer[:2] == (status, "application/problem+json")
    assert b'"detail"' in answer[2]


def test_the_pages_refuse_without_the_door(small_bank: bank.Bank, lin: Client) -> None:
    assert lin.get("/customers/", {"q": "9" * 20_000}).status_code == 414
    assert "网址太长" in text(lin.get("/" + "9" * 3000))
    assert lin.get("/", headers={"accept-language": "en", "cookie": "a" * 9000}).status_code == 431


def test_a_filter_of_the_longest_kind_is_read(small_bank: bank.Bank) -> None:
    """Two hundred numbers, the most that the audit takes, with a line end between them."""
    officer = Client()
    officer.force_login(small_bank.officer)
    numbers = "\r\n".join(f"C{number:019}" for number in range(200))
    assert officer.get("/audit/customers/", {"customers": numbers}).status_code == 200


@pytest.mark.parametrize("path", ["9" * 2000, "a" * 2000 + "@", "-" * 2000])
@pytest.mark.django_db
def test_the_log_line_of_a_missing_page_takes_no_time(path: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "django.request"):
        assert Client().get("/" + path).status_code == 404
    lines = Scrubber("%(message)s")
    assert growth.seconds(lambda _text: lines.format(caplog.records[0]), "") < 1


def test_the_log_line_of_an_address_that_was_refused_is_short(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "django.request"):
        assert Client().get("/" + "9" * 40_000).status_code == 414
    assert caplog.records[0].getMessage() == "GET - 414 request=- account=-"
