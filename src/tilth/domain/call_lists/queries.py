"""Read a manager's list of the day with the facts behind each name (LIST-02, LIST-04, LIST-11)."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Count, Q

from tilth.access import visibility
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


def day(actor: User, generation: Generation, *, today: dt.date) -> Day:
    """Return the list of the actor's own staff number: seven queries, however long the list is."""
    rows = list(
        visibility.visible(PublishedListEntry, actor, generation)
        .filter(rm_id=actor.staff_id)
        .order_by("rank")
    )
    ids = [row.customer_id for row in rows]
    customers = _customers(actor, generation, ids)
    events = _events(actor, generation, ids)
    done = _done(actor, generation, ids)
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
        week=week(actor, generation, today=today),
    )


def _customers(actor: User, generation: Generation, ids: list[str]) -> dict[str, PublishedCustomer]:
    found = visibility.visible(PublishedCustomer, actor, generation).filter(customer_id__in=ids)
    return {customer.customer_id: customer for customer in found}


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


def _done(actor: User, generation: Generation, ids: list[str]) -> dict[str, Done]:
    rows = (
        visibility.visible(Contact, actor, generation)
        .filter(customer_id__in=ids, business_date=generation.business_date)
        .order_by("contacted_at", "id")
    )
    return {
        row.customer_id: Done(
            contacted_at=row.contacted_at,
            outcome=row.outcome,
            two_way=row.two_way,
            next_step=row.next_step,
            next_step_on=row.next_step_on,
        )
        for row in rows
    }


def _entry(
    row: PublishedListEntry, customer: PublishedCustomer, events: list[Event], done: Done | None
) -> Entry:
    return Entry(
        rank=row.rank,
        customer_id=row.customer_id,
        name=customer.name,
        kind=customer.kind,
        mobile=customer.mobile or customer.phone,
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


def week(actor: User, generation: Generation, *, today: dt.date) -> Week:
    """Return the actor's own contacts since Monday; the side is the customer's of tonight."""
    mine = visibility.visible(Contact, actor, generation).filter(
        staff_id=actor.staff_id, contact_on__gte=days.week_start(today), contact_on__lte=today
    )
    counts = mine.aggregate(made=Count("id"), connected=Count("id", filter=Q(two_way=True)))
    sides = (
        visibility.visible(PublishedCustomer, actor, generation)
        .filter(customer_id__in=mine.values("customer_id"))
        .aggregate(
            known=Count("customer_id", filter=Q(familiar=True)),
            unknown=Count("customer_id", filter=Q(familiar=False)),
        )
    )
    return Week(**counts, familiar=sides["known"], unfamiliar=sides["unknown"])


def book(actor: User, generation: Generation) -> PublishedBook | None:
    """Return the actor's own book in numbers; None when no list is made for them."""
    return visibility.visible(PublishedBook, actor, generation).filter(rm_id=actor.staff_id).first()
