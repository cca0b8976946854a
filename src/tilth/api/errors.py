"""What goes wrong, as JSON: one table from error to status, one shape for all answers."""

from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Field, NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from tilth.access import audit
from tilth.access.walks import WalkError
from tilth.api.guard import ParameterUnknownError
from tilth.api.words import QuestionUnclearError, SearchRefusedError
from tilth.data.models import User
from tilth.domain import days
from tilth.domain.acting import Unclear
from tilth.domain.consents.operations import ConsentUnclearError, MayNotAskError
from tilth.domain.contacts.clearances import RequestUnclearError
from tilth.domain.contacts.operations import (
    AppointmentUnclearError,
    KeyTakenError,
    NextStepUnclearError,
    NotTwoWayError,
    PromiseUnclearError,
    RecordedMeanwhileError,
)
from tilth.domain.guards import (
    AuthenticationDataError,
    CustomerNotVisibleError,
    NotAllowedError,
    NothingToUndoError,
    OneWithAnotherError,
    TooLateError,
)
from tilth.domain.wishes.operations import WishUnclearError


class Place(Schema):
    """One part of a request that does not read."""

    where: str = Field(description="Where it stands, such as body.body.channel or query.tier.")
    what: str = Field(description="What is wrong with it.")


class Problem(Schema):
    """Why a request was not answered."""

    error: str = Field(description="A code that stays the same: not_found, forbidden, unclear …")
    detail: str = Field(description="One sentence for people.")
    places: list[Place] = Field(default=[], description="The parts that do not read; only for `invalid`.")


NOT_FOUND = Problem(error="not_found", detail="There is nothing here, or it is not yours to see.")
_NOBODY = Problem(error="signed_out", detail="Nobody is signed in: sign in on the pages first.")
_FORBIDDEN = Problem(error="forbidden", detail="Your role may not do this.")
_STATED = {
    ParameterUnknownError: (422, "parameter_unknown"),
    AuthenticationDataError: (422, "authentication_data"),
    AppointmentUnclearError: (422, "unclear"),
    ConsentUnclearError: (422, "unclear"),
    PromiseUnclearError: (422, "unclear"),
    QuestionUnclearError: (422, "unclear"),
    RequestUnclearError: (422, "unclear"),
    SearchRefusedError: (422, "search_refused"),
    WishUnclearError: (422, "unclear"),
    Unclear: (422, "unclear"),
    OneWithAnotherError: (409, "one_with_another"),
    TooLateError: (409, "too_late"),
    KeyTakenError: (409, "key_taken"),
    MayNotAskError: (409, "may_not_ask"),
    RecordedMeanwhileError: (409, "recorded_meanwhile"),
}
"""Errors that speak for themselves: status and code."""
_TOLD = {
    Http404: (404, NOT_FOUND),
    CustomerNotVisibleError: (404, NOT_FOUND),
    NothingToUndoError: (404, NOT_FOUND),
    PermissionDenied: (403, _FORBIDDEN),
    NotAllowedError: (403, _FORBIDDEN),
    AuthenticationError: (401, _NOBODY),
    NotTwoWayError: (
        422,
        Problem(error="not_two_way", detail="Nobody spoke, so this was an attempt: say two_way false."),
    ),
    NextStepUnclearError: (
        422,
        Problem(error="next_step_unclear", detail="A next step has a day, today or later, and a day a step."),
    ),
    RequestDataTooBig: (413, Problem(error="too_big", detail="The request is too big: send less.")),
    SuspiciousOperation: (400, Problem(error="unreadable", detail="The request does not read.")),
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
    400: Problem(error="unreadable", detail="The body does not read: send JSON."),
    403: Problem(error="csrf", detail="The CSRF token is missing or old: send the cookie's as X-CSRFToken."),
}


def answers(*statuses: int) -> dict[tuple[int, ...], type[Problem]]:
    """Return the declared shape of the answers that every endpoint gives beside its own."""
    return {tuple(sorted({400, 401, 403, 413, 422, 429, *statuses})): Problem}


def respond(api: NinjaAPI, request: HttpRequest, status: int, problem: Problem) -> HttpResponse:
    """Return a problem as JSON; what a role was not allowed and whom it was not shown is noted (C-32)."""
    if isinstance(request.user, User):
        if problem in (_FORBIDDEN, _OF_HTTP[403]):
            walked = _note(request, problem.error)
        else:
            walked = _note(request, audit.OUT_OF_SIGHT) if problem == NOT_FOUND and _of_one(request) else None
        if walked is not None:
            return _too_fast(api, request, walked)
    return api.create_response(request, problem.model_dump(), status=status)


def install(api: NinjaAPI) -> None:
    """Let the API answer in this shape."""
    for kind, (status, problem) in _TOLD.items():
        api.add_exception_handler(kind, _told(api, status, problem))
    for stated, (status, code) in _STATED.items():
        api.add_exception_handler(stated, _stated(api, status, code))
    api.add_exception_handler(ValidationError, _invalid(api))
    api.add_exception_handler(WalkError, _walked(api))
    api.add_exception_handler(HttpError, _http(api))


def _told(api: NinjaAPI, status: int, problem: Problem) -> Any:
    return lambda request, _error: respond(api, request, status, problem)


def _stated(api: NinjaAPI, status: int, code: str) -> Any:
    return lambda request, error: respond(api, request, status, Problem(error=code, detail=str(error)))


def _invalid(api: NinjaAPI) -> Any:
    def handle(request: HttpRequest, error: ValidationError) -> HttpResponse:
        places = [
            Place(where=".".join(map(str, found["loc"])), what=str(found["msg"])) for found in error.errors
        ]
        problem = Problem(error="invalid", detail="Part of the request does not read.", places=places)
        return respond(api, request, 422, problem)

    return handle


def _http(api: NinjaAPI) -> Any:
    def handle(request: HttpRequest, error: HttpError) -> HttpResponse:
        problem = _OF_HTTP.get(error.status_code, Problem(error="refused", detail=str(error)))
        return respond(api, request, error.status_code, problem)

    return handle


def _walked(api: NinjaAPI) -> Any:
    def handle(request: HttpRequest, error: WalkError) -> HttpResponse:
        _note(request, error.level, error)
        return _too_fast(api, request, error)

    return handle


def _too_fast(api: NinjaAPI, request: HttpRequest, error: WalkError) -> HttpResponse:
    """Say how long to wait; nothing waits on our side."""
    told = f"{_KINDS.get(error.kind, _KINDS['opened'])}: wait {error.seconds} seconds."
    if error.until is not None:
        until = error.until.astimezone(days.ZONE)
        told = (
            f"{_KINDS.get(error.kind, _KINDS['opened'])}. Nothing about customers is shown until"
            f" {until:%H:%M}; whoever reads the audit can end this sooner."
        )
    answer = api.create_response(
        request, Problem(error=error.level, detail=told).model_dump(), status=TOO_MANY
    )
    answer["Retry-After"] = str(error.seconds)
    return answer


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
