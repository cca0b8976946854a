"""What a request looks at it looks at once; the next one sees what changed meanwhile."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from tilth.access import settled


@pytest.fixture
def looks() -> list[str]:
    return []


def look(looks: list[str]) -> int:
    looks.append("looked")
    return len(looks)


def test_within_a_request_each_thing_is_looked_at_once(looks) -> None:
    def view(_request) -> HttpResponse:
        found = [settled.once(key, lambda: look(looks)) for key in ("bank", "bank", "playbook", "bank")]
        return HttpResponse(str(found))

    request = RequestFactory().get("/")
    assert settled.once_a_request(view)(request).content == b"[1, 1, 2, 1]"
    assert settled.once_a_request(view)(request).content == b"[3, 3, 4, 3]"


def test_outside_of_one_it_is_looked_at_each_time(looks) -> None:
    assert [settled.once("bank", lambda: look(looks)) for _ in range(3)] == [1, 2, 3]


def test_nothing_is_kept_of_a_request_that_failed(looks) -> None:
    def view(_request) -> HttpResponse:
        settled.once("bank", lambda: look(looks))
        raise RuntimeError

    with pytest.raises(RuntimeError):
        settled.once_a_request(view)(RequestFactory().get("/"))
    assert settled.once("bank", lambda: look(looks)) == 2
