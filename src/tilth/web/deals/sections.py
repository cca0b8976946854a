"""Needs and opportunities in a customer's file: what is needed, in its order, and what is under way."""

from dataclasses import dataclass
from typing import Any

from tilth.access.ahead import Asked
from tilth.data.models import Need, PublishedCustomer
from tilth.domain import subjects
from tilth.domain.deals import queries
from tilth.policy.permissions import Action, Thing, may
from tilth.policy.subjects import Subject
from tilth.policy.subjects.need import NEED, NeedRules
from tilth.policy.subjects.opportunity import OPPORTUNITY
from tilth.web.act_form import ActForm
from tilth.web.deals import reading
from tilth.web.deals.cards import Card
from tilth.web.deals.deal import Wanted, wanted
from tilth.web.desk.desk import Desk
from tilth.web.file.reading import Reading
from tilth.web.file.tabs import Part


@dataclass(frozen=True, kw_only=True)
class Needed:
    """One need with what can be done about it."""

    wanted: Wanted
    forms: tuple[ActForm, ...]


@dataclass(frozen=True, kw_only=True)
class Needs:
    """Needs and opportunities of one customer."""

    figures: PublishedCustomer
    needs: tuple[Needed, ...]
    cards: tuple[Card, ...]
    add: ActForm | None
    open_up: ActForm | None
    wrong: str


def asked(at: Desk, customer_id: str) -> tuple[Asked[Any], ...]:
    """Return what `needs` begins with, to be sent together with other reads."""
    if not _lists(at.actor.role):
        return ()
    return queries.asked(at.actor, at.generation, customer_id=customer_id)


def _lists(role: str) -> bool:
    return may(role, Thing.NEED, Action.LIST) and may(role, Thing.OPPORTUNITY, Action.LIST)


def needs(of: Reading) -> Part | None:
    """Return needs and opportunities to whoever may list them; one statement with others."""
    at = of.at
    if not _lists(at.actor.role):
        return None
    wrong = of.wrong if isinstance(of.wrong, ActForm) else None
    rules, number = at.playbook.of(NeedRules), of.figures.customer_id
    made = reading.maker(at.frame, at.generation)
    page = Needs(
        figures=of.figures,
        needs=tuple(
            Needed(wanted=wanted(one, rules, None), forms=_forms(of, one, wrong))
            for one in queries.needs(at.actor, at.generation, number)
        ),
        cards=tuple(made.card(one) for one in queries.of_customer(at.actor, at.generation, number)),
        add=_adds(of, NEED, "notice", wrong),
        open_up=_adds(of, OPPORTUNITY, "open_up", wrong),
        wrong=of.refused,
    )
    return Part(template="deals/needs.html", page=page)


def _adds(of: Reading, subject: Subject, name: str, wrong: ActForm | None) -> ActForm | None:
    if not may(of.at.actor.role, subject.thing, Action.CREATE):
        return None
    act = next(one for one in subjects.acts(subject) if one.name == name)
    return _again(ActForm(act, today=of.at.frame.today), wrong)


def _forms(of: Reading, row: Need, wrong: ActForm | None) -> tuple[ActForm, ...]:
    if row.state != "open" or not may(of.at.actor.role, Thing.NEED, Action.UPDATE):
        return ()
    made = []
    for act in subjects.acts(NEED):
        if act.of_row:
            form = ActForm(act, row=row.pk, today=of.at.frame.today)
            for name in ("phase", "priority"):
                if name in form.fields:
                    form.fields[name].initial = getattr(row, name)
            made.append(_again(form, wrong))
    return tuple(made)


def _again(form: ActForm, wrong: ActForm | None) -> ActForm:
    return wrong if wrong is not None and wrong.code == form.code else form
