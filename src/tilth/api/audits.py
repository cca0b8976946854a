"""The audit for those who watch over it: who saw these customers, and what this account did (C-09, C-32)."""

import datetime as dt
from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Query, Schema
from pydantic import AwareDatetime

from tilth.api import errors
from tilth.api.guard import Door
from tilth.api.routing import Router
from tilth.api.words import Asker, Given, Short
from tilth.domain.acting import Unclear
from tilth.domain.audit import queries
from tilth.policy.permissions import Action, Thing

router = Router(tags=["audit"])
_MONTH = dt.timedelta(days=30)
_LARGEST = 2**63 - 1
_FIRST, _LAST = (dt.datetime(year, 1, 1, tzinfo=dt.UTC) for year in (2000, 2200))
Moment = Annotated[AwareDatetime, Field(ge=_FIRST, lt=_LAST)]


class Question(Given):
    """Either customers or an account, and a time: the last 30 days unless said."""

    customer: list[Annotated[Short, Field(min_length=1)]] = Field(
        default=[], max_length=queries.MOST, description="Numbers of customers; may be repeated."
    )
    user: int | None = Field(None, ge=0, le=_LARGEST, description="Number of an account.")
    since: Moment | None = Field(None, description="From this moment on, with its zone.")
    until: Moment | None = Field(None, description="Before this moment, with its zone.")
    before_at: Moment | None = Field(None, description="`following_at` of the page before.")
    before_id: int | None = Field(None, ge=0, le=_LARGEST, description="`following_id` of the page before.")


class Entry(Schema):
    """One thing that happened."""

    id: int = Field(description="Its number.")
    at: dt.datetime = Field(description="When.")
    action: str = Field(description="view, list, search, unmask, clearance, change, refusal …")
    user_id: int | None = Field(description="The account; empty for the nightly run and commands.")
    by: str | None = Field(description="The account's name.")
    staff_id: str | None = Field(description="The person's number.")
    role: str = Field(description="The role at that moment.")
    address: str = Field(description="From where.")
    subject_type: str = Field(description="What it was about.")
    subject_id: str = Field(description="Which one.")
    customers: list[str] = Field(description="Whom it concerned; of those asked for, where some were.")


class Entries(Schema):
    """One page of entries, newest first."""

    items: list[Entry] = Field(description="At most 100.")
    following_at: dt.datetime | None = Field(
        description="Give both as before_at and before_id; empty at the end."
    )
    following_id: int | None = Field(description="See following_at.")


@router.get(
    "/audit/entries",
    auth=Door((Thing.AUDIT_ENTRY, Action.SEARCH)),
    response={200: Entries, **errors.answers()},
)
def entries(request: HttpRequest, asked: Query[Question]) -> Entries:
    """Return what the audit knows about up to 200 customers, or about one account."""
    asker = Asker(request)
    until = asked.until or timezone.now()
    if bool(asked.customer) == (asked.user is not None):
        raise Unclear("Ask about customers or about one account: give one of the two.")
    if (asked.before_at is None) != (asked.before_id is None):
        raise Unclear("The place of a page has two parts: give before_at and before_id.")
    since, before = asked.since or until - _MONTH, _place(asked)
    if asked.user is not None:
        found = queries.of_user(
            asker.actor, asker.night, user_id=asked.user, since=since, until=until, before=before
        )
    else:
        found = queries.who_saw(
            asker.actor, asker.night, customers=asked.customer, since=since, until=until, before=before
        )
    at, number = found.following or (None, None)
    items = [
        Entry(by=one.name, **{name: getattr(one, name) for name in Entry.model_fields if name != "by"})
        for one in found.items
    ]
    return Entries(items=items, following_at=at, following_id=number)


def _place(asked: Question) -> tuple[dt.datetime, int] | None:
    if asked.before_at is None or asked.before_id is None:
        return None
    return asked.before_at, asked.before_id
