"""The address and the scheme of a request behind a proxy, and what a forged header changes: nothing."""

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from tilth.access import addresses
from tilth.kernel import networks

PROXY = "10.0.0.1"


@pytest.fixture(autouse=True)
def trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "TILTH_TRUSTED_PROXIES", networks.networks(f"{PROXY}, 10.0.1.0/24"))


def sent(peer: str, forwarded: str | None = None, scheme: str | None = None) -> HttpRequest:
    seen: list[HttpRequest] = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.append(request)
        return HttpResponse()

    headers = {"X-Forwarded-For": forwarded, "X-Forwarded-Proto": scheme}
    given = {name: value for name, value in headers.items() if value is not None}
    addresses.real_address(view)(RequestFactory().get("/", REMOTE_ADDR=peer, headers=given))
    return seen[0]


@pytest.mark.parametrize(
    ("peer", "forwarded", "scheme", "address", "told"),
    [
        (PROXY, "198.51.100.7", "https", "198.51.100.7", "https"),
        (PROXY, "198.51.100.7", "http", "198.51.100.7", "http"),
        (PROXY, "198.51.100.7", None, "198.51.100.7", "http"),
        (PROXY, None, "https", PROXY, "https"),
        (PROXY, "nonsense", "HTTPS ", PROXY, "https"),
        (PROXY, "198.51.100.7, 10.0.1.9", "https", "198.51.100.7", "https"),
        (PROXY, "198.51.100.7, 10.0.1.9", "https, http", "198.51.100.7", "https"),
        (PROXY, "198.51.100.7, 10.0.1.9", "https, http, http", "198.51.100.7", "http"),
        (PROXY, "198.51.100.7", "https, http", "198.51.100.7", "http"),
        ("203.0.113.9", "198.51.100.7", "https", "203.0.113.9", "http"),
        ("203.0.113.9", PROXY, "https", "203.0.113.9", "http"),
    ],
)
def test_only_a_trusted_proxy_says_for_whom_it_asks(
    peer: str, forwarded: str | None, scheme: str | None, address: str, told: str
) -> None:
    request = sent(peer, forwarded, scheme)
    assert (addresses.of(request), request.scheme) == (address, told)


def test_nothing_behind_the_layer_can_read_what_was_forged() -> None:
    request = sent("203.0.113.9", "198.51.100.7", "https")
    assert [name for name in request.headers if name.startswith("X-Forwarded")] == []


def test_the_layer_is_the_first_of_all() -> None:
    assert settings.MIDDLEWARE[0] == "tilth.access.addresses.real_address"
