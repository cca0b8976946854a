"""What a browser may keep of an answer: nothing, unless it is about nobody and its view says for how long.

The rule names what may be kept, not what may not, so that no new page, fragment, error or redirect can forget
it. Files under /static/ are answered further out and keep their long lives.
"""

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import add_never_cache_headers

_GetResponse = Callable[[HttpRequest], HttpResponseBase]
_Response = TypeVar("_Response", bound=HttpResponseBase)


def keep_nothing(get_response: _GetResponse) -> _GetResponse:
    """Return the middleware that says `no-store` on every answer but those that are about nobody."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if not _about_nobody(request, response):
            add_never_cache_headers(response)
        return response

    return middleware


def forgetting(response: _Response) -> _Response:
    """Let the browser drop what it has of us but storage: unsent records wait there."""
    response["Clear-Site-Data"] = '"cache"'
    return response


def _about_nobody(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Say whether the view is open to all and said itself how long its answer may be kept."""
    match = request.resolver_match
    return (
        match is not None
        and getattr(match.func, "open_to_all", False)
        and response.has_header("Cache-Control")
    )
