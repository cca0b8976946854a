"""Read a manager's list of the day with the facts behind each name (LIST-02, LIST-04, LIST-11)."""

import datetime as dt
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypedDict

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from tilth.access import personal, reads, scopes, visibility
from tilth.access.ahead import Asked, together
from tilth.data.models import (
    Contact,
    Generation,
    PublishedBook,
    PublishedCallValue,
    PublishedCustomer,
    PublishedEvent,
    PublishedHolding,
    PublishedListEntry,
    Task,
    User,
)
from tilth.domain import days, deceased
from tilth.domain.call_lists import maturities, promises, worth
from tilth.domain.call_lists.model import Day, Done, ListEntry, Maturities, Maturity, Skipped, Todo, Week
from tilth.domain.contacts import made
from tilth.domain.numbers import queries as numbers
from tilth.domain.reasons.queries import Event, event
from tilth.domain.signals import queries as noticed
from tilth.domain.tasks.queries import Promise, by_key

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

DUE_SHOWN = 12
"""Maturities that the page names; the rest stands in the list of customers."""
AHEAD = dt.timedelta(days=7)
"""So far ahead the page shows what is promised."""


def day(  # noqa: PLR0913 - whose list, of which day, with what beside it
    actor: User,
    generation: Generation,
    *,
    today: dt.date,
    now: dt.datetime | None = None,
    absent: str = "",
    due: bool = False,
) -> Day:
    """Return the list of the actor's own staff number: two statements, however long the list is.

    `absent` asks for the list of a manager whom the actor stands in for instead; out of sight it is empty.
    Without `now` it is the end of the day: every call put off to today is open again. `due`: with what falls
    due in the whole book.
    """
    whose = absent or actor.staff_id or ""
    moment = dt.datetime.combine(today, dt.time.max, days.ZONE) if now is None else now.astimezone(days.ZONE)
    until = today + AHEAD
    with together(*asked(actor, generation, today=today, absent=absent, due=due)):
        rows = _listed(actor, generation, whose=whose, today=today)
        lines = promises.lines(actor, generation, **_tasks(generation, whose, today, timed=not absent))
        left = promises.leftovers() if rows and not absent else []
        values = {row.customer_id: row for row in worth.of_list(actor, generation, whose=whose)}
        maturing = maturities.own(actor, generation, today=today) if due else []
        week = _week(whose, today=today)
    ids = [row.customer_id for row in rows]
    falling = [row.customer_id for row in maturing[:DUE_SHOWN]]
    named = [*ids, *(one.customer_id for one in lines), *(one.customer_id for one in left), *falling]
    told = [*{*ids, *falling}]
    since = days.week_start(today)
    with together(
        _people.asked(actor, generation, ids=named),
        _of_these.asked(actor, generation, ids=told),
        noticed.open_of.asked(actor, generation, ids=ids),
        _answers.asked(actor, generation, ids=ids, since=since, until=today),
        by_key.asked(keys=promises.keys(lines)),
    ):
        customers = _customers(actor, generation, named)
        events, names = _events(actor, generation, ids, told)
        contacts = _answers(actor, generation, ids=ids, since=since, until=today) if ids else []
        tasks = promises.open_tasks(lines)
        signals = noticed.by_customer(noticed.open_of(actor, generation, ids=ids)) if ids else {}
    done = _done(contacts, generation, actor)
    skipped = promises.skips(rows, actor)
    todos = promises.todos(tasks, customers, generation, listed=frozenset(ids))
    given = promises.given(tasks, actor)
    spoken = _spoken(contacts)
    later = {one.customer_id: one for one in todos if one.of_list}
    return Day(
        entries=tuple(
            _entry(
                row,
                customers[row.customer_id],
                events[row.customer_id],
                signals=signals.get(row.customer_id, ()),
                value=values.get(row.customer_id),
                done=done.get(row.customer_id),
                skipped=skipped.get(row.customer_id),
                later=later.get(row.customer_id),
                promise=given.get(row.customer_id),
                spoken_on=spoken.get(row.customer_id),
            )
            for row in rows
            # one with another since the night: the next list names that one
            if row.customer_id in customers and customers[row.customer_id].one_with is None
        ),
        book_size=visibility.visible(PublishedCustomer, actor, generation).filter(rm_id=whose).count()
        if not rows
        else len(rows),
        week=week,
        now=moment,
        todos=tuple(one for one in todos if one.due_on <= until or one.of_list),
        leftovers=promises.named(left, customers),
        due=_due(maturing, customers, {row.customer_id: row.rank for row in rows}, names),
        new_names=sum(customers[one].lifecycle == "new" for one in ids if one in customers),
    )


