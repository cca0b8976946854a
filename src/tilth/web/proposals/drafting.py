"""A proposal as it is drawn up or changed: one form, by keyboard, of what the customer's file holds."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from tilth.access.checks import requires
from tilth.data.models import Certificate, Need, Proposal, PublishedCustomer
from tilth.domain import guards, subjects
from tilth.domain.acts import Act
from tilth.domain.deals import papers
from tilth.policy import proposals
from tilth.policy.permissions import Action, Thing
from tilth.policy.proposals import PARTS
from tilth.policy.subjects.need import KINDS
from tilth.policy.subjects.proposal import FREE, PROPOSAL
from tilth.policy.suitability import certifying
from tilth.web import fields, shell
from tilth.web.act_form import ActForm
from tilth.web.desk import acting, desk
from tilth.web.desk.desk import Desk, note_view
from tilth.web.format.languages import language
from tilth.web.proposals import page

ROWS = 4
"""Lines for contributors."""
_LISTS = ("needs", "certificates", "team", "deal")
"""What is chosen from lists, beside the texts."""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """One need that may be met, and its place; empty: it is not met by this proposal."""

    row: Need
    kind: str
    place: str


@dataclass(frozen=True, kw_only=True)
class Certified:
    """One product with a certificate, and why it may not be proposed; empty: it may."""

    row: Certificate
    number: str
    chosen: bool
    why: str


@dataclass(frozen=True, kw_only=True)
class Member:
    """One line for a contributor."""

    staff_id: str
    part: str
    percent: str


@dataclass(frozen=True, kw_only=True)
class Page:
    """The form with what it offers."""

    figures: PublishedCustomer
    form: ActForm
    row: Proposal | None
    """The version that is changed; None for a new proposal."""
    needs: tuple[Wanted, ...]
    certificates: tuple[Certified, ...]
    members: tuple[Member, ...]
    parts: tuple[tuple[str, str], ...]
    colleagues: tuple[tuple[str, str], ...]
    deal: str


@require_http_methods(["GET", "HEAD", "POST"])
@requires((Thing.CUSTOMER, Action.VIEW), (Thing.PROPOSAL, Action.CREATE))
def new(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Ask for a new proposal, or draw it up."""
    at = desk.at(request, "deals")
    figures = at.customer(customer_id)
    act = _act("draw_up")
    if request.method != "POST":
        deal = fields.text_of(request.GET, "deal")
        return _asked(request, at, figures, ActForm(act, today=at.frame.today), row=None, told={"deal": deal})
    told = _told(request.POST)
    form = ActForm(act, told, today=at.frame.today)
    made: list[UUID] = []
    if form.is_valid() and acting.done(
        at, form, lambda: made.append(act.run(at.who_sends(form.key), customer_id, **form.given()).pk)
    ):
        return _to(customer_id, made[0])
    return _asked(request, at, figures, form, row=None, told=_chosen(told), status=acting.UNPROCESSABLE)


@require_http_methods(["GET", "HEAD", "POST"])
@requires((Thing.CUSTOMER, Action.VIEW), (Thing.PROPOSAL, Action.UPDATE))
def change(request: HttpRequest, customer_id: str, row: UUID) -> HttpResponse:
    """Ask for changes of a version that nobody outside has, or make them."""
    at = desk.at(request, "deals")
    figures = at.customer(customer_id)
    try:
        there = papers.one(at.who, customer_id, row).row
    except guards.CustomerNotVisibleError:
        raise Http404 from None
    act = _act("redraft")
    if request.method != "POST":
        if there.state not in FREE:
            raise Http404
        form = ActForm(act, row=row, today=at.frame.today)
        for one in form.fields.keys() - set(_LISTS):
            form.fields[one].initial = getattr(there, one)
        return _asked(request, at, figures, form, row=there, told=_stored(there))
    told = _told(request.POST)
    form = ActForm(act, told, row=row, today=at.frame.today)
    if form.is_valid() and acting.done(at, form, lambda: act.run(at.who, customer_id, row, **form.given())):
        return _to(customer_id, row)
    return _asked(request, at, figures, form, row=there, told=_chosen(told), status=acting.UNPROCESSABLE)


@require_POST
@requires((Thing.PROPOSAL, Action.UPDATE))
def act_on(request: HttpRequest, customer_id: str, row: UUID, name: str) -> HttpResponse:
    """Do what a form of a version's page asks of whoever keeps it."""
    found = (one for one in subjects.acts(PROPOSAL) if one.action is Action.UPDATE)
    act = next((one for one in found if one.slug == name), None)
    if act is None:
        raise Http404
    return _done(request, customer_id, row, act)


