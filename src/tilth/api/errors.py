"""What goes wrong, as `application/problem+json` (RFC 9457): one table from error to status."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import Field, NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from tilth.access import audit
from tilth.access.walks import WalkError
from tilth.data.models import User
from tilth.domain import days
from tilth.domain.acting import Unclear
from tilth.domain.guards import CustomerNotVisibleError, NotAllowedError, NothingToUndoError


class Place(Schema):
    """One part of a request that does not read."""

    where: str = Field(description="Where it stands, such as body.body.channel or query.tier.")
    what: str = Field(description="What is wrong with it.")


class Problem(Schema):
    """Why a request was not answered: the members of RFC 9457, and `error` and `places` of our own."""

    type: str = Field(description="The kind of problem: `urn:tilth:problem:` and the code of `error`.")
    title: str = Field(description="That code in words: the same for each problem of a kind.")
    status: int = Field(description="The status of the answer once more.")
    detail: str = Field(description="One sentence for people about this one.")
    instance: str | None = Field(
        None, description="The request as `urn:uuid:` and the number under which the log has it."
    )
    error: str = Field(description="A code that stays the same: not_found, forbidden, unclear …")
    places: list[Place] = Field(default=[], description="The parts that do not read; only for `invalid`.")


@dataclass(frozen=True, kw_only=True)
class Said:
    """What is said of a problem: the rest follows from the status and the request."""

    error: str
    detail: str
    places: tuple[Place, ...] = ()


TYPE = "application/problem+json"
FAULT = Said(error="fault", detail="This is our fault: nothing was stored. Tell us the number of `instance`.")
NOT_FOUND = Said(error="not_found", detail="There is nothing here, or it is not yours to see.")
_NOBODY = Said(error="signed_out", detail="Nobody is signed in: sign in on the pages first.")
_FORBIDDEN = Said(error="forbidden", detail="Your role may not do this.")
_TOLD = {
    Http404: (404, NOT_FOUND),
    CustomerNotVisibleError: (404, NOT_FOUND),
    NothingToUndoError: (404, NOT_FOUND),
    PermissionDenied: (403, _FORBIDDEN),
    NotAllowedError: (403, _FORBIDDEN),
    AuthenticationError: (401, _NOBODY),
    RequestDataTooBig: (413, Said(error="too_big", detail="The request is too big: send less.")),
    SuspiciousOperation: (400, Said(error="unreadable", detail="The request does not read.")),
}
"""Errors for which we find the words: status and answer. What is not here is our fault: 500."""
TOO_MANY = 429
_KINDS = {
    "refused": "You are asking for customers who are not yours or do not exist",
    "missed": "You are searching for numbers that nobody has",
    "outside": "You are searching beyond your own book faster than your work needs",
    "opened": "You are opening customers faster than your work needs",
}
"""What somebody does too fast."""
_OF_HTTP = {
    400: Said(error="unreadable", detail="The body does not read: send JSON."),
    403: Said(error="csrf", detail="The CSRF token is missing or old: send the cookie's as X-CSRFToken."),
}


def answers(*statuses: int) -> dict[tuple[int, ...], type[Problem]]:
    """Return the declared shape of the answers that every endpoint gives beside its own."""
    return {tuple(sorted({400, 401, 403, 413, 422, 429, *statuses})): Problem}


def answer(request: HttpRequest, status: int, said: Said) -> HttpResponse:
    """Return a problem in its shape; a request that no middleware numbered yet has no `instance`."""
    number = getattr(request, "number", None)
    told = Problem(
        type=f"urn:tilth:problem:{said.error}",
        title=said.error.replace("_", " ").capitalize(),
        status=status,
        detail=said.detail,
        instance=f"urn:uuid:{number}" if number else None,
        error=said.error,
        places=list(said.places),
    )
    return JsonResponse(told.model_dump(), status=status, content_type=TYPE)


def respond(request: HttpRequest, status: int, problem: Said) -> HttpResponse:
    """Return a problem; what a role was not allowed and whom it was not shown is noted (C-32)."""
    if isinstance(request.user, User):
        if problem in (_FORBIDDEN, _OF_HTTP[403]):
            walked = _note(request, problem.error)
        else:
            walked = _note(request, audit.OUT_OF_SIGHT) if problem == NOT_FOUND and _of_one(request) else None
        if walked is not None:
            return _too_fast(request, walked)
    return answer(request, status, problem)


def install(api: NinjaAPI) -> None:
    """Let the API answer in this shape."""
    for kind, (status, problem) in _TOLD.items():
        api.add_exception_handler(kind, _told(status, problem))
    api.add_exception_handler(Unclear, _unclear)
    api.add_exception_handler(ValidationError, _invalid)
    api.add_exception_handler(WalkError, _walked)
    api.add_exception_handler(HttpError, _http)


def _told(status: int, problem: Said) -> Any:
    return lambda request, _error: respond(request, status, problem)


def _unclear(request: HttpRequest, error: Any) -> HttpResponse:
    return respond(request, error.status, Said(error=error.code, detail=str(error)))


def _invalid(request: HttpRequest, error: Any) -> HttpResponse:
    places = tuple(
        Place(where=".".join(map(str, found["loc"])), what=str(found["msg"])) for found in error.errors
    )
    problem = Said(error="invalid", detail="Part of the request does not read.", places=places)
    return respond(request, 422, problem)


def _http(request: HttpRequest, error: Any) -> HttpResponse:
    problem = _OF_HTTP.get(error.status_code, Said(error="refused", detail=str(error)))
    return respond(request, error.status_code, problem)


def _walked(request: HttpRequest, error: Any) -> HttpResponse:
    _note(request, error.level, error)
    return _too_fast(request, error)


def _too_fast(request: HttpRequest, error: WalkError) -> HttpResponse:
    """Say how long to wait; nothing waits on our side."""
    told = f"{_KINDS.get(error.kind, _KINDS['opened'])}: wait {error.seconds} seconds."
    if error.until is not None:
        until = error.until.astimezone(days.ZONE)
        told = (
            f"{_KINDS.get(error.kind, _KINDS['opened'])}. Nothing about customers is shown until"
            f" {until:%H:%M}; whoever reads the audit can end this sooner."
        )
    refused = answer(request, TOO_MANY, Said(error=error.level, detail=told))
    refused["Retry-After"] = str(error.seconds)
    return refused


def _of_one(request: HttpRequest) -> bool:
    return request.resolver_match is not None and bool(request.resolver_match.kwargs)


def _number(request: HttpRequest) -> str:
    match = request.resolver_match
    return "" if match is None else str(match.kwargs.get("customer_id", ""))


def _note(request: HttpRequest, why: str, walked: WalkError | None = None) -> WalkError | None:
    """Note a refusal in the request's own transaction, which did nothing: the address, never the body."""
    match = request.resolver_match
    return audit.refuse(
        request.user if isinstance(request.user, User) else None,
        why=why,
        number=_number(request),
        subject_type="api",
        subject_id="" if match is None else match.route,
        detail={"method": str(request.method)},
        walked=walked,
    )
