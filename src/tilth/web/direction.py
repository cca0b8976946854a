"""No text that somebody wrote may turn the direction of a page: a name must read as it is stored.

Marks that override or embed a direction (U+202A–202E, U+2066–2069, U+200E, U+200F, U+061C) can make `exe.gpj`
read as `jpg.exe`. They are left out of every page at once, so that no template can forget it; right-to-left
letters themselves stay.
"""

import re
from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponse, HttpResponseBase

_MARKS = re.compile(rb"\xe2\x80[\x8e\x8f\xaa-\xae]|\xe2\x81[\xa6-\xa9]|\xd8\x9c")
_HTML = "text/html"


def upright(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Return the middleware that leaves marks of direction out of pages and fragments."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if isinstance(response, HttpResponse) and response.get("Content-Type", "").startswith(_HTML):
            plain = _MARKS.sub(b"", response.content)
            if len(plain) != len(response.content):
                response.content = plain
        return response

    return middleware
