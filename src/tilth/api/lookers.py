"""Who looked at one customer's file."""

import datetime as dt

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Schema

from tilth.api import errors
from tilth.api.guard import Door
from tilth.api.routing import Router
from tilth.api.words import Asker, CustomerId
from tilth.domain import guards
from tilth.domain.audit import queries as looks
from tilth.policy.permissions import Action, Thing

router = Router(tags=["care"])
_LOOKED_BACK = dt.timedelta(days=90)


class Look(Schema):
    """Somebody who saw or changed a customer."""

    at: dt.datetime = Field(description="When.")
    action: str = Field(description="view, list, search, unmask, clearance, change …")
    by: str | None = Field(description="Who; empty for the nightly run.")
    staff_id: str | None = Field(description="The person's number.")
    role: str = Field(description="The role at that moment.")


@router.get(
    "/customers/{customer_id}/lookers",
    auth=Door((Thing.CUSTOMER, Action.VIEW)),
    response={200: list[Look], **errors.answers(404)},
)
def lookers(request: HttpRequest, customer_id: CustomerId) -> list[Look]:
    """List who saw or changed a customer within 90 days, newest first, at most 100."""
    asker = Asker(request)
    guards.customer(asker.actor, asker.generation, customer_id, merged=True)
    since = timezone.now() - _LOOKED_BACK
    found = looks.lookers(asker.actor, asker.generation, customer_id=customer_id, since=since)
    return [
        Look(at=one.at, action=one.action, by=one.name, staff_id=one.staff_id, role=one.role)
        for one in found.items
    ]
