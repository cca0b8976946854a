"""The talks of one opportunity: sheets of the team, offers of both sides, hints; a part that is opened."""

from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from tilth.access.checks import requires
from tilth.data.models import Negotiation, Offer, Opportunity, PublishedCustomer
from tilth.data.records import columns_of
from tilth.domain import guards, subjects
from tilth.domain.acts import Act
from tilth.domain.deals import talks as talked
from tilth.policy.permissions import Action, Thing, may
from tilth.policy.subjects import Subject
from tilth.policy.subjects.negotiation import LOANS, NEGOTIATION, NegotiationRules
from tilth.policy.subjects.negotiation import STATES as SHEETS
from tilth.policy.subjects.offer import FIRST_OFFER, OFFER, RISKS, SIDES, STATES, OfferRules
from tilth.web import shell
from tilth.web.act_form import ActForm
from tilth.web.desk import acting, desk
from tilth.web.desk.desk import Desk
from tilth.web.format.languages import language

_TALKED = {one.name: one for one in (NEGOTIATION, OFFER)}
_OF_LOANS = ("loan_amount", "loan_use", "loan_source")


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One negotiation sheet: what it says, each under its words, and what can be done."""

    row: Negotiation
    state: str
    goals: tuple[tuple[str, str], ...]
    notes: tuple[tuple[str, str], ...]
    team: tuple[str, ...]
    """The names of its team besides who wrote it and whose the opportunity is."""
    forms: tuple[ActForm, ...]


@dataclass(frozen=True, kw_only=True)
class Put:
    """One offer with its words, and what can be done."""

    row: Offer
    side: str
    risk: str
    state: str
    forms: tuple[ActForm, ...]


@dataclass(frozen=True, kw_only=True)
class Page:
    """The talks of one opportunity."""

    deal: Opportunity
    name: str
    sheets: tuple[Sheet, ...]
    offers: tuple[Put, ...]
    hints: tuple[tuple[str, str], ...]
    """Of whom, and the hint."""
    first: str
    """What is said beside the other side's first offer; empty where the playbook has no such hint."""
    questions: tuple[str, ...]
    """The three of a loan; none for other categories."""
    adds: tuple[ActForm, ...]
    wrong: str
    """Code of the form that was refused; it stands open."""


@require_safe
@requires((Thing.OPPORTUNITY, Action.VIEW), (Thing.OFFER, Action.LIST))
def index(request: HttpRequest, customer_id: str, deal: UUID) -> HttpResponse:
    """Show the talks of an opportunity in sight: as a page, or as the part that the opportunity opens."""
    return _shown(request, desk.at(request, "deals"), customer_id, deal)


@require_POST
@requires((Thing.OPPORTUNITY, Action.VIEW), (Thing.OFFER, Action.LIST))
def act(  # noqa: PLR0913, PLR0917 - all stands in the address
    request: HttpRequest, customer_id: str, deal: UUID, subject: str, name: str, row: UUID | None = None
) -> HttpResponse:
    """Do what a form of the talks asks, or show them again with what was wrong."""
    at, found = desk.at(request, "deals"), _act(subject, name, of_row=row is not None)
    if not may(at.actor.role, found.subject.thing, found.action):
        raise PermissionDenied
    at.customer(customer_id)
    form = ActForm(found, request.POST, row=row, today=at.frame.today)
    about = (customer_id,) if row is None else (customer_id, row)
    if form.is_valid():
        who = at.who if row else at.who_sends(form.key)
        if acting.done(at, form, lambda: found.run(who, *about, **form.given())):
            return HttpResponseRedirect(f"{reverse('deal_talks', args=[customer_id, deal])}?done")
    return _shown(request, at, customer_id, deal, wrong=form)


def _act(subject: str, name: str, *, of_row: bool) -> Act:
    """Return an act of sheets or offers by its address; Http404."""
    acts = subjects.acts(_TALKED[subject]) if subject in _TALKED else ()
    found = next((one for one in acts if one.slug == name and one.of_row is of_row), None)
    if found is None:
        raise Http404
    return found


def _shown(
    request: HttpRequest, at: Desk, customer_id: str, deal: UUID, wrong: ActForm | None = None
) -> HttpResponse:
    found = talked.of(at.actor, at.generation, customer_id, deal)
    if found is None:
        raise Http404
    desk.note_view(customer_id, "opportunity")
    part = "#talks" if request.htmx else ""  # type: ignore[attr-defined]
    customer = guards.customer(at.actor, at.generation, customer_id, only=("customer_id", "kind", "name"))
    page = _page(at, found, customer, wrong)
    status = 200 if wrong is None else acting.UNPROCESSABLE
    return shell.page(request, f"deals/talks.html{part}", shell=at.frame, page=page, status=status)


