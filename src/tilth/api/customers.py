"""Customers in sight: many by search and sort, or one with its figures; personal data masked (C-22)."""

import datetime as dt
from decimal import Decimal
from typing import Any, Literal

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from ninja import Field, Query, Schema

from tilth.access import audit, households
from tilth.access.audit import Event
from tilth.api import errors
from tilth.api.guard import Door
from tilth.api.routing import Router
from tilth.api.words import Asker, CustomerId, Given, SearchRefusedError, Short
from tilth.data.models import PublishedCustomer
from tilth.domain import bank, guards
from tilth.domain.customers import queries, search
from tilth.domain.customers.filters import MAIN_BANK, Filters
from tilth.policy import codes, masks
from tilth.policy.permissions import Action, Thing, may

router = Router(tags=["customers"])
_REFUSED = {
    search.NEEDS_KEY: "Whoever sees the whole bank names somebody: a whole number or name.",
    search.TOO_MANY: f"More than {search.MOST} customers answer to this: name somebody.",
    search.ONLY_WILDCARDS: "Wildcards alone look for nobody: give letters or digits.",
}
_LIST = (Thing.CUSTOMER, Action.LIST)
_VIEW = (Thing.CUSTOMER, Action.VIEW)
_PERSON = (Thing.PERSONAL_DATA, Action.VIEW)


class Asked(Given):
    """What is looked for; nothing given: everybody in sight, the richest first."""

    text: Short = Field(
        "", description="Name, pinyin, customer number, whole mobile or its last four digits."
    )
    tier: Literal[("", *codes.TIERS)] = Field("", description="Tonight's tier.")  # type: ignore[valid-type]
    side: Literal[("", *codes.SIDES)] = Field("", description="Side of the call list.")  # type: ignore[valid-type]
    main_bank: Literal[("", *MAIN_BANK)] = Field(  # type: ignore[valid-type]
        "", description="Whether this is the main bank by the night."
    )
    overdue: bool = Field(default=False, description="Only customers whose next contact is overdue.")
    sort: Literal["aum", "name", "overdue"] = Field("aum", description="By what the list is ordered.")
    after: Short = Field("", description="`following` of the page before.")


class Line(Schema):
    """One customer of a list."""

    customer_id: str = Field(description="The bank's number.")
    name: str | None = Field(description="In clear in the own book, else masked.")
    kind: str = Field(description="person or company.")
    mobile: str | None = Field(description="Masked; the number to call comes with a clearance.")
    mobile_wrong: bool = Field(description="Whether the number shown is marked wrong: it cannot be called.")
    deceased: bool = Field(description="Recorded as deceased.")
    tier: str = Field(description="Tonight's tier.")
    familiar: bool = Field(description="Whether the customer is familiar tonight.")
    lifecycle: str = Field(description="lost, new, dormant, growing or mature.")
    segment: str | None = Field(description="Code of the segment in the active scheme.")
    segment_assumed: bool = Field(description="Whether nobody has confirmed it and no rule makes it certain.")
    segment_second: str | None = Field(description="The next nearest type, where the nearest one is assumed.")
    aum: Decimal = Field(description="Assets under management in the base currency.")
    last_contact_on: dt.date | None = Field(description="Day of the last two-way contact.")
    next_contact_due_on: dt.date | None = Field(description="Day on which the next contact is due.")
    overdue_days: int = Field(description="Days past that day; 0 when not overdue.")


class Page(Schema):
    """One page of customers."""

    items: list[Line] = Field(description="At most 50.")
    total: int = Field(description="How many there are; counting stops at 1,001.")
    following: str = Field(description="Give it as `after` for the next page; empty at the end.")
    cut: bool = Field(
        default=False,
        description="Whether only names that begin with the text are shown: too many are in sight.",
    )


