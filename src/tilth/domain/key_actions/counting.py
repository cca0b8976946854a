"""Count what maps of key actions name, by the rules of the figures that open the rows."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import asdict
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from tilth.data.models import Contact, DaySummary, Generation, PublishedCustomer, User
from tilth.domain.call_lists.maturities import DAYS
from tilth.domain.customers import filters, rows
from tilth.domain.staff import team
from tilth.domain.summaries import counting
from tilth.domain.week_plans import queries as plans
from tilth.policy.key_actions import Counted, Span, working

Counts = dict[str, Counted]
_OF_BOOK = frozenset({"week_connected", "due_contacted", "under_contacted"})


def of_managers(  # noqa: PLR0913 - whose work, in which days, and what of it
    actor: User,
    generation: Generation,
    people: Sequence[str],
    *,
    span: Span,
    today: dt.date,
    wanted: Collection[str],
) -> dict[str, Counts]:
    """Return staff number → what was counted of these managers; at most seven queries, however many.

    They are the actor, or led by the actor; of nobody else anything is counted.
    """
    found = counting.of(actor, generation, people, since=span.since, until=span.until)
    counted = {one: {name: Counted(value) for name, value in asdict(of).items()} for one, of in found.items()}
    for one, work in found.items():
        counted[one]["kept"] = Counted(work.kept, work.due)
    if "summaries" in wanted:
        sent = dict(_sent(people, span))
        for one in people:
            counted[one]["summaries"] = Counted(sent.get(one, 0))
    if "plans" in wanted:
        planned = plans.sent(people, week=span.since)
        for one in people:
            counted[one]["plans"] = Counted(int(one in planned))
    if _OF_BOOK & set(wanted):
        for row in _of_books(actor, generation, people, span, today):
            counted[str(row["rm_id"])] |= _of_book(row)
    return counted


def of_leader(actor: User, generation: Generation, *, span: Span, wanted: Collection[str]) -> Counts:
    """Return what was counted of a leader's map: the summaries that managers below sent; two queries."""
    if "team_summaries" not in wanted:
        return {}
    below = team.below(actor, generation).filter(active=True)
    people = list(below.order_by("staff_id").values_list("staff_id", flat=True))
    sent = sum(number for _staff, number in _sent(people, span))
    return {"team_summaries": Counted(sent, len(people) * working(span))}


def _sent(people: Sequence[str], span: Span) -> "QuerySet[DaySummary, tuple[str, int]]":
    """Return staff number and on how many working days of the span a summary was sent."""
    sent = DaySummary.objects.filter(Q(staff_id__among=list(people)), sent_at__isnull=False)
    sent = sent.filter(day__gte=span.since, day__lte=span.until).order_by()
    return sent.values_list("staff_id").annotate(number=Count("id"))


def _of_book(row: dict[str, Any]) -> Counts:
    return {
        "week_connected": Counted(row["connected"], row["listed"]),
        "due_contacted": Counted(row["due_spoken"], row["due"]),
        "under_contacted": Counted(row["under_spoken"]),
    }


def _of_books(
    actor: User, generation: Generation, people: Sequence[str], span: Span, today: dt.date
) -> "QuerySet[PublishedCustomer, dict[str, Any]]":
    """Return manager and numbers of customers, each person once, as the lists behind them count."""
    spoken = Contact.objects.unscoped().filter(
        customer_id=OuterRef("customer_id"),
        staff_id=OuterRef("rm_id"),
        contact_on__gte=span.since,
        contact_on__lte=span.until,
        two_way=True,
        voided_at=None,
    )
    theirs = rows.met(actor, generation, filters.still_open(generation) & Q(rm_id__among=list(people)))
    due = filters.due(generation, today=today, days=DAYS)
    return (
        theirs.order_by()
        .values("rm_id")
        .annotate(
            due=Count("customer_id", filter=due),
            due_spoken=Count("customer_id", filter=due & Q(Exists(spoken))),
            under_spoken=Count("customer_id", filter=Q(under_served=True) & Q(Exists(spoken))),
            listed=Count("customer_id", filter=filters.of_week("all")),
            connected=Count("customer_id", filter=filters.of_week("connected")),
        )
    )
