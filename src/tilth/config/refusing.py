"""What is told people and programs each in their way: what is too long to be read, and our own failures."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation

from tilth.api.errors import FAULT, Said, answer
from tilth.config import limits
from tilth.web import errors

_PROBLEMS = {
    limits.UNREADABLE: Said(error="unreadable", detail="The Content-Type does not read: send JSON."),
    limits.TOO_LONG: Said(error="too_long", detail="The address is too long: ask for less at once."),
    limits.TOO_MUCH: Said(error="too_long", detail="The cookies are too long: send this site's only."),
}


def too_long(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Return the middleware; where the door of `limits` did not stand before it, it looks itself."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        status = request.META.get(limits.REFUSED) or limits.fault(request.META)
        if not status:
            return get_response(request)
        request.META.update(limits.without(request.META, status))
        request.path = request.path_info = request.META["PATH_INFO"]  # a log line needs no more
        return _answer(request, status)

    return middleware


def _answer(request: HttpRequest, status: int) -> HttpResponse:
    if limits.is_api(request.META):
        return answer(request, status, _PROBLEMS[status])
    with translation.override(translation.get_language_from_request(request)):
        return errors.too_long(request, status)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that something failed, to programs as a problem."""
    return answer(request, 500, FAULT) if limits.is_api(request.META) else errors.server_error(request)