class Customer(Schema):
    """One customer."""

    customer_id: str = Field(description="The bank's number.")
    name: str | None = Field(description="In clear in the own book, else masked.")
    kind: str = Field(description="person or company.")
    mobile: str | None = Field(description="Masked.")
    phone: str | None = Field(description="Masked.")
    email: str | None = Field(description="Masked.")
    address: str | None = Field(description="Masked: down to the district.")
    wrong_numbers: list[str] = Field(
        description="Which of mobile and phone are marked wrong, until the bank's data bring another number."
    )
    deceased: bool = Field(description="Recorded as deceased.")
    city: str | None = Field(description="City of residence.")
    birthday: str = Field(description="Month and day, MM-DD; the year is nobody's. Empty when unknown.")
    branch_id: str = Field(description="The branch that keeps the customer.")
    rm_id: str | None = Field(description="The manager who owns the customer.")
    household_id: str | None = Field(
        description="Opaque; shared by the members of one household while the secret key stays."
    )
    tier: str = Field(description="Tonight's tier.")
    next_tier_gap: Decimal | None = Field(description="What is missing to the next tier.")
    segment: str | None = Field(description="Code of the segment in the active scheme.")
    segment_assumed: bool = Field(description="Whether nobody has confirmed it and no rule makes it certain.")
    segment_second: str | None = Field(description="The next nearest type, where the nearest one is assumed.")
    lifecycle: str = Field(description="lost, new, dormant, growing or mature.")
    familiar: bool = Field(description="Whether the customer is familiar tonight.")
    under_served: bool = Field(description="Whether the customer holds less than would fit.")
    main_bank: bool | None = Field(
        description="Whether this is the main bank; none while an indicator of it is unknown."
    )
    aum: Decimal = Field(description="Assets under management in the base currency.")
    liabilities: Decimal = Field(description="What the customer owes the bank.")
    deposit_balance: Decimal = Field(description="Deposits in the base currency.")
    risk_level: str | None = Field(description="Assessed risk capacity.")
    risk_assessed_on: dt.date | None = Field(description="Day of the assessment.")
    last_contact_on: dt.date | None = Field(description="Day of the last two-way contact.")
    next_contact_due_on: dt.date | None = Field(description="Day on which the next contact is due.")
    overdue_days: int = Field(description="Days past that day; 0 when not overdue.")
    excluded_cause: str | None = Field(description="Why the customer is not on tonight's list.")
    excluded_until: dt.date | None = Field(description="The first day without that cause.")
    opened_on: dt.date = Field(description="Begin of the relationship.")
    closed_on: dt.date | None = Field(description="Its end.")
    business_date: dt.date = Field(description="The night of these figures.")


@router.get("/customers", auth=Door(_LIST), response={200: Page, **errors.answers(404)})
def customers(request: HttpRequest, asked: Query[Asked]) -> Page:
    """List the customers in sight, 50 a page; a text needs the right to search."""
    asker = Asker(request)
    if asked.text and not may(asker.actor.role, Thing.CUSTOMER, Action.SEARCH):
        raise PermissionDenied
    filters = Filters(
        text=asked.text.strip(),
        tier=asked.tier,
        main=asked.main_bank,
        side=asked.side,
        overdue=asked.overdue,
        sort=asked.sort,
    )
    today = bank.today(asker.generation.business_date)
    found = search.find(asker.actor, asker.generation, filters=filters, today=today, after=asked.after)
    told = {"text": audit.digest(filters.text)} if filters.text else {}
    audit.note(
        Event.SEARCH if filters.text else Event.LIST,
        customers=[row.customer_id for row in found.rows],
        subject_type="customer",
        detail={"channel": "api", "refused": found.refused, **told},
        act=found.act,
    )
    if found.refused:
        raise SearchRefusedError(_REFUSED[found.refused])
    lines = [Line.model_validate(row) for row in found.rows]
    return Page(items=lines, total=found.total, following=found.following, cut=found.cut)


@router.get(
    "/customers/{customer_id}", auth=Door(_VIEW, _PERSON), response={200: Customer, **errors.answers(404)}
)
def customer(request: HttpRequest, customer_id: CustomerId) -> Customer:
    """Return one customer in sight."""
    asker = Asker(request)
    row = queries.figures(asker.actor, asker.generation, customer_id=customer_id, channel="api")
    if row is None:
        raise guards.CustomerNotVisibleError(customer_id)
    audit.note_part(customer_id, "customer", channel="api")
    return _customer(row)


def _customer(row: PublishedCustomer) -> Customer:
    told: dict[str, Any] = {
        "birthday": masks.birthday(row.birth_date),
        "household_id": households.told(row.household_id),
        "wrong_numbers": sorted(row.wrong_numbers),
    }
    plain = {name: getattr(row, name) for name in Customer.model_fields if name not in told}
    return Customer(**told, **plain)
