"""What the night noticed in one customer, with the figures that it was made of."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from ninja import Field, Schema

from tilth.access import audit
from tilth.api import errors
from tilth.api.guard import Door
from tilth.api.routing import Router
from tilth.api.words import Asker, CustomerId
from tilth.domain import guards
from tilth.domain.signals import queries
from tilth.policy.permissions import Action, Thing

router = Router(tags=["customers"])


class Figure(Schema):
    """One figure from which a signal was made."""

    source: str = Field(description="What it is: holding, product, balance, mean, day, flow …")
    number: str = Field(description="Its number; empty for what has none.")
    name: str = Field(description="The product's name, where it is about one.")
    day: dt.date = Field(description="The day of the figure.")
    amount: Decimal | None = Field(description="Base currency, where it is an amount.")


class Signal(Schema):
    """One signal that stands, or was acted on."""

    event_id: str = Field(description="Its number, the same in every night that tells it.")
    kind: str = Field(description="What was noticed: a code of the playbook.")
    subject: str = Field(description="Number of the holding or product, the category, or empty.")
    due_on: dt.date = Field(description="The day of it; of a state the night that told it first.")
    amount: Decimal | None = Field(description="Base currency.")
    money: Decimal | None = Field(description="What is at stake: the playbook's share of the amount.")
    detail: dict[str, Any] = Field(description="What explains it: the keys of docs/algorithms/nightly.md.")
    purpose: str = Field(description="What a contact about it is for.")
    told_on: dt.date = Field(description="The first night that told it.")
    lapses_on: dt.date = Field(description="The last list day on which it is open.")
    acted_on: bool = Field(description="Whether somebody talked about it, or closed it.")
    closed_because: str = Field(description="Why a person closed it: a code; empty where nobody did.")
    evidence: list[Figure] = Field(description="The figures, the latest first.")


@router.get(
    "/customers/{customer_id}/signals",
    auth=Door((Thing.EVENT, Action.LIST), (Thing.CUSTOMER, Action.VIEW)),
    response={200: list[Signal], **errors.answers(404)},
)
def signals(request: HttpRequest, customer_id: CustomerId) -> list[Signal]:
    """List what the night noticed in a customer in sight: open ones first, the most at stake first."""
    asker = Asker(request)
    guards.customer(asker.actor, asker.generation, customer_id, merged=True)
    found = queries.of_customer(asker.actor, asker.generation, customer_id=customer_id)
    audit.note_part(customer_id, "customer", channel="api")
    return [_signal(one) for one in found]


def _signal(one: queries.Signal) -> Signal:
    told: dict[str, Any] = {
        "evidence": [Figure.model_validate(figure) for figure in one.evidence],
        "closed_because": one.closed.reason if one.closed else "",
    }
    plain = {name: getattr(one, name) for name in Signal.model_fields if name not in told}
    return Signal(**told, **plain)