@require_POST
@requires((Thing.PROPOSAL, Action.DECIDE))
def decide(request: HttpRequest, customer_id: str, row: UUID) -> HttpResponse:
    """Approve a version or send it back."""
    return _done(request, customer_id, row, _act("approve"))


def _done(request: HttpRequest, customer_id: str, row: UUID, act: Act) -> HttpResponse:
    """Do an act on a version and show it, or show its page again with what was wrong."""
    at = desk.at(request, "deals")
    at.customer(customer_id)
    form = ActForm(act, request.POST, row=row, today=at.frame.today)
    if form.is_valid() and acting.done(at, form, lambda: act.run(at.who, customer_id, row, **form.given())):
        return _to(customer_id, row)
    return page.shown(request, at, customer_id, row, wrong=form, status=acting.UNPROCESSABLE)


def _act(name: str) -> Act:
    return next(one for one in subjects.acts(PROPOSAL) if one.name == name)


def _to(customer_id: str, row: UUID) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('proposal', args=[customer_id, row])}?done")


def _told(posted: QueryDict) -> QueryDict:
    """Return what was posted with its lists as the act is told them."""
    told = posted.copy()
    if "needs" not in posted:
        told["needs"] = " ".join(key for _place, key in sorted(_placed(posted)))
    if "certificates" not in posted:
        told["certificates"] = " ".join(posted.getlist("certificate"))
    if "team" not in posted:
        told["team"] = "; ".join(_members(posted))
    return told


def _chosen(told: QueryDict) -> dict[str, str]:
    """Return what was chosen from the lists, as it was told."""
    return {name: fields.text_of(told, name) for name in _LISTS}


def _placed(posted: QueryDict) -> Iterator[tuple[int, str]]:
    for name, value in posted.items():
        place = str(value).strip()
        if name.startswith("need-") and place.isascii() and place.isdigit():
            yield int(place[:6]), name.removeprefix("need-")


def _members(posted: QueryDict) -> Iterator[str]:
    lists = (posted.getlist(name) for name in ("staff", "part", "percent"))
    for staff, part, percent in zip(*lists, strict=False):
        if staff.strip() or percent.strip():
            yield f"{staff.strip() or '–'} {part} {percent.strip().rstrip('%') or '–'}"


def _stored(row: Proposal) -> dict[str, str]:
    return {
        "needs": " ".join(row.needs),
        "certificates": " ".join(row.certificates),
        "team": "; ".join(row.team),
        "deal": str(row.deal or ""),
    }


def _asked(  # noqa: PLR0913 - the form and what was told so far
    request: HttpRequest,
    at: Desk,
    figures: PublishedCustomer,
    form: ActForm,
    *,
    row: Proposal | None,
    told: dict[str, str],
    status: int = 200,
) -> HttpResponse:
    """Answer with the form."""
    found = papers.choice(at.who, figures.customer_id)
    note_view(figures.customer_id, "proposal")
    shown = Page(
        figures=figures,
        form=form,
        row=row,
        needs=_needs(found.needs, told),
        certificates=tuple(
            Certified(
                row=one,
                number=certifying.number(one.presented_on, one.pk),
                chosen=str(one.pk) in told.get("certificates", "").split(),
                why=why,
            )
            for one, why in found.certificates
        ),
        members=_lines(told.get("team", ""), at),
        parts=tuple((code, one.told(language())) for code, one in PARTS.items()),
        colleagues=found.colleagues,
        deal=told.get("deal", ""),
    )
    return shell.page(request, "proposals/draft.html", shell=at.frame, page=shown, status=status)


def _needs(rows: tuple[Need, ...], told: dict[str, str]) -> tuple[Wanted, ...]:
    """Return the needs with their places: as told, or those of the opportunity by priority."""
    if "needs" in told:
        placed = {key: str(place) for place, key in enumerate(told["needs"].split(), start=1)}
    else:
        mine = [one for one in rows if one.state == "open" and told.get("deal") in ("", str(one.deal))]
        placed = {str(one.pk): str(place) for place, one in enumerate(mine[: proposals.MOST], start=1)}
    return tuple(
        Wanted(row=one, kind=KINDS[one.kind].told(language()), place=placed.get(str(one.pk), ""))
        for one in rows
    )


def _lines(text: str, at: Desk) -> tuple[Member, ...]:
    """Return the lines for contributors as they were told, and some empty ones."""
    found = [one.split() for one in text.split(";") if one.strip()] or [
        [at.actor.staff_id or "", "lead", "100"]
    ]
    lines = [Member(staff_id=one[0], part=one[1], percent=one[2]) for one in found if len(one) == 3]
    empty = Member(staff_id="", part="support", percent="")
    return (*lines, *(empty for _one in range(max(1, ROWS - len(lines)))))
