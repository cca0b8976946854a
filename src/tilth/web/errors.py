"""Pages for what cannot be shown: no entry, no such thing, too fast, broken; refusals are audited (C-32)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tilth.access import addresses, audit
from tilth.access.walks import WalkError
from tilth.data.models import User
from tilth.web import shell, walked

_OF_PARTS = (403, 404)
"""Refusals that a part of a page is answered with beside it; others come before a page is known."""


def _page(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    user = getattr(request, "user", None)
    theme = user.theme if isinstance(user, User) else "auto"
    context = {"status": status, "title": title, "text": text, "theme": theme}
    if status in _OF_PARTS and shell.asks_part(request):
        return _beside(request, context, status)
    return render(request, "errors/error.html", context, status=status)


def _beside(request: HttpRequest, context: dict[str, object], status: int) -> HttpResponse:
    """Say it in a line over the page that asked for a part of itself, which stays as it is."""
    response = render(request, "errors/walked.html#toast", context, status=status)
    response["HX-Retarget"], response["HX-Reswap"] = "#toast", "innerHTML"
    response["Cache-Control"] = "no-store"
    return response


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that this is not for the signed-in role, or that somebody looks too fast, and note who tried."""
    too_fast = _note(request, audit.FORBIDDEN, exception if isinstance(exception, WalkError) else None)
    if too_fast is not None:
        return walked.answer(request, too_fast)
    text = _(
        "Ask your administrator if you need it. If your role was changed, your first page has what it opens."
    )
    return _page(request, 403, _("Not for your role"), text)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Say that there is no such page, or that it is not the person's; who asked for one thing is noted.

    What is out of sight and what does not exist are noted alike, a customer by the number as asked.
    """
    too_fast = _note(request, audit.OUT_OF_SIGHT) if _of_one(request) else None
    if too_fast is not None:
        return walked.answer(request, too_fast)
    text = _("The address is wrong, or the customer belongs to somebody else.")
    return _page(request, 404, _("Nothing to see here"), text)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """Say that the form was too old to trust, and note it: it may have come from elsewhere."""
    _note(request, audit.CSRF)
    text = _("The form had expired, nothing was stored. Go back, reload the page and send it again.")
    return _page(request, 403, _("The form had expired"), text)


def too_long(request: HttpRequest, status: int) -> HttpResponse:
    """Say what of the request was too long to be read: its address, its cookies, or what it calls itself."""
    told = {
        414: (_("The address is too long"), _("No page has such an address: ask for less at once.")),
        431: (
            _("Your browser sends too much"),
            _("Its cookies for this site are too long: remove them, then sign in again."),
        ),
    }
    unclear = _("Nothing was stored. Go back, reload the page and send it again.")
    title, text = told.get(status, (_("The request does not read"), unclear))
    return _page(request, status, title, text)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that something broke, without asking the database anything."""
    context = {
        "status": 500,
        "title": _("Something broke on our side"),
        "text": _("Nothing was stored. Try again; if it stays, tell the administrator the time."),
        "theme": "auto",
    }
    return render(request, "errors/error.html", context, status=500, using=None)


def _of_one(request: HttpRequest) -> bool:
    """Say whether a signed-in person asked for one customer, cover, view or the like."""
    match = request.resolver_match
    return match is not None and bool(match.kwargs) and isinstance(getattr(request, "user", None), User)


def _number(request: HttpRequest) -> str:
    """Return the customer's number that a signed-in person asked for, as it stands in the address."""
    match = request.resolver_match
    known = match is not None and isinstance(getattr(request, "user", None), User)
    return str(match.kwargs.get("customer_id", "")) if known and match is not None else ""


def _note(request: HttpRequest, why: str, too_fast: WalkError | None = None) -> WalkError | None:
    """Note a refusal after its transaction was rolled back: the address's pattern, never what was sent."""
    user = getattr(request, "user", None)
    match = request.resolver_match
    return audit.note_refusal(
        user if isinstance(user, User) else None,
        getattr(request, "generation", None),
        address=addresses.of(request),
        request=getattr(request, "number", ""),
        why=why,
        number=_number(request),
        subject_type="page",
        subject_id="" if match is None else match.route,
        walked=too_fast,
    )
