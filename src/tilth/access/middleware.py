"""What a request knows before its view runs: its generation, who asks, and that somebody is there."""

import time
from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import get_user
from django.db import connection, transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from tilth.access import addresses, asking, scopes, sessions
from tilth.kernel.ids import uuid7

_GetResponse = Callable[[HttpRequest], HttpResponseBase]
_RENEW_AFTER = 60
_SEEN = "seen"


def who_asks(get_response: _GetResponse) -> _GetResponse:
    """Read session, account and night once; the night is `request.generation` (None before the first)."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        key = request.session.session_key
        asked = asking.read(sessions.digest(key) if key else "")
        request.generation = asked.generation  # type: ignore[attr-defined]
        asking.settle(asked)
        try:
            return get_response(request)
        finally:
            asking.settle(None)

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


class Actor:
    """Runs every view in one transaction, as a login that row-level security binds, for a known actor."""

    def __init__(self, get_response: _GetResponse) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Give the request its own number, by which the audit joins what it caused."""
        request.number = str(uuid7())  # type: ignore[attr-defined]
        return self._get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Call the view inside its transaction; what it raises is answered by the layers above."""
        request.user = get_user(request)  # no proxy: a page looks at it hundreds of times
        if not request.user.is_authenticated:
            return None
        nested = connection.in_atomic_block
        with transaction.atomic():
            entered = scopes.enter(
                request.user,
                request.generation,  # type: ignore[attr-defined]
                address=addresses.of(request),
                request=request.number,  # type: ignore[attr-defined]
                step_down=True,
            )
            scopes.remember(request.user, entered)
            response = view(request, *args, **kwargs)
            if nested:
                scopes.regain_privileges()
        return response
