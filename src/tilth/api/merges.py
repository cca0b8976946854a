"""Which customer numbers are one person, for programs."""

import datetime as dt
from typing import Annotated, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Schema, Status
from pydantic import Field as PydanticField

from tilth.access import audit
from tilth.api import errors
from tilth.api.guard import Door
from tilth.api.routing import Router
from tilth.api.words import Asker, CustomerId, Given, Short, Text
from tilth.domain import guards
from tilth.domain.merges import operations, queries
from tilth.policy.permissions import Action, Thing
from tilth.policy.subjects.merge import CAUSES

router = Router(tags=["merges"])
MergeId = Annotated[int, PydanticField(ge=1, le=2**63 - 1, description="The merge.")]


class MergeTold(Schema):
    """One number that is, or was, one with another."""

    id: int = Field(description="Its number; a later merge of the same numbers is undone first.")
    customer_id: str = Field(description="The number that stays.")
    merged_id: str = Field(description="The number merged into it.")
    cause: Literal[(*CAUSES,)] = Field(description="Why.")  # type: ignore[valid-type]
    note: str = Field(description="Why, in words.")
    made_at: dt.datetime = Field(description="Since when.")
    made_by: str = Field(description="Who merged them.")
    undone_at: dt.datetime | None = Field(description="When it was undone; empty while it holds.")
    undone_by: str = Field(description="Who undid it; empty while it holds.")
    moved: int = Field(description="Records that it moved.")


class NewMerge(Given):
    """Another number that is one with this customer's, which stays (IDN-02)."""

    merged_id: Short = Field(description="The number to be merged.")
    cause: Literal[(*CAUSES,)] = Field(description="Why.")  # type: ignore[valid-type]
    note: Text = Field("", description="Why, in words.")
    details: list[UUID] = Field(
        default=[],
        max_length=200,
        description="Of profile items in which both numbers differ the details that stay; else the newer.",
    )


class MergeMade(Schema):
    """What was stored."""

    id: int = Field(description="Its number.")


@router.get(
    "/customers/{customer_id}/merges",
    auth=Door((Thing.MERGE, Action.LIST)),
    response={200: list[MergeTold], **errors.answers(404)},
)
def merges(request: HttpRequest, customer_id: CustomerId) -> list[MergeTold]:
    """List the merges of a number, the newest first."""
    asker = Asker(request)
    guards.customer(asker.actor, asker.generation, customer_id, only=("customer_id",), merged=True)
    found = queries.of_customer(asker.actor, asker.generation, customer_id=customer_id)
    audit.note_part(customer_id, "merge", channel="api")
    return [MergeTold.model_validate(one, from_attributes=True) for one in found]


@router.post(
    "/customers/{customer_id}/merges",
    auth=Door((Thing.MERGE, Action.CREATE)),
    response={201: MergeMade, **errors.answers(404)},
)
def merge(request: HttpRequest, customer_id: CustomerId, body: NewMerge) -> Status[MergeMade]:
    """Let another number be one with this one: what people wrote about it moves here at once."""
    asker = Asker(request)
    made = operations.merge(asker.who(), customer_id, **body.model_dump())
    return Status(201, MergeMade(id=made.pk))


@router.post(
    "/customers/{customer_id}/merges/{merge_id}/undo",
    auth=Door((Thing.MERGE, Action.UPDATE)),
    response={200: MergeMade, **errors.answers(404)},
)
def undo_merge(
    request: HttpRequest,
    customer_id: CustomerId,
    merge_id: MergeId,
) -> MergeMade:
    """Undo a merge: what it moved goes back as it is now; refused where that cannot be exact."""
    asker = Asker(request)
    guards.customer(asker.actor, asker.generation, customer_id, only=("customer_id",), merged=True)
    mine = queries.of_customer(asker.actor, asker.generation, customer_id=customer_id)
    if merge_id not in [one.id for one in mine]:
        raise guards.CustomerNotVisibleError(str(merge_id))
    undone = operations.undo(asker.who(), merge_id)
    return MergeMade(id=undone.pk)
