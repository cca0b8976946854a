"""The API put together: its endpoints, its errors, its addresses."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path, re_path
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.operation import Operation

from tilth.access.checks import open_to_all
from tilth.api import audits, contact_rules, contacts, customers, errors, lookers, me, merges, subjects, today
from tilth.api.guard import Door

PREFIX = "api/v1/"
ROOT = "api-root"
"""An address that the library adds and that answers nothing."""


class Api(NinjaAPI):
    """The API with short names for its endpoints."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Return the function's own name; no two endpoints share one."""
        return operation.view_func.__name__


api = Api(
    title="Tilth",
    version="1",
    description="For programs: sign in on the pages; a write sends the cookie's token as X-CSRFToken.",
    urls_namespace="api",
    docs_url=None,
    openapi_url=None,
)
errors.install(api)
for part in (me, customers, contacts, contact_rules, merges, lookers, today, audits, subjects):
    api.add_router("", part.router)


def operations() -> list[tuple[str, str, Operation]]:
    """Return every endpoint: method, address below PREFIX, and the operation itself."""
    return [
        (method, address.lstrip("/"), operation)
        for bound in api._get_bound_routers()  # noqa: SLF001 - the library lists them nowhere else
        for address, view in bound.path_operations.items()
        for operation in view.operations
        for method in operation.methods
    ]


def door(operation: Operation) -> Door:
    """Return the door of an endpoint; TypeError for one that nobody guards."""
    for found in operation.auth_callbacks:
        if isinstance(found, Door):
            return found
    raise TypeError(f"{operation.path} has no door: say what it needs.")


def document() -> dict[str, Any]:
    """Return the OpenAPI document, which docs/reference/openapi.json keeps."""
    return dict(api.get_openapi_schema(path_prefix=PREFIX))


@open_to_all
@csrf_exempt
def unknown(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 - every address below /api/ that nobody has
    """Say as JSON that there is no such address."""
    return JsonResponse(errors.NOT_FOUND.model_dump(), status=404)


def _addresses() -> list[URLPattern]:
    """Return the addresses, each saying what it needs."""
    needs: dict[str, Any] = {}
    for _method, address, operation in operations():
        guard = door(operation)
        guard.parameters = frozenset(_parameters(operation))
        needs[address] = (*needs.get(address, ()), *guard.needs)
    found = []
    for pattern in api.urls[0]:
        if not isinstance(pattern, URLPattern) or pattern.name == ROOT:
            continue
        view: Any = pattern.callback
        view.needs, view.open_to_all = needs[_written(str(pattern.pattern))], False
        found.append(path(str(pattern.pattern), view, name=str(pattern.name)))
    return found


def _parameters(operation: Operation) -> list[str]:
    """Return the names of an endpoint's query parameters."""
    models: list[Any] = [model for model in operation.models if model.__ninja_param_source__ == "query"]
    return [name for model in models for name in model.__ninja_flatten_map__]


def _written(route: str) -> str:
    """Return Django's way to write an address as the library's."""
    return route.replace("<", "{").replace(">", "}")


urlpatterns = (_addresses(), "api")
fallback = re_path(r"^api/", unknown, name="api_unknown")
