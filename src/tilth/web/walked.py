"""What somebody is told who looks at customers too fast: a page, or a part of one, and how long to wait."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tilth.access.walks import WalkError
from tilth.data.models import User
from tilth.domain import days
from tilth.web.shell import asks_part

TOO_MANY = 429
WHY: dict[str, Promise] = {
    "refused": gettext_lazy("You are asking for customers who are not yours or do not exist."),
    "missed": gettext_lazy("You are searching for numbers that nobody has."),
    "outside": gettext_lazy("You are searching beyond your own book faster than your work needs."),
    "opened": gettext_lazy("You are opening customers faster than your work needs."),
}
"""What somebody does too fast, by kind."""


def answer(request: HttpRequest, walked: WalkError) -> HttpResponse:
    """Return the answer: 429 with the seconds to wait; what was being written stays on the page."""
    user = getattr(request, "user", None)
    context = {
        "status": TOO_MANY,
        "title": _("Stopped for now") if walked.until else _("A little slower"),
        "text": sentence(walked),
        "theme": user.theme if isinstance(user, User) else "auto",
        "again": request.get_full_path() if request.method in ("GET", "HEAD") else "",
    }
    response = render(request, _template(request), context, status=TOO_MANY)
    response["Retry-After"] = str(walked.seconds)
    response["Cache-Control"] = "no-store"
    if request.headers.get("HX-Request") == "true":
        if request.method != "GET":
            response["HX-Retarget"] = "#toast"
        response["HX-Reswap"] = "innerHTML"
    return response


def sentence(walked: WalkError) -> str:
    """Return why, how long, and who can end it."""
    why = str(WHY.get(walked.kind, WHY["opened"]))
    if walked.until is None:
        told = ngettext("Wait %(n)s second, then go on.", "Wait %(n)s seconds, then go on.", walked.seconds)
        return f"{why} {told % {'n': walked.seconds}}"
    until = walked.until.astimezone(days.ZONE)
    told = _(
        "Nothing about customers is shown to you until %(time)s. Compliance has been told and can end this"
        " sooner."
    )
    return f"{why} {told % {'time': f'{until:%H:%M}'}}"


def _template(request: HttpRequest) -> str:
    if not asks_part(request):
        return "errors/walked.html"
    return "errors/walked.html#part" if request.method == "GET" else "errors/walked.html#toast"
