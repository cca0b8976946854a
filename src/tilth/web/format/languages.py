"""The language of whoever reads the page: looked up once a request, then asked hundreds of times a page."""

from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation

_GetResponse = Callable[[HttpRequest], HttpResponseBase]
_FIRST = "zh-hans"
_SETTLED: ContextVar[str] = ContextVar("language of the request", default="")


def language() -> str:
    """Return the active language: zh-hans or en."""
    return _SETTLED.get() or translation.get_language() or _FIRST


def chinese() -> bool:
    """Say whether the active language is Chinese."""
    return language().startswith("zh")


def settled(get_response: _GetResponse) -> _GetResponse:
    """Return the middleware that keeps the language of a request; it stands behind Django's own."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        token = _SETTLED.set(translation.get_language() or "")
        try:
            return get_response(request)
        finally:
            _SETTLED.reset(token)

    return middleware
