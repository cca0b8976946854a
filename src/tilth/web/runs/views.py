"""The nightly runs: what came in, what came out, what was refused and why."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tilth.access.checks import requires
from tilth.domain.ordered import TURN
from tilth.domain.runs import quarantine as rows_of
from tilth.domain.runs import queries
from tilth.domain.runs.quarantine import Asked
from tilth.domain.runs.queries import Report
from tilth.policy.permissions import Action, Thing, may
from tilth.web import fields, shell
from tilth.web.runs import pages, rows


def _report(run: int) -> Report:
    report = queries.report(run=run)
    if report is None:
        raise Http404
    return report


@require_safe
@requires((Thing.RUN_REPORT, Action.LIST))
def index(request: HttpRequest) -> HttpResponse:
    """List the runs, newest night first."""
    frame = shell.of(request, "runs")
    found = pages.index(queries.nights(before=fields.whole(request.GET.get("before", ""))))
    return shell.page(request, "runs/index.html", shell=frame, page=found)


@require_safe
@requires((Thing.RUN_REPORT, Action.VIEW))
def detail(request: HttpRequest, run: int) -> HttpResponse:
    """Show one run: tables, steps, checks, findings, and who may sees its first quarantined rows."""
    frame = shell.of(request, "runs")
    report = _report(run)
    found = None
    if report.faults and may(frame.actor.role, Thing.QUARANTINE, Action.SEARCH):
        found = rows.found(report, Asked(), rows_of.search(run=run, asked=Asked()), later=False)
    page = pages.page(report, found=found)
    return shell.page(request, "runs/detail.html", shell=frame, page=page)


@require_safe
@requires((Thing.QUARANTINE, Action.LIST), (Thing.QUARANTINE, Action.SEARCH))
def quarantine(request: HttpRequest, run: int) -> HttpResponse:
    """Search the rows that a night set aside: by table, column, reason, row number, masked value."""
    frame = shell.of(request, "runs")
    report = _report(run)
    question = rows.asked(request.GET.dict())
    after = fields.whole(request.GET.get("after", "")) or 0
    sort = fields.text_of(request.GET, "sort")
    sort = sort if sort.removeprefix(TURN) in rows_of.SORTS else ""
    answer = rows_of.search(run=run, asked=question, after=after, sort=sort)
    page = rows.found(report, question, answer, later=after > 0, sort=sort)
    fragment = request.htmx  # type: ignore[attr-defined]
    template = "runs/_rows.html" if fragment else "runs/quarantine.html"
    return shell.page(request, template, shell=frame, page=page)
