"""The palette as a page of its own, and as the list that follows the typing."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tilth.access import audit
from tilth.access.audit import Event
from tilth.access.checks import requires
from tilth.domain.customers import quick
from tilth.policy.permissions import Action, Thing, may
from tilth.web import fields, shell
from tilth.web.palette import pages, recent

MAX_TEXT = 60


@require_safe
@requires((Thing.PREFERENCE_OF_SELF, Action.VIEW))
def palette(request: HttpRequest) -> HttpResponse:
    """Show what a text finds; customers only to a role that may search them, and those opened last."""
    frame = shell.of(request, "palette")
    text = fields.text_of(request.GET, "q")[:MAX_TEXT]
    mode = _mode(frame, request.GET.get("mode", ""))
    found = _people(request, frame, text)
    page = pages.page(frame, text=text, mode=mode, found=found, recent=not text)
    template = "palette/index.html#list" if request.htmx else "palette/index.html"  # type: ignore[attr-defined]
    return shell.page(request, template, shell=frame, page=page)


def _mode(frame: shell.Shell, mode: str) -> str:
    written = pages.MODES.get(mode)
    return mode if written and may(frame.actor.role, written, Action.CREATE) else "find"


def _people(request: HttpRequest, frame: shell.Shell, text: str) -> quick.Quick:
    """Return customers and why there are none; who was shown stands in the audit, what was typed does not."""
    if frame.generation is None or not frame.searches or text.startswith(pages.COMMANDS):
        return quick.Quick()
    if not text:
        known = recent.of(request)
        people = quick.these(frame.actor, frame.generation, numbers=known) if known else ()
        found = quick.Quick(people=people)
    else:
        found = quick.quick(frame.actor, frame.generation, text=text)
    if text or found.people:
        audit.note(
            Event.SEARCH if text else Event.LIST,
            customers=[hit.customer_id for hit in found.people],
            subject_type="customer",
            detail={"channel": "palette", "refused": found.refused}
            | ({"text": audit.digest(text)} if text else {}),
            act=found.act,
        )
    return found
