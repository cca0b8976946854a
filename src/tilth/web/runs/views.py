"""The nightly runs: what came in, what came out, what was refused and why."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.http import require_safe

from tilth.access.checks import requires
from tilth.domain.runs import queries
from tilth.policy.permissions import Action, Thing
from tilth.web import shell
from tilth.web.runs import pages


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None


@require_safe
@requires((Thing.RUN_REPORT, Action.LIST))
def index(request: HttpRequest) -> HttpResponse:
    """List the runs, newest night first."""
    frame = shell.of(request, "runs")
    found = queries.nights(before=_number(request.GET.get("before")))
    return shell.page(request, "runs/index.html", shell=frame, page=found)


@require_safe
@requires((Thing.RUN_REPORT, Action.VIEW))
def detail(request: HttpRequest, run: int) -> HttpResponse:
    """Show one run: tables, steps, checks, findings, and its quarantined rows page by page."""
    frame = shell.of(request, "runs")
    report = queries.report(run=run)
    if report is None:
        raise Http404
    page = pages.page(
        report,
        number=_number(request.GET.get("page")) or 1,
        chinese=(translation.get_language() or "zh").startswith("zh"),
    )
    fragment = request.htmx  # type: ignore[attr-defined]
    template = "runs/detail.html#quarantine" if fragment else "runs/detail.html"
    return shell.page(request, template, shell=frame, page=page)
