"""The rules of contact of one customer: consents, wishes, stops, suitable times; a part of the file."""

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms as django_forms

from tilth.data.models import PublishedCustomer
from tilth.domain.consents import queries as consents
from tilth.domain.consents.queries import Consented
from tilth.domain.contact_times.queries import ContactTimes
from tilth.domain.suppressions import queries as suppressions
from tilth.domain.suppressions.queries import Suppressed
from tilth.domain.wishes import queries as wishes
from tilth.domain.wishes.queries import Wish
from tilth.policy.permissions import Action, Thing, may
from tilth.web.contact_gate.answers import GateAnswers
from tilth.web.contact_rules import forms
from tilth.web.desk.desk import Desk
from tilth.web.desk.forms import CustomerForm, span
from tilth.web.desk.rights import Rights
from tilth.web.file.reading import Reading
from tilth.web.file.tabs import Part


@dataclass(frozen=True, kw_only=True)
class Rules:
    """One customer's rules of contact."""

    figures: PublishedCustomer
    can: Rights
    held: GateAnswers
    consents: tuple[Consented, ...]
    wishes: tuple[Wish, ...]
    stops: tuple[Suppressed, ...]
    times: ContactTimes | None
    forms: Mapping[str, django_forms.Form]
    wrong: str
    """Code of the form that was refused; it stands open."""
    text_version: str


def rules(of: Reading) -> Part | None:
    """Return what the customer allowed and wished, and what the contact gate says now; 5 queries."""
    at, today = of.at, of.at.frame.today
    if not of.can.rules:
        return None
    page = Rules(
        figures=of.figures,
        can=of.can,
        held=of.held,
        consents=consents.of_customer(at.actor, at.generation, **of.known),
        wishes=wishes.recorded(at.actor, at.generation, **of.known, today=today),
        stops=suppressions.of_customer(at.actor, at.generation, **of.known, today=today),
        times=of.times,
        forms={**_forms(at, of.times), **of.wrongs},
        wrong=of.refused,
        text_version=at.playbook.contact.consent_text_version,
    )
    return Part(template="contact_rules/rules.html", page=page)


def _forms(at: Desk, times: ContactTimes | None) -> dict[str, CustomerForm]:
    """Return the empty forms of the page."""
    return {
        "consent": forms.ConsentForm(initial={"text_version": at.playbook.contact.consent_text_version}),
        "wish": forms.WishForm(initial=span(at.frame.today)),
        "stop": forms.StopForm(initial=span(at.frame.today), restricts=restricts(at)),
        "times": forms.TimesForm(held=times),
        "avoid": forms.AvoidForm(initial={"topics": "\n".join(times.avoid if times else ())}),
    }


def restricts(at: Desk) -> bool:
    """Say whether the actor may stop all processing but storage."""
    return may(at.actor.role, Thing.RESTRICTION, Action.CREATE)
