"""The API put together: its endpoints, its errors, its addresses."""

import functools
import threading
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, re_path
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.operation import Operation

from tilth.access.checks import open_to_all
from tilth.api import (
    audits,
    cards,
    contact_rules,
    contacts,
    customers,
    errors,
    lookers,
    me,
    merges,
    network,
    signals,
    subjects,
    tiers,
    today,
)
from tilth.api.guard import Door
from tilth.api.routing import Router
from tilth.policy.subjects import BY_NAME, SUBJECTS

PREFIX = "api/v1/"
ROOT = "api-root"
"""An address that the library adds and that answers nothing."""
Views = Mapping[str, Callable[..., HttpResponseBase]]
_VIEWS: dict[str, Views] = {}
"""Subject's name → what answers at its addresses, once somebody asked."""
_MAKING = threading.Lock()


class Api(NinjaAPI):
    """The API with short names for its endpoints."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Return the function's own name; no two endpoints share one."""
        return operation.view_func.__name__


def _api(namespace: str, *routers: Router) -> Api:
    """Return an API of these endpoints; problems are told by the same table in each."""
    made = Api(
        title="Tilth",
        version="1",
        description="For programs: sign in on the pages; a write sends the cookie's token as X-CSRFToken."
        " What goes wrong is told as application/problem+json (RFC 9457).",
        urls_namespace=namespace,
        docs_url=None,
        openapi_url=None,
    )
    errors.install(made)
    for router in routers:
        made.add_router("", router)
    return made


_WRITTEN_OUT = (
    *(me, customers, tiers, signals, network, contacts, contact_rules),
    *(merges, lookers, cards, today, audits),
)
api = _api(
    "api",
    *(part.router for part in _WRITTEN_OUT),
)
"""The endpoints that are written out."""


@functools.cache
def of_subject(name: str) -> Api:
    """Return the API of one subject, made when it is first asked for."""
    return _api(f"api-{name}", subjects.router(BY_NAME[name]))


def parts() -> Iterator[Api]:
    """Yield every part of the API, the subjects' made for it."""
    yield api
    yield from (of_subject(one.name) for one in SUBJECTS)


def operations() -> list[tuple[str, str, Operation]]:
    """Return every endpoint: method, address below PREFIX, and the operation itself."""
    return [one for part in parts() for one in _operations(part)]


def _operations(part: Api) -> list[tuple[str, str, Operation]]:
    return [
        (method, address.lstrip("/"), operation)
        for bound in part._get_bound_routers()  # noqa: SLF001 - the library lists them nowhere else
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
    first, *others = (part.get_openapi_schema(path_prefix=PREFIX) for part in parts())
    schemas = first["components"]["schemas"]
    for one in others:
        first["paths"].update(one["paths"])
        schemas.update(one["components"]["schemas"])
    told = errors.Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas.update({**told.pop("$defs"), errors.Problem.__name__: told})
    return dict(first)


@open_to_all
@csrf_exempt
def unknown(request: HttpRequest) -> HttpResponse:
    """Say to every address below /api/ that nobody has that there is none."""
    return errors.answer(request, 404, errors.NOT_FOUND)


def _addresses() -> list[URLPattern]:
    """Return the addresses, each saying what it needs."""
    needs: dict[str, Any] = {}
    for _method, address, operation in _operations(api):
        needs[address] = (*needs.get(address, ()), *_opened(operation).needs)
    found = []
    for pattern in api.urls[0]:
        if not isinstance(pattern, URLPattern) or pattern.name == ROOT:
            continue
        view: Any = pattern.callback
        view.needs, view.open_to_all = needs[_written(str(pattern.pattern))], False
        found.append(path(str(pattern.pattern), view, name=str(pattern.name)))
    return [*found, *map(_address, subjects.every())]


def _opened(operation: Operation) -> Door:
    """Return the door of an endpoint, which now knows the parameters there are."""
    guard = door(operation)
    guard.parameters = frozenset(_parameters(operation))
    return guard


def _address(one: subjects.Endpoint) -> URLPattern:
    """Return the address of a subject's endpoint: what answers there is made when it is first asked."""
    route = one.address.lstrip("/").replace("{", "<").replace("}", ">")

    @csrf_exempt
    def asked(request: HttpRequest, **told: str) -> HttpResponseBase:
        return _views(one.subject.name)[route](request, **told)

    view: Any = asked
    view.__name__, view.needs, view.open_to_all = one.name, (one.need,), False
    found: URLPattern = path(route, view, name=one.name)
    return found


def _views(name: str) -> Views:
    """Return what answers at the addresses of a subject; of two first requests one makes it."""
    if name not in _VIEWS:
        with _MAKING:
            _VIEWS[name] = _VIEWS.get(name) or _made(of_subject(name))
    return _VIEWS[name]


def _made(part: Api) -> Views:
    for _method, _route, operation in _operations(part):
        _opened(operation)
    return {str(one.pattern): one.callback for one in part.urls[0] if isinstance(one, URLPattern)}


def _parameters(operation: Operation) -> list[str]:
    """Return the names of an endpoint's query parameters."""
    models: list[Any] = [model for model in operation.models if model.__ninja_param_source__ == "query"]
    return [name for model in models for name in model.__ninja_flatten_map__]


def _written(route: str) -> str:
    """Return Django's way to write an address as the library's."""
    return route.replace("<", "{").replace(">", "}")


urlpatterns = (_addresses(), "api")
fallback = re_path(r"^api/", unknown, name="api_unknown")