def asked(
    actor: User, generation: Generation, *, today: dt.date, absent: str = "", due: bool = False
) -> tuple[Asked[Any], ...]:
    """Return what `day` begins with, to be sent together with what stands beside the list."""
    whose = absent or actor.staff_id or ""
    found: tuple[Asked[Any], ...] = (
        _listed.asked(actor, generation, whose=whose, today=today),
        worth.of_list.asked(actor, generation, whose=whose),
        promises.lines.asked(actor, generation, **_tasks(generation, whose, today, timed=not absent)),
        made.WEEK.asked([whose], days.week_start(today), today),
    )
    left = () if absent else (promises.LEFT.asked(),)
    return (*found, *left, *((maturities.own.asked(actor, generation, today=today),) if due else ()))


class _Tasks(TypedDict):
    """Which open tasks a list is read with."""

    whose: str
    today: dt.date
    until: dt.date
    night: str
    timed: bool


def _tasks(generation: Generation, whose: str, today: dt.date, *, timed: bool) -> _Tasks:
    night = generation.business_date.isoformat()
    return _Tasks(whose=whose, today=today, until=today + AHEAD, night=night, timed=timed)


@reads.scoped
def _listed(
    actor: User, generation: Generation, *, whose: str, today: dt.date
) -> "QuerySet[PublishedListEntry]":
    seen = promises.with_skips(visibility.visible(PublishedListEntry, actor, generation), generation)
    return promises.with_met(seen, today=today).filter(rm_id=whose, owner_id=F("rm_id")).order_by("rank")


def _due(
    rows: list[PublishedEvent],
    customers: dict[str, PublishedCustomer],
    ranks: dict[str, int],
    names: dict[str, str],
) -> Maturities:
    once, each = maturities.total(rows), sum((row.amount or Decimal(0) for row in rows), Decimal(0))
    return Maturities(
        shown=tuple(
            Maturity(
                customer_id=row.customer_id,
                name=customers[row.customer_id].name,
                kind=row.kind,
                product_name=names.get(row.subject, ""),
                due_on=row.due_on,
                amount=row.amount,
                rank=ranks.get(row.customer_id),
            )
            for row in rows[:DUE_SHOWN]
            if row.customer_id in customers
        ),
        number=len(rows),
        customers=len({row.customer_id for row in rows}),
        amount=once,
        joint=once != each,
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
    "segment_distance",
    "segment_second",
    "segment_second_distance",
    "overdue_days",
    "last_contact_on",
    "lifecycle",
    "birth_calendar",
    "one_with",
)
"""What a name on the list shows of its customer, and whose it is: a fifth of the columns published."""


def _customers(actor: User, generation: Generation, ids: list[str]) -> dict[str, PublishedCustomer]:
    scope = scopes.of(actor, generation)
    found = _people(actor, generation, ids=ids)
    return {row.customer_id: personal.show(numbers.weigh(row), scope, "list") for row in found}


@reads.scoped
def _people(actor: User, generation: Generation, *, ids: list[str]) -> "QuerySet[PublishedCustomer]":
    mine = visibility.visible(PublishedCustomer, actor, generation)
    return deceased.told(numbers.told(mine.filter(Q(customer_id__among=ids)).only(*_FACTS)))


def _events(
    actor: User, generation: Generation, ids: list[str], told: list[str]
) -> tuple[dict[str, list[Event]], dict[str, str]]:
    """Return the events of the names on the list, and the names of products of all who are `told`."""
    of_list = set(ids)
    rows = _of_these(actor, generation, ids=told)
    names = {row.subject: row.product for row in rows if row.product}
    found: dict[str, list[Event]] = defaultdict(list)
    for row in rows:
        if row.customer_id in of_list:
            found[row.customer_id].append(event(row, names, generation))
    return found, names


@reads.scoped
def _of_these(actor: User, generation: Generation, *, ids: list[str]) -> "QuerySet[PublishedEvent, Any]":
    seen = visibility.visible(PublishedEvent, actor, generation).filter(Q(customer_id__among=ids))
    return seen.annotate(product=_product(actor, generation)).order_by("due_on", "kind", "subject")


