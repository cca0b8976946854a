"""Who works with one customer: who owned, who takes part, who looked; a part of the file."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms as django_forms
from django.utils import timezone

from tilth.access.ahead import Asked
from tilth.data.models import PublishedCustomer
from tilth.domain import guards
from tilth.domain.audit import queries as looks
from tilth.domain.audit.entries import Entries
from tilth.domain.participants import queries as participants
from tilth.domain.participants.queries import Participation
from tilth.domain.records import participant as inviting
from tilth.domain.staff import colleagues as staff
from tilth.domain.staff.colleagues import Colleague
from tilth.domain.transfers import queries as owners
from tilth.domain.transfers.queries import Owned
from tilth.policy.permissions import Action, Thing, may
from tilth.web import labels
from tilth.web.desk.desk import Desk
from tilth.web.desk.forms import span
from tilth.web.desk.rights import Rights
from tilth.web.file.reading import Reading
from tilth.web.file.tabs import Part
from tilth.web.participants import forms

LOOKED_BACK = dt.timedelta(days=90)


@dataclass(frozen=True, kw_only=True)
class People:
    """Who owned, who takes part, and who looked."""

    figures: PublishedCustomer
    can: Rights
    owners: tuple[Owned, ...]
    participants: tuple[Participation, ...]
    looks: Entries
    colleagues: tuple[Colleague, ...]
    managers: tuple[Colleague, ...]
    forms: Mapping[str, django_forms.Form]
    wrong: str


def asked(at: Desk, customer_id: str) -> tuple[Asked[Any], ...]:
    """Return what the part asks, to be sent together with other reads."""
    who, role = (at.actor, at.generation), at.actor.role
    if not may(role, Thing.PARTICIPANT, Action.LIST):
        return ()
    owned = may(role, Thing.OWNERSHIP_CHANGE, Action.LIST)
    before = owners.asked(*who, customer_id=customer_id) if owned else ()
    return (participants.asked(*who, customer_id=customer_id), *before)


def people(of: Reading) -> Part | None:
    """Return who works with the customer; 1 query each for who can be named, 1 for who looked."""
    at, can = of.at, of.can
    if not can.people:
        return None
    colleagues = _colleagues(at, inviting.TAKING_PART) if can.invite else ()
    managers = _colleagues(at, guards.MANAGERS) if can.move else ()
    page = People(
        figures=of.figures,
        can=can,
        owners=owners.history(at.actor, at.generation, **of.known) if can.owners else (),
        participants=participants.of_customer(at.actor, at.generation, **of.known, today=at.frame.today),
        looks=looks.lookers(at.actor, at.generation, **of.known, since=timezone.now() - LOOKED_BACK),
        colleagues=colleagues,
        managers=managers,
        forms=_forms(of, colleagues, managers),
        wrong=of.refused,
    )
    return Part(template="participants/people.html", page=page)


def _forms(
    of: Reading, colleagues: tuple[Colleague, ...], managers: tuple[Colleague, ...]
) -> dict[str, django_forms.Form]:
    """Return the forms, the refused one in its place, each with those who can be named."""
    fresh: dict[str, django_forms.Form] = {
        "invite": forms.InviteForm(initial=span(of.at.frame.today)),
        "move": forms.TransferForm(),
    }
    shown = {**fresh, **of.wrongs}
    for form, named, told in ((shown["invite"], colleagues, _role), (shown["move"], managers, _branch)):
        if isinstance(form, forms.Naming):
            form.offer(named, told)
    return shown


def _role(one: staff.Colleague) -> str:
    return labels.label("role", one.role)


def _branch(one: staff.Colleague) -> str:
    return one.branch_id


def _colleagues(at: Desk, among_roles: frozenset[str]) -> tuple[staff.Colleague, ...]:
    return staff.at_work(at.actor, at.generation, among=among_roles)
