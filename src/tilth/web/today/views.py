"""Today: twenty names, why, and what came of them."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from tilth.domain.call_lists import queries
from tilth.web import bank, shell
from tilth.web.today import pages


@require_safe
@login_required
def today(request: HttpRequest) -> HttpResponse:
    """Show the list of the signed-in manager, or say honestly why there is none."""
    frame = shell.of(request, "today")
    if frame.actor.role not in shell.LISTED_ROLES and frame.generation is not None:
        return redirect("customers" if frame.sees_customers else "runs")
    if frame.generation is None or frame.actor.staff_id is None:
        return shell.page(request, "today/today.html", shell=frame, page=None)
    return shell.page(request, "today/today.html", shell=frame, page=of(frame))


def of(frame: shell.Shell) -> pages.Page | None:
    """Return the page Today of a frame; None before the first night."""
    if frame.generation is None:
        return None
    return pages.page(
        queries.day(frame.actor, frame.generation, today=frame.today),
        playbook=bank.playbook_of(frame.generation.business_date),
        book=queries.book(frame.actor, frame.generation),
        today=frame.today,
    )
