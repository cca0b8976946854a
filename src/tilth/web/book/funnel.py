"""The funnel: how many customers came to each stage, how many of the stage before; each number opens them."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tilth.access.checks import requires
from tilth.domain.book import funnel
from tilth.policy.funnel import ABOUT, STAGES
from tilth.policy.permissions import Action, Thing
from tilth.web import figures, shell
from tilth.web.book import chosen
from tilth.web.book.chosen import Among
from tilth.web.format import amounts
from tilth.web.format.languages import language


@dataclass(frozen=True, kw_only=True)
class Stage:
    """One stage."""

    label: str
    about: str
    customers: figures.Number
    rate: str
    """What part of the stage before came so far; empty for the first, and where that is nobody."""
    width: int
    """Its part of the first stage, in per cent."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """The card."""

    stages: tuple[Stage, ...]
    state: str
    """Empty, or why there is nothing to tell: no_night, too_many, nobody."""


@require_safe
@requires((Thing.BOOK, Action.VIEW), (Thing.CUSTOMER, Action.LIST), (Thing.RELATION, Action.LIST))
def book_funnel(request: HttpRequest) -> HttpResponse:
    """Show how far the manager's customers have come."""
    frame = shell.of(request, "book")
    return _answer(request, frame, chosen.own(frame))


@require_safe
@requires(
    (Thing.BRANCH_TOTAL, Action.LIST),
    (Thing.BRANCH_TOTAL, Action.VIEW),
    (Thing.CUSTOMER, Action.LIST),
    (Thing.RELATION, Action.LIST),
)
def branch_funnel(request: HttpRequest) -> HttpResponse:
    """Show how far the customers of a branch have come."""
    frame = shell.of(request, "branch")
    return _answer(request, frame, chosen.of_branch(request, frame))


def _answer(request: HttpRequest, frame: shell.Shell, among: Among) -> HttpResponse:
    if among.state or frame.generation is None:
        shown = Page(stages=(), state=among.state)
    else:
        found = funnel.counted(
            frame.actor, frame.generation, staff_id=among.staff_id, branches=among.branches
        )
        shown = page(found, among.whose)
    template = "book/funnel.html#funnel" if shell.asks_part(request) else "book/funnel.html"
    return shell.page(request, template, shell=frame, page=shown)


def page(found: dict[str, int], whose: figures.Whose) -> Page:
    """Return the card of a book or a branch."""
    first = next(iter(found.values()))
    if not first:
        return Page(stages=(), state="nobody")
    stages, before = [], 0
    for code, words in STAGES.items():
        people = figures.of_people("funnel", found[code], whose, stage=code)
        stages.append(
            Stage(
                label=words.told(language()),
                about=ABOUT[code].told(language()),
                customers=people,
                rate=amounts.share(found[code] / before) if before else "",
                width=round(100 * found[code] / first),
            )
        )
        before = found[code]
    return Page(stages=tuple(stages), state="")