def _page(at: Desk, found: talked.Talks, customer: PublishedCustomer, wrong: ActForm | None) -> Page:
    said, rules, row = language(), at.playbook.of(OfferRules), found.deal
    asks = at.playbook.of(NegotiationRules).asks_of_loans if row.category in LOANS else ()
    hints = (one for one in rules.advice if not one.kinds or customer.kind in one.kinds)
    zh = said.startswith("zh")
    return Page(
        deal=row,
        name=customer.name,
        sheets=tuple(_sheet(at, one, found.names, wrong) for one in found.sheets),
        offers=tuple(
            Put(
                row=one,
                side=SIDES[one.side].told(said),
                risk=RISKS[one.risk].told(said),
                state=STATES[one.state].told(said),
                forms=_forms(at, OFFER, one, wrong),
            )
            for one in found.offers
        ),
        hints=tuple((one.label_zh, one.zh) if zh else (one.label_en, one.en) for one in hints),
        first=next((one.zh if zh else one.en for one in rules.advice if one.code == FIRST_OFFER), ""),
        questions=tuple(one.zh if zh else one.en for one in asks),
        adds=_adds(at, row, rules, wrong),
        wrong="" if wrong is None else wrong.code,
    )


def _sheet(at: Desk, row: Negotiation, names: dict[str, str], wrong: ActForm | None) -> Sheet:
    return Sheet(
        row=row,
        state=SHEETS[row.state].told(language()),
        goals=_told(row, "main", "minor", "goal_short", "goal_long", "bottom_line", "walk_away", *_OF_LOANS),
        notes=_told(row, "look", "listen", "ask", "touch"),
        team=tuple(names.get(number, number) for number in row.team),
        forms=_forms(at, NEGOTIATION, row, wrong),
    )


def _told(row: Negotiation, *names: str) -> tuple[tuple[str, str], ...]:
    """Return what a sheet says in these columns, each under its words; empty ones are left out."""
    held = columns_of(Negotiation)
    return tuple((held[name].words.told(language()), text) for name in names if (text := getattr(row, name)))


def _forms(
    at: Desk, subject: Subject, row: Negotiation | Offer, wrong: ActForm | None
) -> tuple[ActForm, ...]:
    """Return what the reader may do with a record in its state; nobody approves the own."""
    made = []
    for act in subjects.acts(subject):
        if act.of_row and may(at.actor.role, subject.thing, act.action) and _fits(at, act, row):
            form = ActForm(act, row=row.pk, today=at.frame.today)
            if subject is NEGOTIATION:
                _as_it_is(form, row)
            made.append(wrong if wrong is not None and wrong.code == form.code else form)
    return tuple(made)


def _fits(at: Desk, act: Act, row: Negotiation | Offer) -> bool:
    if act.action is Action.DECIDE:
        return row.state == "waits" and row.made_by_id != at.actor.pk
    return row.state in ("open", "made")


def _as_it_is(form: ActForm, row: Negotiation | Offer) -> None:
    """Begin each field with what the sheet says."""
    for name in form.fields:
        value = getattr(row, name, "")
        form.fields[name].initial = " ".join(value) if isinstance(value, list) else value


def _adds(at: Desk, deal: Opportunity, rules: OfferRules, wrong: ActForm | None) -> tuple[ActForm, ...]:
    """Return what can be added to an open opportunity: a sheet, an offer with its checklist written out."""
    made = []
    for subject in _TALKED.values():
        if deal.state != "open" or not may(at.actor.role, subject.thing, Action.CREATE):
            continue
        act = next(one for one in subjects.acts(subject) if not one.of_row)
        form = ActForm(act, today=at.frame.today)
        form = wrong if wrong is not None and wrong.code == form.code else form
        form.hide("deal", str(deal.pk))
        if subject is OFFER and deal.category:
            said = language()
            lines = (f"{one.told(said)}: " for one in rules.asked(deal.category))
            form.fields["terms"].initial, form.fields["amount"].initial = "\n".join(lines), deal.amount
        if subject is NEGOTIATION and deal.category not in LOANS:
            for name in _OF_LOANS:
                form.hide(name, "")
        made.append(form)
    return tuple(made)
