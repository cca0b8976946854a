"""Change who works with one customer: let a colleague take part, end that, hand the customer over."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from tilth.access.checks import requires
from tilth.domain import guards
from tilth.domain.records import participant as inviting
from tilth.domain.transfers import operations as moving
from tilth.policy.permissions import Action, Thing
from tilth.web.desk.acting import act
from tilth.web.desk.desk import Desk
from tilth.web.file.show import again
from tilth.web.participants import forms

TAB, PAGE = "network", "customer_network"


@require_POST
@requires((Thing.PARTICIPANT, Action.CREATE))
def invite(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Let a colleague take part until a day."""
    form = forms.InviteForm(request.POST)

    def do(at: Desk) -> object:
        return inviting.invite(at.who, customer_id, **form.cleaned_data)

    return act(request, customer_id, form, do=do, again=again(TAB), page=PAGE)


@require_POST
@requires((Thing.PARTICIPANT, Action.UPDATE))
def end(request: HttpRequest, customer_id: str, participant: UUID) -> HttpResponse:
    """End a participation in this customer at once."""

    def do(at: Desk) -> object:
        return inviting.end(at.who, customer_id, participant)

    return act(request, customer_id, None, do=do, again=again(TAB), page=PAGE)


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
            at.who,
            customer_id,
            to_staff_id=to,
            to_branch_id=branch,
            cause=given["cause"],
            note=given["note"],
        )

    return act(request, customer_id, form, do=do, again=again(TAB), page=PAGE)