def _product(actor: User, generation: Generation) -> Subquery:
    """Return the name of the product that an event is about; nothing for one about no holding."""
    holdings = visibility.visible(PublishedHolding, actor, generation).filter(
        holding_id=OuterRef("subject"), customer_id=OuterRef("customer_id")
    )
    return Subquery(holdings.values("product_name")[:1])


class _Hour(TypedDict):
    customer_hour: dt.time | None


@reads.scoped
def _answers(
    actor: User, generation: Generation, *, ids: list[str], since: dt.date, until: dt.date
) -> "QuerySet[WithAnnotations[Contact, _Hour]]":
    """Return what answers tonight's list, and contacts with its names since a day.

    Each carries `customer_hour`, the time of day that was agreed for the next step.
    """
    lately = Q(contact_on__gte=since, contact_on__lte=until)
    found = visibility.visible(Contact, actor, generation).filter(
        Q(business_date=generation.business_date) | lately, Q(customer_id__among=ids)
    )
    tasks = Task.objects.unscoped().filter(contact=OuterRef("pk"), voided_at=None)
    step = tasks.order_by("id")  # the next step is made before the reminders of the note
    told = found.annotate(customer_hour=Subquery(step.values("due_at")[:1]))
    return told.order_by("contacted_at", "id")


def _spoken(contacts: "list[WithAnnotations[Contact, _Hour]]") -> dict[str, dt.date]:
    """Return on which day somebody last spoke with each customer, as far as these contacts know."""
    return {row.customer_id: row.contact_on for row in contacts if row.two_way}


def _done(
    contacts: "list[WithAnnotations[Contact, _Hour]]", generation: Generation, actor: User
) -> dict[str, Done]:
    """Return the latest answer to tonight's list per customer, whoever gave it."""
    found: dict[str, Done] = {}
    for row in contacts:
        if row.business_date != generation.business_date:
            continue
        before = found.get(row.customer_id)
        found[row.customer_id] = Done(
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
            answered=made.answered(row) or (before is not None and before.answered),
            spoken=row.two_way or (before is not None and before.spoken),
        )
    return found


def _entry(  # noqa: PLR0913 - what was found about one name
    row: PublishedListEntry,
    customer: PublishedCustomer,
    events: list[Event],
    *,
    signals: tuple[noticed.Signal, ...],
    value: PublishedCallValue | None,
    done: Done | None,
    skipped: Skipped | None,
    later: Todo | None,
    promise: Promise | None,
    spoken_on: dt.date | None,
) -> ListEntry:
    number, wrong = numbers.shown(customer)
    return ListEntry(
        rank=row.rank,
        customer_id=row.customer_id,
        name=customer.name,
        kind=customer.kind,
        mobile=number,
        wrong=wrong,
        deceased=customer.deceased,
        tier=customer.tier,
        aum=customer.aum,
        next_tier_gap=customer.next_tier_gap,
        segment=customer.segment,
        segment_assumed=customer.segment_assumed,
        segment_distance=customer.segment_distance,
        segment_second=customer.segment_second,
        segment_second_distance=customer.segment_second_distance,
        overdue_days=customer.overdue_days,
        last_contact_on=customer.last_contact_on,
        birth_calendar=customer.birth_calendar,
        side=row.side,
        goal=row.goal,
        deviation=row.deviation,
        reasons=tuple(row.reasons),
        events=tuple(events),
        signals=signals,
        worth=None if value is None else worth.worth(value),
        done=done,
        skipped=skipped,
        later=None if done is not None else later,
        promise=promise,
        met=promises.met(row),
        spoken_on=max((day for day in (customer.last_contact_on, spoken_on) if day), default=None),
    )


def _week(staff_id: str, *, today: dt.date) -> Week:
    """Return somebody's own contacts since Monday, wherever the customers are by now; one query."""
    found = made.counted([staff_id], since=days.week_start(today), until=today)
    return Week(**found._asdict())


def book(actor: User, generation: Generation) -> PublishedBook | None:
    """Return the actor's own book in numbers; None when no list is made for them."""
    return next(iter(_book(actor, generation)), None)


@reads.scoped
def _book(actor: User, generation: Generation) -> "QuerySet[PublishedBook]":
    return visibility.visible(PublishedBook, actor, generation).filter(rm_id=actor.staff_id)
