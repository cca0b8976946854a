"""What a request knows before its view runs: the generation it shows, and that somebody is still there."""

import time
from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from tilth.access import generations

_GetResponse = Callable[[HttpRequest], HttpResponseBase]
_RENEW_AFTER = 60
_SEEN = "seen"


def current_generation(get_response: _GetResponse) -> _GetResponse:
    """Read the pointer once per request into `request.generation` (None before the first night)."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        request.generation = generations.current()  # type: ignore[attr-defined]
        return get_response(request)

    return middleware


def idle_session(get_response: _GetResponse) -> _GetResponse:
    """Renew a session in use at most once a minute, so that only idle ones run out."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        session = request.session
        now = int(time.time())
        if not session.is_empty() and now - session.get(_SEEN, 0) >= _RENEW_AFTER:
            session[_SEEN] = now
        return response

    return middleware
