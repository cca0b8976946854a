"""No sign that nobody sees reaches a page: a name must read as it is stored.

Marks that turn a direction (U+202E, U+2066) can make `exe.gpj` read as `jpg.exe`; signs of no width (U+200B,
U+FEFF, tags and more) hide in a name, or are all of it. They are left out of every page at once, so that no
template can forget it; right-to-left letters, joined ones, rare forms of Han and composed pictures stay.
"""

import re
from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponse, HttpResponseBase

from tilth.kernel import text

_CONTROLS = bytes((*range(9), *range(14, 28), 127))
_SUSPECT = re.compile(
    rb"\xc2[\x80-\x84\x86-\x9f\xad]|\xcd\x8f|\xd8\x9c|\xe1[\x85\x9e\xa0]|\xe2\x80[\x8b-\x8f\xaa-\xae]"
    rb"|\xe2\x81[\xa0-\xaf]|\xe2\xa0\x80|\xe3\x85\xa4|\xef\xb8[\x80-\x8f]|\xef\xbb\xbf|\xef\xbe\xa0"
    rb"|\xef\xbf[\xb0-\xbb]|\xf0\x9b\xb2|\xf0\x9d\x85|\xf3\xa0"
)
"""How such signs begin in UTF-8; few pages hold one, and the others are not looked at again."""
_HTML = "text/html"


def seen(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Return the middleware that leaves what nobody sees out of pages and fragments."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if isinstance(response, HttpResponse) and response.get("Content-Type", "").startswith(_HTML):
            _clear(response)
        return response

    return middleware


def _clear(response: HttpResponse) -> None:
    content = response.content
    if _SUSPECT.search(content) is None and len(content.translate(None, _CONTROLS)) == len(content):
        return
    plain = text.visible(content.decode(errors="replace")).encode()
    if len(plain) != len(content):
        response.content = plain
