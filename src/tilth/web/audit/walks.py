"""Who looked too fast, and the button that ends a stop."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tilth.access.checks import requires
from tilth.domain.audit import walks
from tilth.domain.audit.walks import Walk
from tilth.policy.permissions import Action, Thing
from tilth.web import shell
from tilth.web.audit import words

_DIGITS = 18
"""Of the largest number that an account can have."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One walk in words."""

    walk: Walk
    what: str
    level: str
    own: bool
    """Whether it is the reader's own, which only somebody else lifts."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """The walks of the last weeks."""

    lines: tuple[Line, ...]
    kind: str = "walks"


@require_safe
@requires((Thing.AUDIT_ENTRY, Action.SEARCH))
def index(request: HttpRequest) -> HttpResponse:
    """Show who was slowed or stopped in the last 30 days, and what still holds."""
    frame = shell.of(request, "audit")
    lines = tuple(_line(walk, frame.actor.pk) for walk in walks.recent(frame.actor))
    return shell.page(request, "audit/walks.html", shell=frame, page=Page(lines=lines))


@require_POST
@requires((Thing.AUDIT_ENTRY, Action.SEARCH))
def lift(request: HttpRequest) -> HttpResponse:
    """End a stop at once, and go back to the walks."""
    frame = shell.of(request, "audit")
    given = request.POST.get("account", "")
    account = int(given) if given.isascii() and given.isdigit() and len(given) <= _DIGITS else 0
    try:
        held = walks.lift(by=frame.actor, account=account)
    except walks.OwnStopError:
        messages.error(request, _("Nobody lifts the own stop: ask somebody else who reads the audit."))
    except walks.NothingToLiftError:
        messages.error(request, _("Nothing holds this account back any more."))
    else:
        messages.success(request, _("%(name)s can go on.") % {"name": held.name})
    return redirect("audit_walks")


def _line(walk: Walk, reader: int) -> Line:
    return Line(
        walk=walk,
        what=str(words.KINDS.get(walk.kind, walk.kind)),
        level=str(words.LEVELS.get(walk.level, walk.level)),
        own=walk.account == reader,
    )
