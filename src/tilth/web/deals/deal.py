"""One opportunity: stages with their days, needs, state of mind and signals, its chance, its acts."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tilth.access.checks import requires
from tilth.data.models import BuyingSignal, Need
from tilth.domain import guards, subjects
from tilth.domain.deals import papers, queries
from tilth.domain.deals.queries import About
from tilth.domain.products import queries as products
from tilth.domain.suitability import cases, stops
from tilth.policy import offers
from tilth.policy.codes import CATEGORIES
from tilth.policy.permissions import Action, Thing, may
from tilth.policy.subjects.buying_signal import GROUPS, KEYS, METHODS, SIGNALS, BuyingSignalRules
from tilth.policy.subjects.certificate import CertificateRules
from tilth.policy.subjects.need import (
    CLASSES,
    DEPTHS,
    DIMENSIONS,
    KINDS,
    PHASES,
    STATES,
    NeedRules,
)
from tilth.policy.subjects.opportunity import OPPORTUNITY, ORDER, PROCESS, PROCESSES, PSYCHOLOGY, STAGES
from tilth.policy.suitability.judging import Investor
from tilth.web import shell
from tilth.web.act_form import ActForm
from tilth.web.deals import reading
from tilth.web.deals.cards import Card, Maker
from tilth.web.desk import desk
from tilth.web.desk.desk import Desk
from tilth.web.format.languages import language
from tilth.web.proposals import sections
from tilth.web.proposals.sections import Line


@dataclass(frozen=True, kw_only=True)
class Stage:
    """One stage of the way: whether it was reached, since when, and how long others stood in it."""

    label: str
    place: int
    since: object
    here: bool
    passed: bool
    days: int | None
    median: Decimal | None


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """One need as the pages show it: in words, what is best done, what meets it."""

    row: Need
    kind: str
    dimension: str
    depth: str
    nature: str
    phase: str
    place: int
    """Its phase's place, from 1 to 6."""
    act: str
    answers: tuple[str, ...]
    """Categories that meet it; none: a gap, which the page names."""
    state: str
    mine: bool
    """The opportunity answers it."""


@dataclass(frozen=True, kw_only=True)
class Sign:
    """One signal: its key, and when it was last noticed."""

    code: str
    label: str
    key: str
    noticed: object


@dataclass(frozen=True, kw_only=True)
class Page:
    """All about one opportunity."""

    card: Card
    about: About
    stages: tuple[Stage, ...]
    needs: tuple[Wanted, ...]
    minds: tuple[tuple[str, str, bool, bool], ...]
    """Code, word, whether it is reached, whether it is the present one."""
    process: str
    hint: str
    signs: tuple[tuple[str, tuple[Sign, ...]], ...]
    proposed: tuple[tuple[BuyingSignal, str, str], ...]
    """The signals noted, each with its word and how a close was proposed."""
    peace: bool
    """No close is proposed to this customer (TRAP-18)."""
    proposals: tuple[Line, ...] | None
    """None for whoever may not list them."""
    draws: bool
    forms: tuple[ActForm, ...]
    wrong: str
    """Code of the form that was refused; it stands open."""
    cycle: Decimal | None
    heeds: bool
    talks: bool
    """The reader may open the negotiation."""


@require_safe
@requires((Thing.OPPORTUNITY, Action.VIEW), (Thing.CUSTOMER, Action.VIEW))
def index(request: HttpRequest, customer_id: str, deal: UUID) -> HttpResponse:
    """Show one opportunity of a customer in sight."""
    return shown(request, desk.at(request, "deals"), customer_id, deal)


def shown(
    request: HttpRequest, at: Desk, customer_id: str, deal: UUID, wrong: ActForm | None = None
) -> HttpResponse:
    """Answer with the page of an opportunity; one out of sight does not exist here: Http404."""
    found = queries.about(at.actor, at.generation, customer_id, deal)
    if found is None:
        raise Http404
    desk.note_view(customer_id, "opportunity")
    status = 200 if wrong is None else 422
    return shell.page(request, "deals/deal.html", shell=at.frame, page=_page(at, found, wrong), status=status)


