"""Read a manager's list of the day with the facts behind each name (LIST-02, LIST-04, LIST-11)."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, TypedDict

from django.db.models import OuterRef, Q, Subquery

from tilth.access import personal, scopes, visibility
from tilth.data.models import (
    Contact,
    Generation,
    PublishedBook,
    PublishedCustomer,
    PublishedEvent,
    PublishedHolding,
    PublishedListEntry,
    User,
)
from tilth.domain import days
from tilth.domain.call_lists.model import Day, Done, Entry, Event, Week

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


class _Side(TypedDict):
    customer_familiar: bool | None


def day(actor: User, generation: Generation, *, today: dt.date) -> Day:
    """Return the list of the actor's own staff number: five queries, however long the list is."""
    rows = list(
        visibility.visible(PublishedListEntry, actor, generation)
        .filter(rm_id=actor.staff_id)
        .order_by("rank")
    )
    ids = [row.customer_id for row in rows]
    customers = _customers(actor, generation, ids)
    events = _events(actor, generation, ids)
    contacts = _contacts(actor, generation, ids, today=today)
    done = _done(contacts, ids, generation)
    return Day(
        entries=tuple(
            _entry(row, customers[row.customer_id], events[row.customer_id], done.get(row.customer_id))
            for row in rows
            if row.customer_id in customers
        ),
        book_size=visibility.visible(PublishedCustomer, actor, generation)
        .filter(rm_id=actor.staff_id)
        .count()
        if not rows
        else len(rows),
        week=_week(contacts, actor, today=today),
    )


def first(actor: User, generation: Generation) -> str | None:
    """Return the first customer of the actor's own list; None without one."""
    own = visibility.visible(PublishedListEntry, actor, generation).filter(rm_id=actor.staff_id)
    return own.order_by("rank").values_list("customer_id", flat=True).first()


_FACTS = (
    "customer_id",
    "rm_id",
    "branch_id",
    "name",
    "kind",
    "mobile",
    "phone",
    "tier",
    "aum",
    "next_tier_gap",
    "segment",
    "segment_assumed",
    "overdue_days",
    "last_contact_on",
    "birth_calendar",
)
"""What a name on the list shows of its customer, and whose it is: a fifth of the columns published."""


def _customers(actor: User, generation: Generation, ids: list[str]) -> dict[str, PublishedCustomer]:
    mine = visibility.visible(PublishedCustomer, actor, generation)
    scope = scopes.of(actor, generation)
    found = mine.filter(customer_id__in=ids).only(*_FACTS)
    return {row.customer_id: personal.show(row, scope, "list") for row in found}


def _events(actor: User, generation: Generation, ids: list[str]) -> dict[str, list[Event]]:
    rows = list(
        visibility.visible(PublishedEvent, actor, generation)
        .filter(customer_id__in=ids)
        .order_by("due_on", "kind", "subject")
    )
    names = product_names(actor, generation, (row.subject for row in rows))
    found: dict[str, list[Event]] = defaultdict(list)
    for row in rows:
        found[row.customer_id].append(event(row, names))
    return found


def product_names(actor: User, generation: Generation, holdings: Iterable[str]) -> dict[str, str]:
    """Return the product's name per holding, for those that are about a holding."""
    wanted = sorted({holding for holding in holdings if holding})
    if not wanted:
        return {}
    rows = visibility.visible(PublishedHolding, actor, generation).filter(holding_id__in=wanted)
    return dict(rows.values_list("holding_id", "product_name"))


def event(row: PublishedEvent, names: dict[str, str]) -> Event:
    """Return a published event with the name of the product it is about."""
    return Event(
        kind=row.kind,
        due_on=row.due_on,
        amount=row.amount,
        detail=row.detail,
        product_name=names.get(row.subject, ""),
    )


def _contacts(
    actor: User, generation: Generation, ids: list[str], *, today: dt.date
) -> "list[WithAnnotations[Contact, _Side]]":
    """Return what answers tonight's list, and the actor's own contacts since Monday, in one query.

    Each carries `customer_familiar`, the side of its customer tonight.
    """
    mine = visibility.visible(PublishedCustomer, actor, generation)
    side = mine.filter(customer_id=OuterRef("customer_id")).values("familiar")[:1]
    answers = Q(customer_id__in=ids, business_date=generation.business_date)
    own = Q(staff_id=actor.staff_id, contact_on__gte=days.week_start(today), contact_on__lte=today)
    found = visibility.visible(Contact, actor, generation).filter(answers | own)
    return list(found.annotate(customer_familiar=Subquery(side)).order_by("contacted_at", "id"))


def _done(
    contacts: "list[WithAnnotations[Contact, _Side]]", ids: list[str], generation: Generation
) -> dict[str, Done]:
    """Return the latest answer to tonight's list per customer."""
    listed = set(ids)
    return {
        row.customer_id: Done(
            contacted_at=row.contacted_at,
            outcome=row.outcome,
            two_way=row.two_way,
            next_step=row.next_step,
            next_step_on=row.next_step_on,
        )
        for row in contacts
        if row.customer_id in listed and row.business_date == generation.business_date
    }


def _entry(
    row: PublishedListEntry, customer: PublishedCustomer, events: list[Event], done: Done | None
) -> Entry:
    return Entry(
        rank=row.rank,
        customer_id=row.customer_id,
        name=customer.name,
        kind=customer.kind,
        mobile=customer.mobile or customer.phone or "",
        tier=customer.tier,
        aum=customer.aum,
        next_tier_gap=customer.next_tier_gap,
        segment=customer.segment,
        segment_assumed=customer.segment_assumed,
        overdue_days=customer.overdue_days,
        last_contact_on=customer.last_contact_on,
        birth_calendar=customer.birth_calendar,
        side=row.side,
        goal=row.goal,
        deviation=row.deviation,
        reasons=tuple(row.reasons),
        events=tuple(events),
        done=done,
    )


def _week(contacts: "list[WithAnnotations[Contact, _Side]]", actor: User, *, today: dt.date) -> Week:
    """Return the actor's own contacts since Monday; the side is the customer's of tonight."""
    since = days.week_start(today)
    own = [row for row in contacts if row.staff_id == actor.staff_id and since <= row.contact_on <= today]
    sides = {row.customer_id: row.customer_familiar for row in own}
    return Week(
        made=len(own),
        connected=sum(row.two_way for row in own),
        familiar=sum(side is True for side in sides.values()),
        unfamiliar=sum(side is False for side in sides.values()),
    )


def book(actor: User, generation: Generation) -> PublishedBook | None:
    """Return the actor's own book in numbers; None when no list is made for them."""
    return visibility.visible(PublishedBook, actor, generation).filter(rm_id=actor.staff_id).first()
