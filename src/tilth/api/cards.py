"""A customer's card as a file, for whoever may take it out of the house."""

from typing import Literal

from django.http import HttpRequest, HttpResponse
from ninja import Field

from tilth.api import errors
from tilth.api.guard import Door
from tilth.api.routing import Router
from tilth.api.words import Asker, CustomerId, Given, Text
from tilth.domain.exports import cards
from tilth.policy import codes
from tilth.policy.permissions import Action, Thing

router = Router(tags=["customers"])
TYPE = "text/vcard"
_DOOR = Door((Thing.CUSTOMER, Action.EXPORT), (Thing.PERSONAL_DATA, Action.UNMASK))
_CARD = {"description": "The card.", "content": {TYPE: {"schema": {"type": "string"}}}}


class CardAsked(Given):
    """Why the card leaves the house; the audit keeps it."""

    why: Literal[(*codes.UNMASK_REASONS,)] = Field(description="Why.")  # type: ignore[valid-type]
    more: Text = Field("", description="In words; `other` needs them.")


@router.post(
    "/customers/{customer_id}/vcard",
    auth=_DOOR,
    response={200: None, **errors.answers(404)},
    openapi_extra={"responses": {200: _CARD}},
)
def vcard(request: HttpRequest, customer_id: CustomerId, body: CardAsked) -> HttpResponse:
    """Return name and how to reach as vCard 4.0, in clear; it is noted as an export."""
    told = f"{body.why}: {body.more}" if body.more.strip() else body.why
    text = cards.card(Asker(request).who(), customer_id, why="" if told == "other" else told)
    return HttpResponse(text, content_type=f"{TYPE}; charset=utf-8")
