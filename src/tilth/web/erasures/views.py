"""Which persons are to be erased and wait for a second person, and which were."""

from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tilth.access.checks import requires
from tilth.domain.erasures import queries
from tilth.domain.erasures.queries import Asked
from tilth.kernel.spelling import alphabetical
from tilth.policy.permissions import Action, Thing
from tilth.policy.subjects.erasure import REASONS, STATES
from tilth.web import fields, shell
from tilth.web.format.languages import language
from tilth.web.listing import heads
from tilth.web.listing.heads import Key

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


KEYS: dict[str, Key[Line]] = {
    "customer": Key(of=lambda line: line.asked.customer_id),
    "state": Key(of=lambda line: alphabetical(line.state)),
    "reason": Key(of=lambda line: alphabetical(line.reason)),
    "asked": Key(of=lambda line: line.asked.asked_on),
    "decided": Key(of=lambda line: line.asked.decided_at, down=True),
}
"""What orders the erasures, where all of them are shown."""


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
    sort = fields.text_of(request.GET, "sort")
    lines, orders = heads.stood(page.lines, KEYS, sort, address=heads.beside(), whole=not page.more)
    page = replace(page, lines=lines)
    return shell.page(request, "erasures/index.html", shell=frame, page=page, heads=orders)


def _line(asked: Asked) -> Line:
    return Line(
        asked=asked,
        reason=REASONS[asked.reason].told(language()),
        state=STATES[asked.state].told(language()),
        tone=_TONES[asked.state],
    )
