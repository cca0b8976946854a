"""The page of one version: what it says, what stands beside it, its versions, what is done next."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tilth.access.checks import requires
from tilth.data.models import Proposal, PublishedCustomer
from tilth.domain import guards, subjects
from tilth.domain.deals import papers
from tilth.domain.deals.papers import About
from tilth.policy import proposals
from tilth.policy.permissions import Action, Thing, may
from tilth.policy.subjects.proposal import FREE, PROPOSAL, STATES
from tilth.web import shell
from tilth.web.act_form import ActForm
from tilth.web.desk import desk, refusals
from tilth.web.desk.desk import Desk, note_view
from tilth.web.format.languages import language
from tilth.web.proposals import words
from tilth.web.proposals.words import Line, Part

_NEXT = {
    "draft": ("approve",),
    "approved": ("deliver",),
    "delivered": ("was_read", "answer", "revise"),
    "read": ("answer", "revise"),
    "changes": ("revise",),
}
"""State → what is done next, by whoever may."""


@dataclass(frozen=True, kw_only=True)
class Version:
    """One version in the line of all."""

    row: Proposal
    state: str
    tone: str
    by: str
    decided: str
    here: bool


@dataclass(frozen=True, kw_only=True)
class Page:
    """One version, in words."""

    figures: PublishedCustomer
    row: Proposal
    number: str
    state: str
    tone: str
    needs: tuple[tuple[str, object], ...]
    offers: tuple[Line, ...]
    held: tuple[Line, ...]
    sums: tuple[Line, ...]
    day: object
    """Of the figures."""
    team: tuple[Part, ...]
    amiss: tuple[str, ...]
    stopped: bool
    versions: tuple[Version, ...]
    forms: tuple[ActForm, ...]
    changes: bool
    """Whether the reader may change this version itself."""
    refused: str
    """Why there was no document."""
    wrong: str
    """Code of the form that was refused; it stands open."""


@require_safe
@requires((Thing.CUSTOMER, Action.VIEW), (Thing.PROPOSAL, Action.VIEW))
def index(request: HttpRequest, customer_id: str, row: UUID) -> HttpResponse:
    """Show one version of a customer in sight."""
    return shown(request, desk.at(request, "deals"), customer_id, row)


def shown(  # noqa: PLR0913 - what was refused, told in keywords
    request: HttpRequest,
    at: Desk,
    customer_id: str,
    row: UUID,
    *,
    wrong: ActForm | None = None,
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    """Answer with the page of a version; one out of sight does not exist here: Http404."""
    figures = at.customer(customer_id)
    try:
        found = papers.one(at.who, customer_id, row)
    except guards.CustomerNotVisibleError:
        raise Http404 from None
    note_view(customer_id, "proposal")
    page = _page(at, figures, found, wrong, refused)
    return shell.page(request, "proposals/proposal.html", shell=at.frame, page=page, status=status)


def _page(at: Desk, figures: PublishedCustomer, found: About, wrong: ActForm | None, refused: str) -> Page:
    row, told, said = found.row, words.shown(found.row), language()
    return Page(
        figures=figures,
        row=row,
        number=proposals.number(found.versions[-1].drafted_on, row.first),
        state=STATES[row.state].told(said),
        tone=PROPOSAL.tones[row.state].value,
        needs=words.needs(told, said) if told else (),
        offers=words.offers(told, said) if told else (),
        held=words.held(told, said) if told else (),
        sums=words.sums(told) if told else (),
        day=told and told.day,
        team=words.team(row, found.names, said),
        amiss=tuple(refusals.said(one.unclear, today=at.frame.today) for one in found.amiss),
        stopped=found.stopped,
        versions=tuple(_version(one, row.pk) for one in found.versions),
        forms=tuple(_forms(at, row, wrong)),
        changes=row.state in FREE and may(at.actor.role, Thing.PROPOSAL, Action.UPDATE),
        refused=refused,
        wrong="" if wrong is None else wrong.code,
    )


def _version(one: Proposal, here: UUID) -> Version:
    held = vars(one)
    return Version(
        row=one,
        state=STATES[one.state].told(language()),
        tone=PROPOSAL.tones[one.state].value,
        by=held["by"],
        decided=held["decided"] or "",
        here=one.pk == here,
    )


def _forms(at: Desk, row: Proposal, wrong: ActForm | None) -> list[ActForm]:
    """Return the forms of what the reader may do now; nobody decides what they wrote."""
    made = []
    for name in _NEXT.get(row.state, ()):
        act = next(one for one in subjects.acts(PROPOSAL) if one.name == name)
        own = act.action is Action.DECIDE and row.made_by_id == at.actor.pk
        if may(at.actor.role, Thing.PROPOSAL, act.action) and not own:
            form = ActForm(act, row=row.pk, today=at.frame.today)
            made.append(wrong if wrong is not None and wrong.code == form.code else form)
    return made
