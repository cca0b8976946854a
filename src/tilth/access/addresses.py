"""From where a request comes, settled once: behind a trusted proxy it is the caller's address."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from tilth.kernel import networks

_GetResponse = Callable[[HttpRequest], HttpResponseBase]
_PEER = "REMOTE_ADDR"
_FORWARDED = "HTTP_X_FORWARDED_FOR"
_SCHEME = "HTTP_X_FORWARDED_PROTO"


def real_address(get_response: _GetResponse) -> _GetResponse:
    """Make address and scheme of the request those of the caller; the first of all layers.

    What somebody sends who is no trusted proxy is not read, and nothing behind this layer can read it.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        meta = request.META
        forwarded, schemes = str(meta.pop(_FORWARDED, "")), str(meta.pop(_SCHEME, ""))
        meta[_PEER], hops = networks.caller(
            str(meta.get(_PEER, "")), forwarded, settings.TILTH_TRUSTED_PROXIES
        )
        if _https(schemes, hops):
            meta["wsgi.url_scheme"] = "https"
        return get_response(request)

    return middleware


def of(request: HttpRequest) -> str:
    """Return the caller's network address, as the audit and the pauses of the sign-in know it."""
    return str(request.META.get(_PEER, ""))


def _https(schemes: str, hops: int) -> bool:
    """Say whether the proxy to which the caller spoke was spoken to over TLS: it wrote as its address did."""
    if not hops:
        return False
    told = schemes[-networks.LONGEST :].split(",")
    return told[-min(hops, len(told))].strip().lower() == "https"
