"""The gallery: open to whoever is signed in where the demo's people are listed, and not there elsewhere."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tilth.access.checks import requires
from tilth.policy.permissions import Action, Thing
from tilth.web import shell
from tilth.web.gallery import examples


@require_safe
@requires((Thing.PREFERENCE_OF_SELF, Action.VIEW))
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component in every state; shows no customer."""
    if not settings.TILTH_DEMO:
        raise Http404
    return shell.page(request, "gallery/index.html", shell=shell.of(request), page=examples.page())
