"""Where something about a customer was done: whoever did it goes back to the same tab of the file."""

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse

from tilth.policy.subjects.kit import TABS

OVERVIEW = "customer"
FILE = frozenset({OVERVIEW, *(f"customer_{tab}" for tab in TABS if tab != "overview")})
"""Names of the addresses of a customer's file; a form says from which one it was sent."""


def of_tab(tab: str) -> str:
    """Return the name of a tab's address."""
    return OVERVIEW if tab == "overview" else f"customer_{tab}"


def back(request: HttpRequest, customer_id: str, origin: str) -> str:
    """Return the tab that stands on the screen: with htmx its address, else the one that `origin` names."""
    htmx = getattr(request, "htmx", None)
    current = urlsplit(htmx.current_url_abs_path or "").path if htmx else ""
    try:
        there = resolve(current)
    except Resolver404:
        there = None
    if there and there.url_name in FILE and there.kwargs.get("customer_id") == customer_id:
        return current
    return reverse(origin if origin in FILE else OVERVIEW, args=[customer_id])
