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
    Task,
    User,
)
from tilth.domain import days
from tilth.domain.call_lists import promises
from tilth.domain.call_lists.model import Day, Done, Entry, Event, Skipped, Todo, Week
from tilth.domain.numbers import queries as numbers
from tilth.domain.tasks.queries import Promise

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


class _Side(TypedDict):
    customer_familiar: bool | None
    customer_lifecycle: str | None
    customer_hour: dt.time | None


AHEAD = dt.timedelta(days=7)
"""So far ahead the page shows what is promised."""


def day(actor: User, generation: Generation, *, today: dt.date, now: dt.datetime | None = None) -> Day:
    """Return the list of the actor's own staff number: eight queries, however long the list is.

    Without `now` it is the end of the day: every call put off to today is open again.
    """
    moment = dt.datetime.combine(today, dt.time.max, days.ZONE) if now is None else now.astimezone(days.ZONE)
    rows = list(
        visibility.visible(PublishedListEntry, actor, generation)
        .filter(rm_id=actor.staff_id)
        .order_by("rank")
    )
    ids = [row.customer_id for row in rows]
    until = today + AHEAD
    tasks = promises.open_tasks(actor, generation, until=until, about=ids)
    left = promises.leftovers() if rows else []
    others = [one.customer_id for one in tasks] + [one.customer_id for one in left]
    customers = _customers(actor, generation, [*ids, *others])
    events = _events(actor, generation, ids)
    contacts = _contacts(actor, generation, ids, today=today)
    done = _done(contacts, ids, generation, actor)
    skipped = promises.skips(actor, generation) if rows else {}
    todos = promises.todos(tasks, customers, generation)
    given = promises.given(tasks, actor)
    spoken = _spoken(contacts)
    later = {one.customer_id: one for one in todos if one.of_list}
    return Day(
        entries=tuple(
            _entry(
                row,
                customers[row.customer_id],
                events[row.customer_id],
                done=done.get(row.customer_id),
                skipped=skipped.get(row.customer_id),
                later=later.get(row.customer_id),
                promise=given.get(row.customer_id),
                spoken_on=spoken.get(row.customer_id),
            )
            for row in rows
            if row.customer_id in customers
        ),
        book_size=visibility.visible(PublishedCustomer, actor, generation)
        .filter(rm_id=actor.staff_id)
        .count()
        if not rows
        else len(rows),
        week=_week(contacts, actor, today=today),
        now=moment,
        todos=tuple(one for one in todos if one.due_on <= until or one.of_list),
        leftovers=promises.named(left, customers),
    )


def first(actor: User, generation: Generation) -> str | None:
    """Return the first customer of the actor's own list; None without one."""
    own = visibility.visible(PublishedListEntry, actor, generation).filter(rm_id=actor.staff_id)
    return own.order_by("rank").values_list("customer_id", flat=True).first()


def beside(actor: User, generation: Generation, *, rank: int) -> tuple[str, str]:
    """Return the customers before and after a rank of the actor's own list, empty at its ends; one query."""
    own = visibility.visible(PublishedListEntry, actor, generation).filter(rm_id=actor.staff_id)
    found = dict(own.filter(rank__in=(rank - 1, rank + 1)).values_list("rank", "customer_id"))
    return found.get(rank - 1, ""), found.get(rank + 1, "")


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
    found = numbers.told(mine.filter(customer_id__in=ids).only(*_FACTS))
    return {row.customer_id: personal.show(numbers.weigh(row), scope, "list") for row in found}


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

    Each carries `customer_familiar` and `customer_lifecycle`, the side and the state of its customer tonight,
    and `customer_hour`, the time of day that was agreed for the next step.
    """
    mine = visibility.visible(PublishedCustomer, actor, generation)
    same = mine.filter(customer_id=OuterRef("customer_id"))
    side, lifecycle = same.values("familiar")[:1], same.values("lifecycle")[:1]
    answers = Q(customer_id__in=ids, business_date=generation.business_date)
    own = Q(staff_id=actor.staff_id, contact_on__gte=days.week_start(today), contact_on__lte=today)
    found = visibility.visible(Contact, actor, generation).filter(answers | own)
    hour = Task.objects.unscoped().filter(contact=OuterRef("pk"), voided_at=None, due_at__isnull=False)
    told = found.annotate(
        customer_familiar=Subquery(side),
        customer_lifecycle=Subquery(lifecycle),
        customer_hour=Subquery(hour.values("due_at")[:1]),
    )
    return list(told.order_by("contacted_at", "id"))


def _spoken(contacts: "list[WithAnnotations[Contact, _Side]]") -> dict[str, dt.date]:
    """Return on which day somebody last spoke with each customer, as far as these contacts know."""
    return {row.customer_id: row.contact_on for row in contacts if row.two_way}


def _done(
    contacts: "list[WithAnnotations[Contact, _Side]]", ids: list[str], generation: Generation, actor: User
) -> dict[str, Done]:
    """Return the latest answer to tonight's list per customer."""
    listed = set(ids)
    return {
        row.customer_id: Done(
            id=row.pk,
            mine=row.user_id == actor.pk,
            contacted_at=row.contacted_at,
            outcome=row.outcome,
            two_way=row.two_way,
            next_step=row.next_step,
            next_step_on=row.next_step_on,
            step=row.step or "",
            next_step_at=row.customer_hour,
            intention=row.intention or "",
        )
        for row in contacts
        if row.customer_id in listed and row.business_date == generation.business_date
    }


def _entry(  # noqa: PLR0913 - what was found about one name
    row: PublishedListEntry,
    customer: PublishedCustomer,
    events: list[Event],
    *,
    done: Done | None,
    skipped: Skipped | None,
    later: Todo | None,
    promise: Promise | None,
    spoken_on: dt.date | None,
) -> Entry:
    number, wrong = numbers.shown(customer)
    return Entry(
        rank=row.rank,
        customer_id=row.customer_id,
        name=customer.name,
        kind=customer.kind,
        mobile=number,
        wrong=wrong,
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
        skipped=skipped,
        later=None if done is not None else later,
        promise=promise,
        spoken_on=max((day for day in (customer.last_contact_on, spoken_on) if day), default=None),
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
        new=sum(row.customer_lifecycle == "new" for row in own),
        existing=sum(row.customer_lifecycle not in (None, "new") for row in own),
    )


def book(actor: User, generation: Generation) -> PublishedBook | None:
    """Return the actor's own book in numbers; None when no list is made for them."""
    return visibility.visible(PublishedBook, actor, generation).filter(rm_id=actor.staff_id).first()
