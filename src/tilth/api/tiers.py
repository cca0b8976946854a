"""What stands beside a customer's tier: how far the others are, the wealth grade, the log of changes."""

import datetime as dt
from decimal import Decimal
from typing import Annotated, Literal

from django.http import HttpRequest
from ninja import Field, Query, Schema
from pydantic import Field as PydanticField

from tilth.access import audit
from tilth.api import errors
from tilth.api.guard import Door
from tilth.api.routing import Router
from tilth.api.words import Asker, CustomerId, Given
from tilth.data.models import PublishedCustomer
from tilth.domain import bank, guards
from tilth.domain.customers import queries
from tilth.domain.tiers import changes, distance, main_bank, measures
from tilth.domain.tiers.distance import Distance, Falling, Leaving, Rising
from tilth.policy import codes, grades
from tilth.policy.permissions import Action, Thing
from tilth.policy.vocabulary import TIERS

router = Router(tags=["customers"])
MOST = 50
_DOOR = Door(
    (Thing.CUSTOMER, Action.VIEW), (Thing.HOLDING, Action.LIST), (Thing.SEGMENT_ASSIGNMENT, Action.VIEW)
)
_PART = "growth"
"""The part of the file that the answers are of, as the audit names it."""
Tier = Literal[(*TIERS,)]  # type: ignore[valid-type]


class TierWay(Schema):
    """Money that, held for so many days, lifts into the tier above."""

    days: int = Field(description="How many days it lies at the bank.")
    amount: Decimal = Field(description="How much, in the base currency.")
    reached_on: dt.date = Field(description="The night that finds the tier.")


class TierRise(Schema):
    """The tier above."""

    tier: Tier = Field(description="Which.")
    floor: Decimal = Field(description="From which mean on, in the base currency.")
    ways: list[TierWay] = Field(description="The shorter first.")
    told: TierWay | None = Field(description="The one that the pages say; none where it comes by itself.")
    by_itself: dt.date | None = Field(description="The night that finds it though nothing comes.")


class TierFall(Schema):
    """Today's tier falls though nothing leaves."""

    falls_on: dt.date = Field(description="The night that finds the tier below.")
    short: Decimal = Field(description="What would have to come for it to hold, in the base currency.")


class TierLeaving(Schema):
    """What becomes of a tier if all of what matures first leaves."""

    holding_id: str = Field(description="What matures first.")
    due_on: dt.date = Field(description="Its day.")
    tier: Tier = Field(description="Today's tier, or the one above where today's holds.")
    falls_on: dt.date | None = Field(description="The night that finds less; none where it holds.")
    stays: Decimal = Field(description="How much of it must stay, in the base currency.")


class TierDistance(Schema):
    """How far the other tiers are (TIER-15)."""

    tier: Tier = Field(description="Tonight's.")
    basis: Decimal = Field(description="What tiers tonight, in the base currency.")
    window: int = Field(description="Days of the mean; 1: tonight's amount tiers.")
    start: dt.date | None = Field(description="From when on money is taken to lie there; none: unknown.")
    rising: TierRise | None = Field(description="None at the top, and where nobody can tell.")
    falling: TierFall | None = Field(description="None where the tier holds by itself.")
    leaving: TierLeaving | None = Field(description="None where what matures touches no tier.")


class GradePart(Schema):
    """One input of the wealth grade."""

    code: str = Field(description="Which input of the playbook.")
    measure: str = Field(description="What it measures.")
    value: Decimal | None = Field(description="As measured; none where nobody knows it.")
    full: Decimal = Field(description="The value that brings all its points.")
    weight: int = Field(description="Its points at most.")
    points: Decimal = Field(description="What it brings.")


class MainBankPart(Schema):
    """One indicator of the main bank."""

    code: Literal[(*codes.MAIN_BANK,)] = Field(description="Which.")  # type: ignore[valid-type]
    value: float | None = Field(description="0 to 1; none where it is unknown, or not for your role.")
    least: float = Field(description="From here on it passes.")
    passes: bool | None = Field(description="None where the value is.")


class WealthGrade(Schema):
    """The wealth grade with all that makes it (TIER-04), and whether this is the main bank (TIER-09)."""

    grade: str = Field(description="A to D, a code of the playbook.")
    points: Decimal = Field(description="The sum of the parts.")
    following: str | None = Field(description="The grade above; none at the top.")
    missing: Decimal | None = Field(description="Points that are missing to it.")
    parts: list[GradePart] = Field(description="One an input.")
    main_bank: bool | None = Field(
        description="Whether this is the main bank, as the night found; none while an indicator was unknown."
    )
    indicators: list[MainBankPart] = Field(description="What the main bank is judged by (MAIN-05).")


