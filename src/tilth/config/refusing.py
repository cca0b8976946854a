"""The first of the middleware: what is too long to be read is refused, to people and to programs."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.utils import translation

from tilth.api.errors import Problem
from tilth.config import limits
from tilth.web import errors

_PROBLEMS = {
    limits.UNREADABLE: Problem(error="unreadable", detail="The Content-Type does not read: send JSON."),
    limits.TOO_LONG: Problem(error="too_long", detail="The address is too long: ask for less at once."),
    limits.TOO_MUCH: Problem(error="too_long", detail="The cookies are too long: send this site's only."),
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
        return JsonResponse(_PROBLEMS[status].model_dump(), status=status)
    with translation.override(translation.get_language_from_request(request)):
        return errors.too_long(request, status)
