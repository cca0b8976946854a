"""The door of an endpoint: who is signed in, what the role may do, and which parameters exist."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseForbidden
from django.middleware.csrf import CsrfViewMiddleware
from ninja.errors import HttpError
from ninja.security import APIKeyCookie

from tilth.access import walks
from tilth.data.models import User
from tilth.domain.acting import Unclear
from tilth.policy.permissions import ABOUT_CUSTOMERS, Action, Thing, may

Need = tuple[Thing, Action]


def _refuse(*_request: object) -> HttpResponseForbidden:
    """Stand for a view that no decorator exempts from the check."""
    return HttpResponseForbidden()


class ParameterUnknownError(Unclear):
    """A query parameter that the endpoint does not have: a typing error must not widen an answer."""

    code = "parameter_unknown"


class _Token(CsrfViewMiddleware):
    """The check of the pages; its answer is ours, because theirs notes the refusal outside a transaction."""

    def _reject(self, request: HttpRequest, reason: str) -> HttpResponseForbidden:  # noqa: ARG002
        return HttpResponseForbidden()


class Door(APIKeyCookie):
    """Lets people in by the session of the pages, when their role may do all that the endpoint needs.

    Nobody signed in: 401. A role without the grant: 403. A write without the CSRF token: 403. All three are
    decided before anything of the request is read.
    """

    param_name = settings.SESSION_COOKIE_NAME

    def __init__(self, *needs: Need) -> None:
        super().__init__(csrf=False)
        self.needs = needs
        self.parameters: frozenset[str] = frozenset()
        """Names of the query parameters, filled in once the endpoint is known."""

    def _get_key(self, request: HttpRequest) -> str | None:
        """Return the session's cookie; HttpError 403 for a write without the token."""
        check = _Token(_refuse)
        request.csrf_processing_done = False  # type: ignore[attr-defined]  # the library exempts its views
        check.process_request(request)
        if check.process_view(request, _refuse, (), {}) is not None:
            raise HttpError(403, "The CSRF token is missing or old.")
        return super()._get_key(request)

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:  # noqa: ARG002 - the session says it
        """Return the account, None for nobody; PermissionDenied, ParameterUnknownError."""
        actor = request.user
        if not isinstance(actor, User) or not actor.is_active:
            return None
        if not all(may(actor.role, thing, action) for thing, action in self.needs):
            raise PermissionDenied
        if any(thing in ABOUT_CUSTOMERS for thing, _ in self.needs):
            walks.hold(actor)
        unknown = sorted(set(request.GET) - self.parameters)
        if unknown:
            raise ParameterUnknownError("There is no such parameter here; see docs/reference/openapi.json.")
        return actor
