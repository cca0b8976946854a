"""What a request knows, and when a session runs out."""

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from support import published
from tilth.access import middleware

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [1_000_000.0]
    monkeypatch.setattr(middleware.time, "time", lambda: now[0])
    return now


def pass_through(session: SessionStore) -> bool:
    """Send one request; return whether it renewed the session."""
    request = RequestFactory().get("/")
    request.session = session
    session.modified = False
    middleware.idle_session(lambda _request: HttpResponse())(request)
    return session.modified


def test_a_session_in_use_is_renewed_once_a_minute(clock: list[float]) -> None:
    session = SessionStore()
    session["user"] = 1
    session.save()
    assert pass_through(session)
    clock[0] += 59
    assert not pass_through(session)
    clock[0] += 1
    assert pass_through(session)


def test_nobody_gets_a_session_by_looking(clock: list[float]) -> None:
    assert not pass_through(SessionStore())


def request() -> HttpRequest:
    made = RequestFactory().get("/")
    made.session = SessionStore()
    return made


def test_the_pointer_is_read_once_per_request(django_assert_num_queries) -> None:
    seen = []

    def view(request) -> HttpResponse:
        seen.append((request.generation, request.generation and request.generation.business_date))
        return HttpResponse()

    generation = published.generation()
    with django_assert_num_queries(1):
        middleware.who_asks(view)(request())
    assert seen == [(generation, published.DAY)]


def test_before_the_first_night_there_is_no_generation() -> None:
    asked = request()
    middleware.who_asks(lambda _request: HttpResponse())(asked)
    assert asked.generation is None