class TierChange(Schema):
    """When tier or lifecycle became another."""

    id: int = Field(description="Its number.")
    changed_on: dt.date = Field(description="The night that found it.")
    what: Literal[(*codes.STANDINGS,)] = Field(description="tier or lifecycle.")  # type: ignore[valid-type]
    before: str = Field(description="What it was.")
    after: str = Field(description="What it became.")


class TierChanges(Schema):
    """One page of changes, newest first."""

    items: list[TierChange] = Field(description=f"At most {MOST}.")
    following: int | None = Field(description="Give it as `after` for the next page; empty at the end.")


class ChangesAsked(Given):
    """Which page."""

    after: Annotated[int, PydanticField(ge=1, le=2**63 - 1)] | None = Field(
        None, description="`following` of the page before."
    )


@router.get(
    "/customers/{customer_id}/tier-distance", auth=_DOOR, response={200: TierDistance, **errors.answers(404)}
)
def tier_distance(request: HttpRequest, customer_id: CustomerId) -> TierDistance:
    """Return what lifts a customer in sight into the next tier, and what lets today's fall."""
    asker = Asker(request)
    row = _seen(asker, customer_id)
    playbook = bank.playbook_of(asker.generation.business_date)
    found = distance.of_customer(asker.actor, asker.generation, row, playbook, today=asker.today)
    audit.note_part(customer_id, _PART, channel="api")
    return TierDistance(
        tier=row.tier,
        basis=row.tier_basis,
        window=playbook.tiers.window,
        start=found.start if found else None,
        rising=_rise(found.rising) if found and found.rising else None,
        falling=_fall(found.falling) if found and found.falling else None,
        leaving=_leaving(asker, found) if found else None,
    )


@router.get("/customers/{customer_id}/grade", auth=_DOOR, response={200: WealthGrade, **errors.answers(404)})
def grade(request: HttpRequest, customer_id: CustomerId) -> WealthGrade:
    """Return the wealth grade of a customer in sight, each of its inputs with weight and value."""
    asker = Asker(request)
    row = _seen(asker, customer_id)
    playbook = bank.playbook_of(asker.generation.business_date)
    grading = playbook.grading
    found = grades.grade(measures.of(row), grading)
    audit.note_part(customer_id, _PART, channel="api")
    above = found.stands.following
    return WealthGrade(
        grade=found.stands.step.code,
        points=found.points,
        following=above.code if above else None,
        missing=found.stands.gap,
        parts=[
            GradePart(
                code=part.input.code,
                measure=part.input.measure,
                value=part.value,
                full=part.input.full,
                weight=part.input.weight,
                points=part.points,
            )
            for part in found.parts
        ],
        main_bank=row.main_bank,
        indicators=[
            MainBankPart.model_validate(one, from_attributes=True)
            for one in main_bank.of_customer(asker.actor, asker.generation, row, playbook).indicators
        ],
    )


@router.get(
    "/customers/{customer_id}/tier-changes", auth=_DOOR, response={200: TierChanges, **errors.answers(404)}
)
def tier_changes(request: HttpRequest, customer_id: CustomerId, asked: Query[ChangesAsked]) -> TierChanges:
    """List when tier and lifecycle of a customer in sight became others, newest first."""
    asker = Asker(request)
    guards.customer(asker.actor, asker.generation, customer_id, only=("customer_id",), merged=True)
    who = (asker.actor, asker.generation)
    found = changes.page(*who, customer_id=customer_id, after=asked.after, most=MOST + 1)
    audit.note_part(customer_id, _PART, channel="api")
    items = [TierChange.model_validate(one, from_attributes=True) for one in found[:MOST]]
    return TierChanges(items=items, following=items[-1].id if len(found) > MOST else None)


def _seen(asker: Asker, customer_id: str) -> PublishedCustomer:
    row = queries.figures(asker.actor, asker.generation, customer_id=customer_id, channel="api")
    if row is None:
        raise guards.CustomerNotVisibleError(customer_id)
    return row


def _rise(one: Rising) -> TierRise:
    ways = [TierWay.model_validate(way, from_attributes=True) for way in one.ways]
    told = ways[one.ways.index(one.told)] if one.told else None
    return TierRise(tier=one.tier, floor=one.floor, ways=ways, told=told, by_itself=one.by_itself)


def _fall(one: Falling) -> TierFall:
    return TierFall(falls_on=one.falls_on, short=one.short)


def _leaving(asker: Asker, found: Distance) -> TierLeaving | None:
    """Return what becomes of a tier if what matures first leaves; one query for the holdings."""
    held = queries.categories(asker.actor, asker.generation, customer_id=found.row.customer_id)
    first = distance.matures_first(held, found.playbook, found.start)
    left: Leaving | None = found.leaving(first) if first else None
    if left is None:
        return None
    return TierLeaving(
        holding_id=left.what.holding.holding_id,
        due_on=left.what.due_on,
        tier=left.tier,
        falls_on=left.falls_on,
        stays=left.stays,
    )