def _page(at: Desk, found: About, wrong: ActForm | None) -> Page:
    made, row, said = reading.maker(at.frame, at.generation), found.deal.row, language()
    rules = at.playbook.of(BuyingSignalRules)
    customer = guards.customer(at.actor, at.generation, row.customer_id, only=cases.JUDGED)
    fit = at.suits(customer)
    cycle = made.past.cycle
    mind = row.psychology or ""
    is_open = row.state == "open"
    keeps = is_open and may(at.actor.role, Thing.OPPORTUNITY, Action.UPDATE)
    held = keeps and stops.stopped(at.actor, at.generation, customer, day=at.frame.today)
    named = _products(at, found, cases.plain(customer, fit, stopped=held)) if keeps else []
    return Page(
        card=made.card(found.deal),
        about=found,
        stages=tuple(_stage(code, found, made) for code in ORDER),
        needs=tuple(wanted(one, at.playbook.of(NeedRules), row.pk) for one in found.needs),
        minds=tuple(
            (code, words.told(said), bool(mind) and _before(code, mind), code == mind)
            for code, words in PSYCHOLOGY.items()
        ),
        process=PROCESSES[PROCESS[mind]].told(said) if mind else "",
        hint=rules.hint(mind).told(said) if mind else "",
        signs=tuple(
            (words.told(said), tuple(_sign(code, found) for code in codes))
            for words, codes in GROUPS.values()
        ),
        proposed=tuple(
            (one, SIGNALS[one.code].told(said), METHODS[one.method].told(said) if one.method else "")
            for one in found.signals
        ),
        peace=rules.left_in_peace(level=fit.level, born=customer.birth_date, today=at.frame.today),
        proposals=_proposals(at, found),
        draws=is_open and sections.draws(at),
        forms=tuple(_form(at, found, name, wrong, named) for name in _ACTS) if keeps else (),
        wrong="" if wrong is None else wrong.code,
        cycle=None if cycle is None else cycle.days,
        heeds=is_open and may(at.actor.role, Thing.BUYING_SIGNAL, Action.CREATE),
        talks=may(at.actor.role, Thing.OFFER, Action.LIST),
    )


_ACTS = ("move", "reckon", "sense", "win", "drop")
"""What is done on the page, beside answering a need."""


def _proposals(at: Desk, found: About) -> tuple[Line, ...] | None:
    """Return the proposals for the opportunity; one query."""
    if not may(at.actor.role, Thing.PROPOSAL, Action.LIST):
        return None
    row = found.deal.row
    return sections.lines(papers.of_customer(at.actor, at.generation, row.customer_id), row.pk)


def _form(at: Desk, found: About, name: str, wrong: ActForm | None, named: list[tuple[str, str]]) -> ActForm:
    act = next(one for one in subjects.acts(OPPORTUNITY) if one.name == name)
    row = found.deal.row
    form = ActForm(act, row=row.pk, today=at.frame.today)
    if wrong is not None and wrong.code == form.code:
        if name == "reckon":
            _name_products(wrong, named)
        return wrong
    known = {"amount", "category", "product", "expected_on", "psychology"} & form.fields.keys()
    for field in known:
        form.fields[field].initial = getattr(row, field)
    if name == "win":
        form.fields["bought_amount"].initial = row.amount
    if name == "reckon":
        _name_products(form, named)
    return form


def _products(at: Desk, found: About, investor: Investor) -> list[tuple[str, str]]:
    """Return number and name of what of the category is on sale and suits today."""
    rules, category = at.playbook.of(CertificateRules), found.deal.row.category
    return [
        (one.product_id, one.name)
        for one in products.on_sale(at.generation)
        if one.category == category and offers.suits(one, investor, rules, at.frame.today)
    ]


def _name_products(form: ActForm, named: list[tuple[str, str]]) -> None:
    """Offer products by name: nobody knows their numbers; one that stands and suits no more is named too."""
    stands = str(form["product"].value() or "")
    gone = [(stands, stands)] if stands and stands not in dict(named) else []
    select = forms.Select(attrs={"class": "form-select"}, choices=[("", "—"), *gone, *named])
    form.fields["product"].widget = select


def _stage(code: str, found: About, maker: Maker) -> Stage:
    since = {one.stage: one.since for one in found.steps}
    row = found.deal.row
    here, place = row.stage == code, ORDER.index(code)
    passed = place < ORDER.index(row.stage)
    after = [one.since for one in found.steps if ORDER.index(one.stage) > place]
    until = maker.today if here else min(after, default=None) if passed else None
    begun = since.get(code)
    return Stage(
        label=STAGES[code].told(language()),
        place=place + 1,
        since=begun if here or passed else None,
        here=here,
        passed=passed,
        days=(until - begun).days if until is not None and begun is not None and (here or passed) else None,
        median=maker.past.median(code),
    )


def wanted(row: Need, rules: NeedRules, deal: UUID | None) -> Wanted:
    """Return a need as the pages show it."""
    said = language()
    return Wanted(
        row=row,
        kind=KINDS[row.kind].told(said),
        dimension=DIMENSIONS[row.dimension].told(said),
        depth=DEPTHS[row.explicit].told(said),
        nature=CLASSES[row.nature].told(said),
        phase=PHASES[row.phase].told(said),
        place=list(PHASES).index(row.phase) + 1,
        act=rules.act(row.phase).told(said),
        answers=tuple(CATEGORIES[one].told(said) for one in rules.categories(row.kind)),
        state=STATES[row.state].told(said),
        mine=deal is not None and row.deal == deal,
    )


def _sign(code: str, found: About) -> Sign:
    noticed = [one.noticed_on for one in found.signals if one.code == code]
    return Sign(
        code=code, label=SIGNALS[code].told(language()), key=KEYS[code], noticed=max(noticed, default=None)
    )


def _before(code: str, mind: str) -> bool:
    order = list(PSYCHOLOGY)
    return order.index(code) <= order.index(mind)
