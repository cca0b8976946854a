"""How long what a request says of itself may be; what is longer is taken out before anybody reads it.

Reading some of it takes time with the square of its length, before any of Django's middleware runs. Such a
request is answered by `refusing`, in the place's own kind.
"""

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import unquote, urlsplit

from django.utils.http import parse_header_parameters

PATH = 2_048
QUERY = 16_384
"""Two hundred customers' numbers, as the audit takes them, need less."""
COOKIES = 8_192
CONTENT_TYPE = 1_024
UNREADABLE, TOO_LONG, TOO_MUCH = 400, 414, 431
_SHOWN = "HTTP_HX_CURRENT_URL"
"""From which page a part of one is asked for: the one address in a header that is taken apart."""
_NUL = r"\000"
"""As a cookie writes the sign that no table keeps."""
REFUSED = "tilth.refused"
"""Where the door leaves the status for the middleware; no header of a request has such a name."""
Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


def bounded(application: Application) -> Application:
    """Return the application behind a door that takes out of a request what is too long to be read."""

    def door(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        status = fault(environ)
        return application({**environ, **without(environ, status)} if status else environ, start_response)

    return door


def fault(environ: dict[str, Any]) -> int:
    """Return the status that a request is refused with; 0 for what may be read."""
    if len(environ.get("PATH_INFO", "")) > PATH or len(environ.get("QUERY_STRING", "")) > QUERY:
        return TOO_LONG
    if len(environ.get("HTTP_COOKIE", "")) > COOKIES:
        return TOO_MUCH
    readable = _reads(environ.get("CONTENT_TYPE", "")) and _NUL not in environ.get("HTTP_COOKIE", "")
    return 0 if readable and _splits(environ.get(_SHOWN, "")) else UNREADABLE


def without(environ: dict[str, Any], status: int) -> dict[str, Any]:
    """Return what stands for the long parts: of an address only whether it is a program's."""
    path = "/api/" if is_api(environ) else "/"
    empty = dict.fromkeys(("QUERY_STRING", "HTTP_COOKIE", "CONTENT_TYPE", _SHOWN), "")
    return {**empty, "PATH_INFO": path, REFUSED: status}


def is_api(environ: dict[str, Any]) -> bool:
    """Say whether an address is one for programs, which read no page."""
    return str(environ.get("PATH_INFO", "")).startswith("/api/")


def _reads(content_type: str) -> bool:
    try:
        return len(content_type) <= CONTENT_TYPE and bool(parse_header_parameters(content_type))
    except ValueError:
        return False


def _splits(address: str) -> bool:
    try:
        return bool(urlsplit(address) and urlsplit(unquote(address)))
    except ValueError:
        return False
