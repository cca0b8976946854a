"""The guided first run: what there is to see, and the way to a customer whose why can be read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from tilth.access.checks import requires
from tilth.domain.call_lists import queries
from tilth.policy.permissions import Action, Thing
from tilth.web import shell, tours


@require_safe
@requires((Thing.PREFERENCE_OF_SELF, Action.VIEW))
def welcome(request: HttpRequest) -> HttpResponse:
    """Show the steps of the tour and how far the person came."""
    frame = shell.of(request, "welcome")
    found = tours.tour(frame.actor.role, frame.actor.tour)
    return shell.page(request, "welcome/index.html", shell=frame, page=found)


@require_safe
@requires((Thing.LIST_ENTRY, Action.LIST))
def why(request: HttpRequest) -> HttpResponse:
    """Lead to the first customer of the own list; without a list, to the customers."""
    frame = shell.of(request, "welcome")
    first = queries.first(frame.actor, frame.generation) if frame.generation else None
    page = reverse("customers") if first is None else reverse("customer", args=[first])
    return redirect(f"{page}?{tours.PARAMETER}={tours.STEPS}")
