"""The people around one customer: who owned whom when, who takes part, who looked; and changes of these."""

import datetime as dt
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from tilth.access.checks import requires
from tilth.domain import guards
from tilth.domain.audit import queries as looks
from tilth.domain.participants import operations as inviting
from tilth.domain.participants import queries as participants
from tilth.domain.staff import colleagues as staff
from tilth.domain.transfers import operations as moving
from tilth.domain.transfers import queries as owners
from tilth.policy.permissions import Action, Thing
from tilth.web import labels, shell
from tilth.web.desk import desk
from tilth.web.desk.acting import UNPROCESSABLE, act, among, by, error_of
from tilth.web.desk.desk import Desk, note_view
from tilth.web.desk.forms import CustomerForm, span
from tilth.web.participants import forms, pages

LOOKED_BACK = dt.timedelta(days=90)


@require_safe
@requires((Thing.CUSTOMER, Action.VIEW), (Thing.PARTICIPANT, Action.LIST))
def people(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Show who owned the customer, who takes part, and who looked in the last 90 days."""
    return _show(request, desk.at(request), customer_id, None)


def _show(request: HttpRequest, at: Desk, customer_id: str, wrong: CustomerForm | None) -> HttpResponse:
    row = at.customer(customer_id)
    can = at.rights(row)
    colleagues = _colleagues(at, inviting.TAKING_PART) if can.invite else ()
    managers = _colleagues(at, guards.MANAGERS) if can.move else ()
    shown = _forms(at) | ({} if wrong is None else {wrong.code: wrong})
    for form, people, told in ((shown["invite"], colleagues, _role), (shown["move"], managers, _branch)):
        if isinstance(form, forms.Naming):
            form.offer(people, told)
    page = pages.People(
        figures=row,
        can=can,
        owners=owners.history(at.actor, at.generation, customer_id=customer_id) if can.owners else (),
        participants=participants.of_customer(
            at.actor, at.generation, customer_id=customer_id, today=at.frame.today
        ),
        looks=looks.lookers(
            at.actor, at.generation, customer_id=customer_id, since=timezone.now() - LOOKED_BACK
        ),
        colleagues=colleagues,
        managers=managers,
        forms=shown,
        wrong="" if wrong is None else wrong.code,
        error=error_of(wrong),
        done="done" in request.GET,
    )
    note_view(customer_id, "people")
    status = UNPROCESSABLE if wrong else 200
    return shell.page(request, "participants/people.html", shell=at.frame, page=page, status=status)


def _forms(at: Desk) -> dict[str, CustomerForm]:
    return {"invite": forms.InviteForm(initial=span(at.frame.today)), "move": forms.TransferForm()}


def _role(one: staff.Colleague) -> str:
    return labels.label("role", one.role)


def _branch(one: staff.Colleague) -> str:
    return one.branch_id


def _colleagues(at: Desk, among_roles: frozenset[str]) -> tuple[staff.Colleague, ...]:
    return staff.at_work(at.actor, at.generation, among=among_roles)


@require_POST
@requires((Thing.PARTICIPANT, Action.CREATE))
def invite(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Let a colleague take part until a day."""
    form = forms.InviteForm(request.POST)

    def do(at: Desk) -> object:
        return inviting.invite(**by(at), customer_id=customer_id, **form.cleaned_data)

    return act(request, customer_id, form, do=do, again=_show, page="customer_people")


@require_POST
@requires((Thing.PARTICIPANT, Action.UPDATE))
def end(request: HttpRequest, customer_id: str, participant: UUID) -> HttpResponse:
    """End a participation in this customer at once."""

    def do(at: Desk) -> object:
        held = participants.of_customer(
            at.actor, at.generation, customer_id=customer_id, today=at.frame.today
        )
        among(participant, [one.id for one in held])
        return inviting.end(**by(at), participant_id=participant)

    return act(request, customer_id, None, do=do, again=_show, page="customer_people")


@require_POST
@requires((Thing.TRANSFER, Action.CREATE))
def move(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Hand the customer to another manager, branch included; he or she sees the customer at once."""
    form = forms.TransferForm(request.POST)

    def do(at: Desk) -> object:
        given = form.cleaned_data
        to = given["to_staff_id"]
        branch = guards.staff(at.generation, to, among=guards.MANAGERS).branch_id
        return moving.move(
            **by(at),
            customer_id=customer_id,
            to_staff_id=to,
            to_branch_id=branch,
            cause=given["cause"],
            note=given["note"],
        )

    return act(request, customer_id, form, do=do, again=_show, page="customer_people")
