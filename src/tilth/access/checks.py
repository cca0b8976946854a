"""What a role may do at all: every view and endpoint names its thing and action here."""

from __future__ import annotations  # what a decorator says of types is not made anew for each view

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Concatenate, ParamSpec, Protocol, cast
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from tilth.access import walks
from tilth.policy.permissions import ABOUT_CUSTOMERS, may

if TYPE_CHECKING:
    from tilth.policy.things import Action, Thing

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


class Guarded(Protocol):
    """A view that says what it needs."""

    needs: tuple[tuple[Thing, Action], ...]
    open_to_all: bool


def requires(*needs: tuple[Thing, Action]) -> Callable[[View[P]], View[P]]:
    """Let a view run for signed-in people whose role may do all of `needs`; else sign-in page or 403."""

    def guard(view: View[P]) -> View[P]:
        @functools.wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return _to_sign_in(request)
            if not all(may(request.user.role, thing, action) for thing, action in needs):
                raise PermissionDenied
            if any(thing in ABOUT_CUSTOMERS for thing, _ in needs):
                walks.hold(request.user)
            return view(request, *args, **kwargs)

        said = cast("Guarded", guarded)
        said.needs, said.open_to_all = needs, False
        return cast("View[P]", guarded)

    return guard


def _to_sign_in(request: HttpRequest) -> HttpResponseBase:
    """Lead to the sign-in page and back; a part of a page takes its whole page there, never into itself."""
    if request.headers.get("HX-Request") != "true":
        return redirect_to_login(request.get_full_path())
    page = urlsplit(request.headers.get("HX-Current-URL", ""))
    back = f"{page.path or '/'}?{page.query}" if page.query else page.path or "/"
    return HttpResponse(status=204, headers={"HX-Redirect": redirect_to_login(back).url})


def open_to_all(view: View[P]) -> View[P]:
    """Say of a view that it shows nothing of anybody: the sign-in page, a choice of language."""
    said = cast("Guarded", view)
    said.needs, said.open_to_all = (), True
    return view
