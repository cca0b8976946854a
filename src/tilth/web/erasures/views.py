"""Which persons are to be erased and wait for a second person, and which were."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tilth.access.checks import requires
from tilth.domain.erasures import queries
from tilth.domain.erasures.queries import Asked
from tilth.policy.permissions import Action, Thing
from tilth.policy.subjects.erasure import REASONS, STATES
from tilth.web import shell
from tilth.web.format.languages import language

_TONES = {"asked": "due", "erased": "ok", "refused": "late"}


@dataclass(frozen=True, kw_only=True)
class Line:
    """One erasure in words."""

    asked: Asked
    reason: str
    state: str
    tone: str


@dataclass(frozen=True, kw_only=True)
class Page:
    """What waits, then what was decided."""

    lines: tuple[Line, ...]
    waiting: int
    more: bool
    kind: str = "erasures"


@require_safe
@requires((Thing.ERASURE, Action.LIST))
def index(request: HttpRequest) -> HttpResponse:
    """List the erasures; each leads to the customer's contact rules, where it is decided."""
    frame = shell.of(request, "audit")
    found = queries.standing(frame.actor, frame.generation) if frame.generation else ()
    page = Page(
        lines=tuple(map(_line, found)),
        waiting=sum(one.state == "asked" for one in found),
        more=len(found) == queries.MOST,
    )
    return shell.page(request, "erasures/index.html", shell=frame, page=page)


def _line(asked: Asked) -> Line:
    return Line(
        asked=asked,
        reason=REASONS[asked.reason].told(language()),
        state=STATES[asked.state].told(language()),
        tone=_TONES[asked.state],
    )
