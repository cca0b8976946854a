"""Endpoints whose problems are documented and answered in one place, instead of a model for every status."""

from collections.abc import Callable
from http.client import responses
from typing import Any

import ninja
from ninja.constants import NOT_SET

from tilth.api.errors import TYPE, Problem

_PROBLEM = {TYPE: {"schema": {"$ref": f"#/components/schemas/{Problem.__name__}"}}}


class Router(ninja.Router):
    """A part of the API: of an answer's shapes only the endpoint's own is checked when it is sent.

    Problems are sent by `errors.answer` and never pass the library's check; for it each of them would be
    a model for every status of every endpoint, most of what the start of the pages cost.
    """

    def add_api_operation(
        self,
        path: str,
        methods: list[str],
        view_func: Callable[..., Any],
        *,
        response: Any = NOT_SET,
        **options: Any,
    ) -> None:
        """Add an endpoint: its own answers to be checked, its problems to be documented."""
        own, extra = response, options.pop("openapi_extra", None) or {}
        if isinstance(response, dict):
            own = {status: shape for status, shape in response.items() if shape is not Problem}
            told = [status for status, shape in response.items() if shape is Problem]
            extra = {**extra, "responses": {**extra.get("responses", {}), **_documented(told)}}
        super().add_api_operation(path, methods, view_func, response=own, openapi_extra=extra, **options)


def _documented(told: list[Any]) -> dict[int, Any]:
    """Return what the document says of statuses that tell a problem."""
    statuses = [status for one in told for status in (one if isinstance(one, tuple) else (one,))]
    return {status: {"description": responses[status], "content": _PROBLEM} for status in statuses}
