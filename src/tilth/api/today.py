"""The signed-in manager's own day: the list of names to call, and the book in numbers."""

import datetime as dt
from decimal import Decimal

from django.http import Http404, HttpRequest
from ninja import Field, Schema

from tilth.access import audit
from tilth.access.audit import Event
from tilth.api import errors
from tilth.api.guard import Door
from tilth.api.routing import Router
from tilth.api.words import Asker
from tilth.domain.call_lists import queries
from tilth.policy.permissions import Action, Thing

router = Router(tags=["today"])


class Name(Schema):
    """One name of the list."""

    rank: int = Field(description="Its place.")
    customer_id: str = Field(description="The bank's number.")
    name: str | None = Field(description="In clear in the own book, else masked.")
    mobile: str | None = Field(description="Masked; the number to call comes with a clearance.")
    mobile_wrong: bool = Field(description="Whether the number shown is marked wrong: it cannot be called.")
    deceased: bool = Field(description="Recorded as deceased.")
    side: str = Field(description="familiar or unfamiliar.")
    goal: str = Field(description="What the call is for.")
    reasons: list[str] = Field(description="Why tonight, most urgent first.")
    tier: str = Field(description="Tonight's tier.")
    aum: Decimal = Field(description="Assets under management in the base currency.")
    overdue_days: int = Field(description="Days past the agreed contact; 0 when not overdue.")
    outcome: str | None = Field(description="What came of it today; empty while nobody called.")
    skipped: str | None = Field(description="Why the name was passed over today; empty where it was not.")
    put_off_on: dt.date | None = Field(description="The day to which the call was put off.")
    put_off_at: dt.time | None = Field(description="The time of that day, where one was chosen.")


class Today(Schema):
    """A manager's list of the day."""

    today: dt.date = Field(description="The day that the pages call today.")
    business_date: dt.date = Field(description="The night that made the list.")
    items: list[Name] = Field(description="In their order.")


class Book(Schema):
    """The manager's own book in numbers."""

    business_date: dt.date = Field(description="The night of these figures.")
    branch_id: str = Field(description="The manager's branch.")
    customers: int = Field(description="Customers not closed.")
    book_aum: Decimal = Field(
        description="Their assets under management; a joint account of several of them counts once."
    )
    tier_general: int = Field(description="Customers of the tier general.")
    tier_personal: int = Field(description="Customers of the tier personal.")
    tier_platinum: int = Field(description="Customers of the tier platinum.")
    tier_private: int = Field(description="Customers of the tier private.")
    familiar_customers: int = Field(description="Familiar customers.")
    under_served_customers: int = Field(description="Customers who hold less than would fit.")
    overdue: int = Field(description="Customers whose next contact is overdue.")
    contacts_made: int = Field(description="Contacts and attempts of the manager.")
    contacts_connected: int = Field(description="Of these, two-way.")
    list_size: int = Field(description="Names on tonight's list.")


@router.get(
    "/today", auth=Door((Thing.LIST_ENTRY, Action.LIST)), response={200: Today, **errors.answers(404)}
)
def today(request: HttpRequest) -> Today:
    """Return the own list of the day; empty for who has none."""
    asker = Asker(request)
    found = queries.day(asker.actor, asker.generation, today=asker.today)
    items = [
        Name(
            rank=one.rank,
            customer_id=one.customer_id,
            name=one.name,
            mobile=one.mobile,
            mobile_wrong=one.wrong is not None,
            deceased=one.deceased,
            side=one.side,
            goal=one.goal,
            reasons=list(one.reasons),
            tier=one.tier,
            aum=one.aum,
            overdue_days=one.overdue_days,
            outcome=None if one.done is None else one.done.outcome,
            skipped=None if one.skipped is None else one.skipped.reason,
            put_off_on=None if one.later is None else one.later.due_on,
            put_off_at=None if one.later is None else one.later.due_at,
        )
        for one in found.entries
    ]
    customers = [one.customer_id for one in items]
    audit.note(Event.LIST, customers=customers, subject_type="list_entry", detail={"channel": "api"})
    return Today(today=asker.today, business_date=asker.generation.business_date, items=items)


@router.get("/book", auth=Door((Thing.BOOK, Action.VIEW)), response={200: Book, **errors.answers(404)})
def book(request: HttpRequest) -> Book:
    """Return the own book in numbers; 404 for who owns no customers."""
    asker = Asker(request)
    row = queries.book(asker.actor, asker.generation)
    if row is None:
        raise Http404
    renamed = {"book_aum": "aum", "familiar_customers": "familiar", "under_served_customers": "under_served"}
    return Book(**{name: getattr(row, renamed.get(name, name)) for name in Book.model_fields})
